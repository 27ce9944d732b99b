import {
  appendFileSync,
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import type { Job } from './job';

const dateFields = new Set([
  'submitAt',
  'eligibleAt',
  'startAt',
  'endAt',
  'changedAt',
  'queuedAt',
  'beginAt',
]);
const revive = (key: string, value: unknown) =>
  dateFields.has(key) && typeof value === 'string' ? new Date(value) : value;

/** Jobs on disk: one line a change, the last line of a job counts. Written before the answer is given, so a kill forgets nothing. */
export class Journal {
  private readonly path: string;
  private readonly texts: string;
  private file: number;

  constructor(folder: string) {
    mkdirSync(join(folder, 'texts'), { recursive: true });
    this.path = join(folder, 'jobs.ndjson');
    this.texts = join(folder, 'texts');
    this.file = openSync(this.path, 'a', 0o600);
  }

  /** All jobs as last written, in order of id. A last line that was cut by a kill is left out. Rewrites the file without old lines. */
  load(): Job[] {
    const jobs = new Map<number, Job>();
    for (const line of readFileSync(this.path, 'utf8').split('\n')) {
      if (line === '') continue;
      try {
        const job = JSON.parse(line, revive) as Job;
        jobs.set(job.id, job);
      } catch {
        continue;
      }
    }
    const sorted = [...jobs.values()].sort((a, b) => a.id - b.id);
    const fresh = `${this.path}.new`;
    writeFileSync(fresh, sorted.map((job) => `${JSON.stringify(job)}\n`).join(''), { mode: 0o600 });
    renameSync(fresh, this.path);
    closeSync(this.file);
    this.file = openSync(this.path, 'a', 0o600);
    return sorted;
  }

  write(job: Job): void {
    writeSync(this.file, `${JSON.stringify(job)}\n`);
  }

  writeTexts(id: number, script: string, environment: Readonly<Record<string, string>>): void {
    writeFileSync(join(this.texts, `${id}.script`), script, { mode: 0o700 });
    writeFileSync(join(this.texts, `${id}.env.json`), JSON.stringify(environment), { mode: 0o600 });
  }

  scriptPath(id: number): string {
    return join(this.texts, `${id}.script`);
  }

  script(id: number): string {
    return existsSync(this.scriptPath(id)) ? readFileSync(this.scriptPath(id), 'utf8') : '';
  }

  environment(id: number): Record<string, string> {
    const path = join(this.texts, `${id}.env.json`);
    return existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as Record<string, string>) : {};
  }

  /** The next id that was never used, also not by a job that vanished. */
  nextId(): number {
    const path = join(this.texts, 'last-id');
    const id = (existsSync(path) ? Number(readFileSync(path, 'utf8')) : 0) + 1;
    writeFileSync(path, String(id));
    return id;
  }

  close(): void {
    appendFileSync(this.path, '');
    closeSync(this.file);
  }
}
