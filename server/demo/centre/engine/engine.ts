/**
 * The demo centre's scheduler core, neutral between Slurm and PBS Pro. A front end (slurm/, pbs/) turns commands into calls of
 * `Engine` and jobs into that scheduler's words. Start here; job.ts has the nouns.
 */
import type { Dependency, HoldKind, Job, JobRequest, JobRun } from './job';

/** Why a submission or a change was refused; front ends translate it into their scheduler's words and exit code. */
export type RefusalCode =
  | 'unknown-partition'
  | 'over-walltime'
  | 'never-fits'
  | 'bad-request'
  | 'bad-array'
  | 'unknown-job'
  | 'not-owner'
  | 'wrong-state'
  | 'login-limit';

/** Thrown by every method of `Engine` that can refuse. `message` is for the log; it is no scheduler's wording. */
export class Refusal extends Error {
  constructor(
    readonly code: RefusalCode,
    message: string,
  ) {
    super(message);
    this.name = 'Refusal';
  }
}

/** A queue as configured. Each partition has nodes of its own. */
export interface Partition {
  readonly name: string;
  /** `a100`, `mi250`: the gres type. */
  readonly accelerator: string;
  readonly gpuModel: string;
  readonly nodeNames: readonly string[];
  readonly gpusPerNode: number;
  readonly coresPerNode: number;
  readonly memoryBytesPerNode: number;
  readonly maxWalltimeSeconds: number;
  readonly defaultWalltimeSeconds: number;
}

/** A node and what is taken of it now. `down` takes no new job and has lost its jobs; `drained` only takes no new one. */
export interface NodeView {
  readonly name: string;
  readonly partition: string;
  readonly state: 'up' | 'drained' | 'down';
  readonly cores: number;
  readonly memoryBytes: number;
  readonly gpus: number;
  readonly usedCores: number;
  readonly usedMemoryBytes: number;
  readonly usedGpuIndices: readonly number[];
  readonly jobIds: readonly number[];
}

/** Absolute paths of a run's output. `stderr` undefined = together with stdout. */
export interface OutputPaths {
  readonly stdout: string;
  readonly stderr: string | undefined;
  /** Append instead of truncating (a requeued Slurm job truncates unless --open-mode=append). */
  readonly append: boolean;
  /** Write to a spool folder and copy there only after the end (PBS without -k). */
  readonly deliveredAtEnd: boolean;
}

/** What the engine asks of a front end. Called once per run; must not throw. */
export interface EngineHooks {
  /** SLURM_*, PBS_* … laid over the login's base environment and the request's. Device variables are set by the engine. */
  environmentOf(job: Job, run: JobRun): Record<string, string>;
  outputOf(job: Job, run: JobRun): OutputPaths;
  /** Line for the output when the engine itself ends a run, e.g. "slurmstepd: error: *** JOB 7 … DUE TO TIME LIMIT ***"; undefined for none. */
  noteOf(
    job: Job,
    run: JobRun,
    why: 'timed-out' | 'out-of-memory' | 'cancelled' | 'node-failed' | 'requeued',
  ): string | undefined;
  /** Seconds between TERM and KILL at the walltime and on cancel (Slurm KillWait, PBS kill_delay); the demo keeps it short. */
  readonly killWaitSeconds: number;
}

/** A command run inside a job's allocation (`srun`, an interactive `qsub -I`). */
export interface StepRequest {
  readonly argv: readonly string[];
  readonly workFolder: string;
  /** Laid over the job's environment. */
  readonly environment: Readonly<Record<string, string>>;
  /** Gives the command a terminal of this size; its errors then come with its output. */
  readonly terminal?: { readonly columns: number; readonly rows: number };
  /** A promise: the command of a terminal is not read before it is fulfilled. */
  onStdout(data: Buffer): Promise<void> | undefined;
  onStderr(data: Buffer): void;
}

/** A step that runs. It is killed when its job ends. */
export interface Step {
  write(data: Buffer): void;
  endInput(): void;
  kill(signal: NodeJS.Signals): void;
  /** Does nothing without a terminal. */
  resize(columns: number, rows: number): void;
  /** Never rejects; a command that cannot start gives 127. */
  readonly ended: Promise<{ exitCode: number; signal: number }>;
}

/** Which jobs `list` answers with; fields that are left out do not filter. */
export interface JobFilter {
  readonly login?: string;
  readonly partition?: string;
  readonly name?: string;
  readonly isActive?: boolean;
  /** Only jobs that are active or ended at or after this instant. */
  readonly endedSince?: Date;
}

