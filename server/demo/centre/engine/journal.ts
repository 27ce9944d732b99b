import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  statSync,
  utimesSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import type { Job } from './job';

const instantNames = new Set([
  'submitAt',
  'eligibleAt',
  'startAt',
  'endAt',
  'changedAt',
  'queuedAt',
  'beginAt',
]);
const revive = (key: string, value: unknown) =>
  instantNames.has(key) && typeof value === 'string' ? new Date(value) : value;

/**
 * Jobs on disk: one line a change, the last line of a job counts. A line is in the page cache before the answer is given, so a
 * killed centre forgets nothing that it told anyone (a machine that loses power may: this is a demo).
 */
export class Journal {
  private readonly path: string;
  private readonly texts: string;
  private readonly alivePath: string;
  private file: number | undefined;
  private lastId = 0;

  constructor(folder: string) {
    mkdirSync(join(folder, 'texts'), { recursive: true });
    this.path = join(folder, 'jobs.ndjson');
    this.texts = join(folder, 'texts');
    this.alivePath = join(folder, 'alive');
  }

  /** All jobs as last written, in order of id. A line that a kill cut short is left out. Rewrites the file without old lines. */
  load(): Job[] {
    const jobs = new Map<number, Job>();
    const text = existsSync(this.path) ? readFileSync(this.path, 'utf8') : '';
    for (const line of text.split('\n')) {
      const entry = parseLine(line);
      if (entry === undefined) continue;
      this.lastId = Math.max(this.lastId, entry.lastId ?? 0, entry.job?.id ?? 0, entry.gone ?? 0);
      if (entry.job) jobs.set(entry.job.id, entry.job);
      if (entry.gone !== undefined) jobs.delete(entry.gone);
    }
    const sorted = [...jobs.values()].sort((a, b) => a.id - b.id);
    const lines = [{ lastId: this.lastId }, ...sorted.map((job) => ({ job }))];
    writeFileSync(`${this.path}.new`, lines.map((line) => `${JSON.stringify(line)}\n`).join(''), {
      mode: 0o600,
    });
    renameSync(`${this.path}.new`, this.path);
    this.file = openSync(this.path, 'a', 0o600);
    return sorted;
  }

  write(job: Job): void {
    this.append({ job });
  }

  /** A job that neither queue nor accounting know any more; its id stays used. */
  forget(id: number): void {
    this.append({ gone: id });
  }

  /** So many ids that were never used before, in one run; the first of them. On disk before anyone learns of them. */
  takeIds(count: number): number {
    const first = this.lastId + 1;
    this.lastId += count;
    this.append({ lastId: this.lastId });
    return first;
  }

  /** Keeps what was submitted. `id` is that of the job or of the whole array. */
  writeTexts(id: number, script: string, environment: Readonly<Record<string, string>>): void {
    writeFileSync(this.scriptPath(id), script, { mode: 0o700 });
    writeFileSync(join(this.texts, `${id}.env.json`), JSON.stringify(environment), { mode: 0o600 });
  }

  scriptPath = (id: number): string => join(this.texts, `${id}.script`);

  script(id: number): string {
    return existsSync(this.scriptPath(id)) ? readFileSync(this.scriptPath(id), 'utf8') : '';
  }

  environment(id: number): Record<string, string> {
    const path = join(this.texts, `${id}.env.json`);
    return existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as Record<string, string>) : {};
  }

  /** Says that the centre lives at this instant; `lastAliveAt` of the next start is when jobs that ran are taken to have ended. */
  markAlive(): void {
    const now = new Date();
    if (existsSync(this.alivePath)) utimesSync(this.alivePath, now, now);
    else writeFileSync(this.alivePath, '');
  }

  lastAliveAt(): Date | undefined {
    return existsSync(this.alivePath) ? statSync(this.alivePath).mtime : undefined;
  }

  /** Calling twice is harmless; what is written afterwards is dropped. */
  close(): void {
    if (this.file !== undefined) closeSync(this.file);
    this.file = undefined;
  }

  private append(line: object): void {
    if (this.file !== undefined) writeSync(this.file, `${JSON.stringify(line)}\n`);
  }
}

interface Line {
  job?: Job;
  gone?: number;
  lastId?: number;
}

function parseLine(text: string): Line | undefined {
  if (text === '') return undefined;
  try {
    return JSON.parse(text, revive) as Line;
  } catch {
    return undefined;
  }
}
