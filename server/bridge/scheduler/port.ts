import type { End, JobState } from '#server/contract/launch-states';
import type { SshLink } from '../ssh/port';

/** A job as the queue shows it now. Times in UTC. */
export interface QueueJob {
  /** The scheduler's own id, whole: `1234`, `1234_7`, `19.pbs01`, `19[2].pbs01`. */
  schedulerJobId: string;
  /** The id of the array or the job itself: `1234`, `19[].pbs01`. What `submit` returned. */
  parentJobId: string;
  arrayIndex: number | undefined;
  /** The job's name as the scheduler has it; ours are `modu-<ulid>`. */
  name: string;
  login: string;
  partition: string;
  state: JobState;
  /** Only when `state` is `ended` (schedulers show ended jobs for a while). */
  end: End | undefined;
  exitCode: number | undefined;
  exitSignal: number | undefined;
  /** The scheduler's reason code, e.g. `Resources`, `Priority`, `JobHeldUser`; PBS: the comment's kind in Slurm's words where there is one. */
  reasonCode: string | undefined;
  /** The scheduler's own words, for display; cleaned of control characters, at most 300 characters. */
  reasonWords: string | undefined;
  submittedAt: Date | undefined;
  startedAt: Date | undefined;
  endedAt: Date | undefined;
  /** The scheduler's own estimate. */
  estimatedStartAt: Date | undefined;
  node: string | undefined;
  gpus: number;
  walltimeSeconds: number | 'unlimited' | undefined;
}

/** One successful look at the whole queue. `notUnderstood` lines are counted and logged, never silently dropped. */
export interface QueueReading {
  readAt: Date;
  jobs: QueueJob[];
  notUnderstood: string[];
}

/** One run of a job as accounting knows it; a requeued job has several. */
export interface UsageRun {
  schedulerJobId: string;
  parentJobId: string;
  arrayIndex: number | undefined;
  name: string;
  login: string;
  submittedAt: Date;
  /** undefined: never started. */
  startedAt: Date | undefined;
  /** undefined: not ended, or accounting does not know it yet. */
  endedAt: Date | undefined;
  /** Wall seconds minus suspended seconds. */
  seconds: number;
  gpus: number;
  /** undefined while it has not ended. */
  end: End | undefined;
  exitCode: number | undefined;
  exitSignal: number | undefined;
  node: string | undefined;
}

export interface PartitionReading {
  partition: string;
  totalGpus: number;
  freeGpus: number;
}

export interface SubmitSpec {
  /** `modu-<ulid>`; the folder is `~/.modu/<ulid>/` and holds what `stagedFiles` gave. */
  launchId: string;
  partition: string;
  /** Slurm's GRES type or undefined for any. */
  accelerator: string | undefined;
  gpus: number;
  cores: number;
  memoryBytes: number | undefined;
  walltimeSeconds: number;
  /** As `parseArrayRange` reads it. */
  array: { indexes: number[]; maxAtOnce?: number } | undefined;
  /** By name; Slurm only. */
  reservation?: string | undefined;
  /** How long a submission that nobody answered may stay unseen before it is made again [120]. Many times the controller's timeout. */
  settleSeconds?: number | undefined;
}

/**
 * accepted: at the cluster, held, under this id (also when an earlier try had reached it).
 * refused: a definite no in words that only the controller can have written.
 * cancelled: the launch's folder holds `cancelled`.
 * unknown: it may or may not have happened; ask again later, never submit anew by other means.
 */
export type SubmitOutcome =
  | { kind: 'accepted'; schedulerJobId: string }
  | {
      kind: 'refused';
      words: string;
      reason: 'partition' | 'limit' | 'resources' | 'walltime' | 'allocation' | 'other';
    }
  | { kind: 'cancelled' }
  | { kind: 'unknown'; words: string };

