/** Why a job sits on hold: `user` by its owner, `operator` and `system` by the centre. One job may carry several. */
export type HoldKind = 'user' | 'operator' | 'system';

/**
 * Where a job stands. `held` has at least one hold and never starts; `ending` is being killed or cleaned up
 * (Slurm CG, PBS E) and still occupies its nodes; `ended` never changes again.
 */
export type JobState = 'held' | 'pending' | 'running' | 'ending' | 'ended';

/** How a job, or one run of it, ended. */
export type JobEnd = 'completed' | 'failed' | 'timed-out' | 'out-of-memory' | 'cancelled' | 'node-failed';

/** A run may also end because the job went back to the queue. */
export type RunEnd = JobEnd | 'requeued';

/** Why a job that is held or pending does not run now. `none` right after submission, before the first look at the queue. */
export type WaitReason =
  | 'none'
  | 'held-by-user'
  | 'held-by-centre'
  | 'begin-time'
  | 'dependency'
  | 'dependency-never'
  | 'array-limit'
  | 'login-limit'
  | 'resources'
  | 'priority'
  | 'nodes-unavailable'
  | 'never-fits'
  | 'partition-time-limit';

/** One slice of one node that a job asks for. Memory 0 means "all that the node has". */
export interface Chunk {
  readonly cores: number;
  readonly memoryBytes: number;
  readonly gpus: number;
}

/** `singleton` waits for every earlier job of the same name and login; the others wait for the jobs they name. */
export type Dependency =
  | { readonly kind: 'singleton' }
  | { readonly kind: 'after' | 'afterok' | 'afternotok' | 'afterany'; readonly jobIds: readonly number[] };

/** What one node gives to a run: `gpuIndices` are the node's own numbers, the ones that the job sees as devices. */
export interface NodeShare {
  readonly node: string;
  readonly cores: number;
  readonly memoryBytes: number;
  readonly gpuIndices: readonly number[];
}

/** One stay of a job on its nodes; a requeued job has several, and each is charged. */
export interface JobRun {
  /** 1 for the first run. */
  readonly number: number;
  /** When the job entered the queue for this run: the submission, or the requeue. */
  readonly queuedAt: Date;
  readonly startAt: Date;
  readonly endAt: Date | undefined;
  readonly end: RunEnd | undefined;
  /** 0–255; 0 when a signal ended the run (see `signal`). Undefined while it goes on. */
  readonly exitCode: number | undefined;
  /** Number of the signal that ended the script, 0 for none. */
  readonly signal: number | undefined;
  /** In chunk order; shares of one node are merged. */
  readonly shares: readonly NodeShare[];
  /** Highest resident memory seen (polled), in bytes. */
  readonly peakMemoryBytes: number;
  /** Processor time used as far as seen (polled), in seconds. */
  readonly cpuSeconds: number;
  /** Whether output that is delivered at the end reached its place; undefined before the end and where it is written directly. */
  readonly isOutputDelivered?: boolean;
}

/** What a front end (sbatch, qsub) asks for. Everything that is only for display belongs in `extra`. */
export interface JobRequest {
  readonly login: string;
  readonly name: string;
  readonly partition: string;
  /** Slurm's charging account, PBS's Account_Name. */
  readonly project: string;
  readonly comment: string;
  /** The whole script with its `#!` line; empty for an interactive job. Kept by the engine: later edits of the file do not matter. */
  readonly script: string;
  /** Absolute path the script came from, empty when it came by stdin. Files beside it are looked at for demo faults. */
  readonly scriptPath: string;
  readonly scriptArguments: readonly string[];
  /** Absolute; the script starts there. Where it does not exist, the run fails. */
  readonly workFolder: string;
  /** What the job sees before the front end's own variables (SLURM_*, PBS_*) are laid over it. Needs no PATH or HOME. */
  readonly environment: Readonly<Record<string, string>>;
  readonly chunks: readonly Chunk[];
  /** `scatter`: each chunk on a node of its own (Slurm nodes); `free`: several chunks may share a node (PBS default). */
  readonly placement: 'scatter' | 'free';
  /** Takes whole nodes, with all their GPUs. */
  readonly isExclusive: boolean;
  readonly walltimeSeconds: number;
  readonly holds: readonly HoldKind[];
  readonly dependencies: readonly Dependency[];
  readonly dependencyRule: 'all' | 'any';
  /** Not started before this. */
  readonly beginAt: Date | undefined;
  /** Goes back to the queue after a node failure (Slurm --requeue, PBS -r y). */
  readonly isRerunnable: boolean;
  /** Waits for nodes, then runs nothing by itself: the front end runs steps in it and calls `finish`. */
  readonly isInteractive: boolean;
  /** Array indices in ascending order; each becomes a job of its own. Undefined for a plain job. */
  readonly arrayIndices: readonly number[] | undefined;
  /** At most this many tasks of the array at once; undefined for no limit. */
  readonly arrayMaxRunning: number | undefined;
  /** Higher starts first; 0 is ordinary, order of submission decides among equals. */
  readonly priority: number;
  /** Accept, and keep waiting for ever, what no node could ever run (OpenPBS does; Slurm refuses). */
  readonly isNeverFittingAccepted: boolean;
  /** Persisted untouched for the front end: output patterns, Variable_List, Submit_arguments … Must be JSON. */
  readonly extra: Readonly<Record<string, unknown>>;
}

/** A job as the engine knows it. Objects are snapshots: a later change makes a new object. */
export interface Job extends Omit<
  JobRequest,
  'script' | 'arrayIndices' | 'isNeverFittingAccepted' | 'environment'
> {
  /** Unique at this centre for ever, also for each task of an array. */
  readonly id: number;
  /** Set on each task of an array. `id` is the number that the submission was answered with. */
  readonly array:
    | {
        readonly id: number;
        readonly index: number;
        readonly indices: readonly number[];
        readonly maxRunning: number | undefined;
      }
    | undefined;
  readonly state: JobState;
  readonly reason: WaitReason;
  readonly submitAt: Date;
  /** Since when nothing but resources keeps it waiting; undefined while held or dependent. */
  readonly eligibleAt: Date | undefined;
  /** Of the run that goes on, or of the last one. */
  readonly startAt: Date | undefined;
  readonly endAt: Date | undefined;
  readonly end: JobEnd | undefined;
  readonly exitCode: number | undefined;
  readonly signal: number | undefined;
  /** Login that cancelled it. */
  readonly cancelledBy: string | undefined;
  /** All runs in order; the last one is the current one while `running` or `ending`. Empty if it never ran. */
  readonly runs: readonly JobRun[];
  /** Last change of anything. */
  readonly changedAt: Date;
}
