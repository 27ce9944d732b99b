import { existsSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { faultsInScript } from './faults-in-script';

/**
 * Faults on demand, for tests: what each name does and the value that it takes. For the whole centre they are set by the service login
 * with `modu-fault set <name> [value]` and `modu-fault clear [name]`, or by hand in the centre's `faults.json`. A value `3` lasts for
 * three submissions or jobs, `1/6` hits about one in six until it is cleared, where the table says "counted". A script asks for
 * submission and job faults of its own by lines `# modu-fault: <name>=<value>`, in itself or in `user.sh` beside it.
 */
export const faultTable = {
  'submit-timeout-but-accepted': 'submission, counted [1]: says that it timed out, but the job exists',
  'submit-slow': 'submission: takes <value> milliseconds longer',
  'reject-qos': 'submission, counted [1]: refused by a limit of the login',
  'duplicate-submit': 'submission, counted [1]: makes a second job of the same name',
  'queue-query-fails': 'centre: squeue and qstat fail as when the controller cannot be reached',
  'queue-query-empty': 'centre: squeue and qstat print nothing and exit 0',
  'accounting-fails': 'centre: sacct and qstat -x fail',
  'controller-forgets':
    'centre: squeue lists no job, and sacct says of each that ever ran that it runs still',
  'scheduler-down': 'centre: every command fails',
  'clean-fails': 'centre: a login cannot be cleaned',
  'ssh-refuse': 'centre: new connections are closed at once',
  'node-fail-after': 'job: its node fails after <value> seconds',
  'out-of-memory-after': 'job: it is killed for memory after <value> seconds',
  'slow-start': 'job: it runs <value> seconds before its script begins',
  'vanish-after': 'job: after <value> seconds neither queue nor accounting know it any more',
} as const;
export type FaultName = keyof typeof faultTable;

type Values = Partial<Record<FaultName, string>>;

/** What is to go wrong with one submission. */
export interface SubmissionFaults {
  slowMs: number;
  isRefused: boolean;
  isDoubled: boolean;
  isTimedOutButAccepted: boolean;
}

/** The centre's faults, kept in a file so that a restart keeps them too. */
export class Faults {
  private readonly path: string;
  private values: Values = {};
  private readAtMs = 0;

  constructor(folder: string) {
    this.path = join(folder, 'faults.json');
  }

  get(name: FaultName): string | undefined {
    return this.read()[name];
  }

  set(name: FaultName, value: string): void {
    this.write({ ...this.read(), [name]: value });
  }

  clear(name?: FaultName): void {
    if (name === undefined) this.write({});
    else this.write(Object.fromEntries(Object.entries(this.read()).filter(([key]) => key !== name)));
  }

  /** Uses up one of a counted fault; tells whether it hits. */
  take(name: FaultName): boolean {
    const value = this.get(name);
    const odds = /^(\d+)\/(\d+)$/.exec(value ?? '');
    if (odds) return Math.random() * Number(odds[2]) < Number(odds[1]);
    const left = Number(value ?? 0);
    if (!(left > 0)) return false;
    if (left === 1) this.clear(name);
    else this.set(name, String(left - 1));
    return true;
  }

  /** Uses up the submission faults that are set for the centre, and adds those that the script asks for. */
  takeForSubmission(request: { script: string; scriptPath: string }): SubmissionFaults {
    const own = faultsInScript(request);
    return {
      slowMs: Number(own['submit-slow'] ?? this.get('submit-slow') ?? 0) || 0,
      isRefused: own['reject-qos'] !== undefined || this.take('reject-qos'),
      isDoubled: own['duplicate-submit'] !== undefined || this.take('duplicate-submit'),
      isTimedOutButAccepted:
        own['submit-timeout-but-accepted'] !== undefined || this.take('submit-timeout-but-accepted'),
    };
  }

  /** What is to go wrong with a run: as its script asks, or as set for the centre. */
  ofRun(request: { script: string; scriptPath: string }): {
    nodeFailAfterMs?: number;
    outOfMemoryAfterMs?: number;
    slowStartMs?: number;
    vanishAfterMs?: number;
  } {
    const own = faultsInScript(request);
    const ms = (name: FaultName) => {
      const value = Number(own[name] ?? this.get(name));
      return Number.isFinite(value) ? Math.round(value * 1000) : undefined;
    };
    const found = {
      nodeFailAfterMs: ms('node-fail-after'),
      outOfMemoryAfterMs: ms('out-of-memory-after'),
      slowStartMs: ms('slow-start'),
      vanishAfterMs: ms('vanish-after'),
    };
    return Object.fromEntries(Object.entries(found).filter(([, value]) => value !== undefined));
  }

  /** As the file says now: a test may write it by hand. What cannot be read counts as no fault. */
  private read(): Values {
    const changedAtMs = existsSync(this.path) ? statSync(this.path).mtimeMs : 0;
    if (changedAtMs === this.readAtMs) return this.values;
    this.readAtMs = changedAtMs;
    try {
      const entries = Object.entries(JSON.parse(readFileSync(this.path, 'utf8')) as object);
      this.values = Object.fromEntries(entries.map(([name, value]) => [name, String(value)]));
    } catch {
      this.values = {};
    }
    return this.values;
  }

  private write(values: Values): void {
    this.values = values;
    writeFileSync(`${this.path}.t`, JSON.stringify(values));
    renameSync(`${this.path}.t`, this.path);
    this.readAtMs = statSync(this.path).mtimeMs;
  }
}