/** What accounting positively says. A job with no run here, and not among `unclearJobs`, is one that it does not know. */
export interface UsageReading {
  /** Also of jobs that have not ended; each task of an array apart. */
  runs: UsageRun[];
  notUnderstood: string[];
  /** `parentJobId` of the jobs about which something was said that could not be read, or nothing at all. */
  unclearJobs: string[];
}

/** A definite answer to hold, release or cancel. gone: the scheduler says that there is no such job (any more). */
export type ControlOutcome = { kind: 'done' } | { kind: 'gone' } | { kind: 'unknown'; words: string };

/** A shell inside a job, which ends with the job. */
export interface JobShell {
  /** What `SshLink.shell` runs. */
  line: string;
  /** Whether it ended, with this code, because the job did. */
  isJobOver(exitCode: number): boolean;
}

/** The same of a change; refused: a definite no in words that only the controller can have written. Nothing was changed then. */
export type ChangeOutcome = ControlOutcome | { kind: 'refused'; words: string };

/** What a scheduler says of itself. */
export interface SchedulerFacts {
  /** As it prints it: `slurm 22.05.8`, `23.06.06`. */
  version: string;
  /** Whether it keeps books of what was used: without them the portal's end files count. */
  keepsAccounts: boolean;
  /** How long ended jobs are remembered by the scheduler itself; 0: not at all, undefined: not said. */
  historySeconds: number | undefined;
  /** Whether an ordinary login sees the jobs of others. */
  showsOthers: boolean;
  /** What bounds a job or a login, as the scheduler names it, at most ten. */
  limits: string[];
}

/** A partition as the scheduler describes it. */
export interface PartitionShape {
  name: string;
  /** Whether it takes jobs now. */
  isUp: boolean;
  /** Slurm's GRES type, `gpu` where none is named, `none` without GPUs. */
  accelerator: string;
  nodes: number;
  /** Of the largest node: a job runs on one node. */
  gpusPerNode: number;
  coresPerNode: number;
  memoryBytesPerNode: number;
  /** undefined: no limit. */
  maxWalltimeSeconds: number | undefined;
  defaultWalltimeSeconds: number | undefined;
}

/** GPUs that a centre keeps for somebody for a while, as for a lesson. */
export interface Reservation {
  name: string;
  /** Empty: of no single partition. */
  partition: string;
  startsAt: Date;
  endsAt: Date;
}

/**
 * What is asked of a scheduler before it is used. Only `submitHeld` changes anything; errors as for `Scheduler`.
 * @example const shapes = await slurm.survey.readShapes(serviceLink)
 */
export interface SchedulerSurvey {
  readFacts(link: SshLink): Promise<SchedulerFacts>;
  readShapes(link: SshLink): Promise<PartitionShape[]>;
  /** Asks the books for the last day; how many lines they have. */
  tryAccounts(link: SshLink): Promise<number>;
  /** Those that are on or to come; none where the scheduler has none that a job can name. */
  readReservations(link: SshLink): Promise<Reservation[]>;
  /** Why the login may not use one, in the scheduler's words; undefined: it may. Submits nothing. */
  tryReservation(link: SshLink, reservation: Reservation): Promise<string | undefined>;
  /** Submits a job that does nothing, held, under the name, for a minute of one core: whoever calls cancels it. Never runs. */
  submitHeld(
    link: SshLink,
    job: { name: string; partition: string },
  ): Promise<{ schedulerJobId: string } | { refused: string }>;
}

/** What one login may use at the scheduler, in GPU-minutes, of one of its associations (a login with one account has one). */
export interface HourLimit {
  login: string;
  account: string;
  /** Empty: of every partition. */
  partition: string;
  /** undefined: without a limit. */
  limitMinutes: number | undefined;
  /** What has been used, as the scheduler counts it against the limit: with its decay, and running jobs only now and then. */
  usedMinutes: number;
  /** What running jobs may still use up to their limits, from the same moment. */
  runningMinutes: number;
}

export interface HourLimitChange extends Pick<HourLimit, 'login' | 'account' | 'partition'> {
  /** undefined takes the limit away. */
  minutes: number | undefined;
}

