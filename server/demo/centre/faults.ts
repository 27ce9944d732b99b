import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join, dirname } from 'node:path';

/**
 * Faults on demand, for tests: what each name does and the value that it takes. Set for the whole centre by the service login with
 * `modu-fault set <name> [value]` and `modu-fault clear [name]`, or for one job by a line `# modu-fault: <name>=<value>` in its script.
 */
export const faultTable = {
  'submit-timeout-but-accepted':
    'for the centre: the next <value> [1] submissions say that they timed out, but the job exists',
  'submit-slow': 'for the centre: a submission takes <value> milliseconds longer',
  'reject-qos': 'for the centre: the next <value> [1] submissions are refused by a limit of the login',
  'queue-query-fails': 'for the centre: squeue and qstat fail as when the controller cannot be reached',
  'queue-query-empty': 'for the centre: squeue and qstat print nothing and exit 0',
  'accounting-fails': 'for the centre: sacct and qstat -x fail',
  'scheduler-down': 'for the centre: every command fails',
  'ssh-refuse': 'for the centre: new connections are closed at once',
  'duplicate-submit': 'for the centre: the next <value> [1] submissions make a second job of the same name',
  'node-fail-after': 'for a job: its node fails after <value> seconds',
  'out-of-memory-after': 'for a job: it is killed for memory after <value> seconds',
  'slow-start': 'for a job: it runs <value> seconds before its script begins',
  'vanish-after': 'for a job: after <value> seconds neither queue nor accounting know it any more',
} as const;
export type FaultName = keyof typeof faultTable;

/** The centre's faults, kept in a file so that a restart keeps them too. */
export class Faults {
  private readonly path: string;
  private values: Partial<Record<FaultName, string>>;

  constructor(folder: string) {
    this.path = join(folder, 'faults.json');
    this.values = existsSync(this.path)
      ? (JSON.parse(readFileSync(this.path, 'utf8')) as Partial<Record<FaultName, string>>)
      : {};
  }

  get = (name: FaultName): string | undefined => this.values[name];

  set(name: FaultName, value: string): void {
    this.write({ ...this.values, [name]: value });
  }

  clear(name?: FaultName): void {
    if (name === undefined) this.write({});
    else this.write(Object.fromEntries(Object.entries(this.values).filter(([key]) => key !== name)));
  }

  /** Uses up one of a counted fault; tells whether there was one. */
  take(name: FaultName): boolean {
    const left = Number(this.values[name] ?? 0);
    if (!(left > 0)) return false;
    if (left === 1) this.clear(name);
    else this.set(name, String(left - 1));
    return true;
  }

  private write(values: Partial<Record<FaultName, string>>): void {
    this.values = values;
    writeFileSync(`${this.path}.t`, JSON.stringify(values));
    renameSync(`${this.path}.t`, this.path);
  }
}

/** What a script asks to happen to its own job: its `# modu-fault:` lines, and those of `user.sh` beside it. Never throws. */
export function faultsOfScript(request: { script: string; scriptPath: string }): {
  nodeFailAfterMs?: number;
  outOfMemoryAfterMs?: number;
  slowStartMs?: number;
  vanishAfterMs?: number;
} {
  const beside = request.scriptPath === '' ? '' : join(dirname(request.scriptPath), 'user.sh');
  const text = `${request.script}\n${beside !== '' && existsSync(beside) ? readFileSync(beside, 'utf8') : ''}`;
  const msOf = (name: FaultName) => {
    const found = new RegExp(`^#\\s*modu-fault:\\s*${name}=([\\d.]+)\\s*$`, 'm').exec(text);
    return found ? Math.round(Number(found[1]) * 1000) : undefined;
  };
  return Object.fromEntries(
    (
      [
        ['nodeFailAfterMs', msOf('node-fail-after')],
        ['outOfMemoryAfterMs', msOf('out-of-memory-after')],
        ['slowStartMs', msOf('slow-start')],
        ['vanishAfterMs', msOf('vanish-after')],
      ] as const
    ).filter(([, value]) => value !== undefined),
  );
}