/** When a job would start if every running job took its whole walltime. `startAt` undefined = not foreseeable (held, never fits). */
export interface Forecast {
  readonly startAt: Date | undefined;
  readonly nodeNames: readonly string[];
}

/** Changes that `update` accepts; what is left out stays. */
export interface JobChange {
  readonly walltimeSeconds?: number;
  readonly name?: string;
  readonly comment?: string;
  readonly partition?: string;
  readonly priority?: number;
  readonly beginAt?: Date;
  readonly dependencies?: readonly Dependency[];
  readonly extra?: Readonly<Record<string, unknown>>;
}

/**
 * The queue, the nodes and the accounting of one centre. All methods are synchronous unless they say otherwise: what they answer is
 * already on disk (page cache), so that a killed centre forgets nothing that it told anyone. Rights are not checked here except
 * where a `by` login is given: then only the owner and the service login pass, others get Refusal['not-owner'].
 *
 * @example
 * const [job] = engine.submit(request);      // held: request.holds = ['user']
 * engine.release(job.id, 'user', job.login); // now it may start
 * const ended = await engine.whenEnded(job.id);
 */
export interface Engine {
  readonly partitions: readonly Partition[];
  /** When this centre process started. */
  readonly startedAt: Date;

  /**
   * Puts a job, or one job per array index, into the queue. The answer is in index order; for an array `array.id` is the id to print.
   * @throws Refusal['unknown-partition' | 'over-walltime' | 'never-fits' | 'bad-request' | 'bad-array']
   */
  submit(request: JobRequest): readonly [Job, ...Job[]];
  /** Says when such a job would start, without submitting it. Throws like `submit`. */
  forecast(request: JobRequest): Forecast;
  /** Says when each job that waits would start; jobs that nobody can foresee are absent. */
  forecastAll(): ReadonlyMap<number, Forecast>;

  /** The job or array task of that id, also long after its end; undefined if there never was one (or it vanished by a fault). */
  find(id: number): Job | undefined;
  /** All tasks of an array in index order; empty if there is no such array. */
  tasksOf(arrayId: number): readonly Job[];
  /** Jobs in order of id, ended ones too unless filtered. */
  list(filter?: JobFilter): readonly Job[];
  /** The script as submitted. */
  scriptOf(id: number): string;
  /** The environment as submitted. */
  environmentOf(id: number): Readonly<Record<string, string>>;

  /** Adds a hold; a running job is refused. Twice is harmless. @throws Refusal['unknown-job' | 'not-owner' | 'wrong-state'] */
  hold(id: number, kind: HoldKind, by: string): void;
  /** Takes a hold away. Twice is harmless. @throws Refusal['unknown-job' | 'not-owner' | 'wrong-state'] */
  release(id: number, kind: HoldKind, by: string): void;
  /**
   * Ends a job: a waiting one at once, a running one by TERM and KILL (state `ending` meanwhile). Of an ended job nothing changes.
   * @throws Refusal['unknown-job' | 'not-owner']
   */
  cancel(id: number, by: string, options?: { readonly isForced?: boolean }): void;
  /** Sends a signal to the processes of a running job. @throws Refusal['unknown-job' | 'not-owner' | 'wrong-state'] */
  signal(id: number, signal: NodeJS.Signals, by: string): void;
  /** Kills a running job and puts it back into the queue. @throws Refusal['unknown-job' | 'not-owner' | 'wrong-state'] */
  requeue(id: number, by: string): void;
  /** @throws Refusal['unknown-job' | 'not-owner' | 'wrong-state' | 'unknown-partition' | 'over-walltime'] */
  update(id: number, change: JobChange, by: string): void;

  /** Starts a command inside a running job. @throws Refusal['unknown-job' | 'not-owner' | 'wrong-state'] */
  runStep(id: number, step: StepRequest, by: string): Step;
  /** Ends an interactive job with an exit code. Does nothing when it has ended already. */
  finish(id: number, exitCode: number): void;

  nodes(): readonly NodeView[];
  /** Drains, downs or resumes a node; `down` ends its jobs as node-failed. */
  setNode(name: string, state: NodeView['state'], why: string): void;

  /** Resolves when the job leaves the queue for a node, or ends without ever running. @throws Refusal['unknown-job'] */
  whenStarted(id: number): Promise<Job>;
  /** Resolves when the job has ended. @throws Refusal['unknown-job'] */
  whenEnded(id: number): Promise<Job>;
  /** Calls back after each change of a job; answers with the way to stop. */
  onChange(listener: (job: Job) => void): () => void;

  /** Kills everything that runs and closes the journal. Jobs that ran are found as node failures at the next start. */
  close(): Promise<void>;
}