/**
 * Limits of hours that the scheduler itself enforces, for the service login of a centre that lets it set them. Errors as for `Scheduler`.
 * @example if ((await limits.readLack(link, 'svc-modu')) === undefined) await limits.write(link, { login: 'm1', account: 'students', partition: '', minutes: 60 })
 */
export interface HourLimits {
  /** Why this login cannot set them, as the scheduler says it (`AdminLevel=None`); undefined: it can. Changes nothing. */
  readLack(link: SshLink, login: string): Promise<string | undefined>;
  /** Of everybody, in one read. */
  readAll(link: SshLink): Promise<HourLimit[]>;
  /** Calling twice is harmless. A job that would pass the limit waits, and starts when there is room. */
  write(link: SshLink, change: HourLimitChange): Promise<void>;
}

/**
 * One scheduler's commands. Every method runs commands over the link it is given, which is the person's own login or the cluster's
 * service login; none keeps state. A failed, empty or cut answer is an error (AppError[cluster-answer-unclear | cluster-down |
 * deadline-passed]), never "no jobs".
 * @example const reading = await slurm.readQueue(serviceLink)
 */
export interface Scheduler {
  /** The one read per cluster and tick: all jobs named `modu-*` and all others of everybody, array tasks apart. Service login. */
  readQueue(link: SshLink): Promise<QueueReading>;
  /** What was used by these jobs, every run of each. Harmless; one command whatever the number of jobs. Service login. */
  readUsage(
    link: SshLink,
    jobs: readonly { parentJobId: string; submittedAfter: Date }[],
  ): Promise<UsageReading>;
  /**
   * What was used by jobs of everybody that ended since then, or (Slurm) that go on. For jobs that no queue was seen with. Harmless; service
   * login.
   */
  readUsageSince(link: SshLink, since: Date): Promise<UsageReading>;
  readPartitions(link: SshLink): Promise<PartitionReading[]>;
  /** Files that `submit` needs in `~/.modu/<ulid>/` beside `user.sh`: the launcher, `run.sh`, `spec.json`. Pure. */
  stagedFiles(spec: SubmitSpec): { path: string; text: string; mode: number }[];
  /**
   * Runs the launcher (security protocol D.2): submits held, at most once, under `modu-<ulid>`. Calling again is how one recovers.
   * The launch's own login. `allowRefusal` [true]: whether a refusal is believed at once (false after an unknown outcome).
   */
  submit(link: SshLink, spec: SubmitSpec, options?: { allowRefusal?: boolean }): Promise<SubmitOutcome>;
  /** Lets the held job run. Calling twice is harmless. */
  release(link: SshLink, schedulerJobId: string): Promise<ControlOutcome>;
  /** Ends the job, held, queued or running. Calling twice is harmless. */
  cancel(link: SshLink, schedulerJobId: string): Promise<ControlOutcome>;
  /**
   * Gives a running job this walltime in all (whole minutes are kept, others are rounded up). Service login, which the centre lets do so.
   * Calling twice is harmless.
   */
  extend(link: SshLink, schedulerJobId: string, walltimeSeconds: number): Promise<ChangeOutcome>;
  /** All jobs of the login with this name, from the controller itself. @throws when the query failed. */
  findByName(link: SshLink, name: string): Promise<string[]>;
  /**
   * A shell inside a running job, as its owner's own login; undefined: this scheduler lets no ordinary login in. launchId: whose work folder
   * it begins in [the home]. Pure.
   */
  shellInJob(schedulerJobId: string, launchId: string | undefined): JobShell | undefined;
  survey: SchedulerSurvey;
  /** undefined: this scheduler has no such limits. */
  hourLimits: HourLimits | undefined;
  /** The sbatch/qsub words that the spec turns into, one an element: what "the script that will be submitted" shows. Pure. */
  directives(spec: SubmitSpec): string[];
}
