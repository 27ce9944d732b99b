import type { Actor } from './actor';
import type { AppIcon } from './contract/apps';
import type { ClusterReach, ClusterState, SchedulerKind } from './contract/clusters';
import type { ErrorCode } from './contract/error-codes';
import type { LaunchDraft, LaunchDraftInput, LaunchKind } from './contract/launch-draft';
import type { End, JobState, LaunchState } from './contract/launch-states';
import type { ExtensionState } from './contract/walltime-guard';
import type { OutputNews } from './contract/output-news';
import type { Page } from './contract/page';

/* Launches, their jobs and the examples they begin with; a part of `services.ts`. */

/** A draft whose place may still be left to the portal: without a cluster, the first place to start that can be paid. */
export type LaunchQuoteInput = Omit<LaunchDraftInput, 'cluster'> & { cluster?: string };

/** What a scheduler's directive can be about. */
export type OverriddenField = keyof Pick<
  LaunchDraft,
  | 'name'
  | 'script'
  | 'gpus'
  | 'cores'
  | 'walltimeSeconds'
  | 'memoryBytes'
  | 'partition'
  | 'array'
  | 'allocation'
>;

export interface LaunchProblem {
  field: keyof LaunchDraft | 'form';
  code: ErrorCode;
  details: Record<string, string | number>;
}

export interface LaunchQuote {
  /** What is wrong, by field; empty when it can be launched. Field `form` for what belongs to none. */
  problems: LaunchProblem[];
  /** undefined when it cannot be computed yet. */
  costMilliGpuSeconds: number | undefined;
  freeMilliGpuSeconds: number;
  freeAfterMilliGpuSeconds: number | undefined;
  rateMilli: number | undefined;
  tasks: number;
  /** Where it would run: what the draft says, else the first of `places`; undefined when there is no such place. */
  cluster: string | undefined;
  partition: string | undefined;
  allocationId: string | undefined;
  /** What will be handed to the scheduler: directives, then the person's script. */
  submittedScript: string;
  /** `#SBATCH` / `#PBS` lines of the person's script that contradict the form: shown, and the form wins. `script`: asks for what it lacks. */
  overridden: { line: number; text: string; fields: OverriddenField[] }[];
  /** Every place, the first to start on top; what cannot run it now, or cannot be paid, at the end. */
  places: LaunchPlace[];
  /** Kept for somebody at that cluster and partition, and offered by its operators. */
  reservations: { name: string; startsAt: Date; endsAt: Date }[];
}

/** A partition of a cluster, seen with one draft in mind. */
export interface LaunchPlace {
  cluster: string;
  partition: string;
  gpuModel: string;
  rateMilli: number;
  costMilliGpuSeconds: number;
  /** undefined: not known now. */
  freeGpus: number | undefined;
  reach: ClusterReach;
  /** Why it cannot be used now, though it is open; undefined when it can. */
  trouble: ErrorCode | undefined;
  /** The cluster's, or `closed` for a closed partition of an open one. */
  state: ClusterState;
  /** It is looked after just now and takes nothing new. */
  isInMaintenance: boolean;
  /** The person must link a login of their own there first. */
  needsLogin: boolean;
  fits: boolean;
  /** Whether one of the person's allocations covers it and has enough left. */
  canPay: boolean;
}

export interface LaunchTaskView {
  arrayIndex: number | undefined;
  schedulerJobId: string;
  state: JobState;
  end: End | undefined;
  exitCode: number | undefined;
  reasonCode: string | undefined;
  startedAt: Date | undefined;
  endedAt: Date | undefined;
  node: string | undefined;
}

export interface LaunchView {
  id: string;
  name: string;
  kind: LaunchKind;
  template: string | undefined;
  /** Of kind `app` only. */
  app?: LaunchAppView | undefined;
  cluster: {
    name: string;
    titleKo: string;
    titleEn: string;
    scheduler: SchedulerKind;
    reach: ClusterReach;
    reachSince: Date;
  };
  partition: string;
  reservation?: string | undefined;
  accelerator: string;
  gpuModel: string;
  gpus: number;
  cores: number;
  memoryBytes: number | undefined;
  walltimeSeconds: number;
  array: string | undefined;
  tasks: number;
  rateMilli: number;
  script: string;
  state: LaunchState;
  end: End | undefined;
  exitCode: number | undefined;
  exitSignal: number | undefined;
  schedulerJobId: string | undefined;
  reasonCode: string | undefined;
  reasonWords: string | undefined;
  /** Why the last try did not reach the cluster, while it still waits for it. */
  lastErrorCode: ErrorCode | undefined;
  heldMilliGpuSeconds: number;
  /** What accounting says; undefined before settlement. */
  chargedMilliGpuSeconds: number | undefined;
  /** Estimated from elapsed time while it runs; equals the charge afterwards. */
  soFarMilliGpuSeconds: number;
  isCancelRequested: boolean;
  /** When it reaches its limit (of an array, the first part that runs); undefined while it does not run. */
  endsAt: Date | undefined;
  /** How long it may become in all by being extended; undefined: not at all, or not now. */
  extendLimitSeconds: number | undefined;
  /** The newest wish for more time. */
  extension:
    | {
        state: ExtensionState;
        walltimeSeconds: number;
        /** The scheduler's own, where it refused. */
        words: string | undefined;
      }
    | undefined;
  /** Of kind by-hand: no hours cover it, and it is cancelled then. */
  guardAt?: Date | undefined;
  at: {
    created: Date;
    held: Date;
    staged: Date | undefined;
    submitting: Date | undefined;
    accepted: Date | undefined;
    released: Date | undefined;
    queued: Date | undefined;
    running: Date | undefined;
    ended: Date | undefined;
    settled: Date | undefined;
  };
  jobs: LaunchTaskView[];
  /** enter: a shell inside its job. */
  may: { cancel: boolean; runAgain: boolean; showOutput: boolean; enter: boolean };
}

export interface LaunchAppView {
  name: string;
  titleKo: string;
  titleEn: string;
  icon: AppIcon;
  /** As they were chosen, by field. */
  fields: Record<string, string>;
  /** Its program has begun and said where it listens. */
  startedAt: Date | undefined;
  /** It has answered: it can be opened as long as the launch has not ended. */
  readyAt: Date | undefined;
  /** What an exit code of this app means, where its manifest says so. */
  exit: { ko: string; en: string } | undefined;
  /** Nobody uses it: it is stopped then, unless it is used or kept. */
  idleStopsAt: Date | undefined;
  /** It was stopped because nobody used it. */
  idleStoppedAt: Date | undefined;
  /** Where it is opened: an origin of its own. undefined: it has not answered yet, or it is over. */
  url: string | undefined;
}

/** What every page of its person knows of a launch that runs. */
export type EndingView = Pick<
  LaunchView,
  | 'id'
  | 'name'
  | 'kind'
  | 'gpus'
  | 'tasks'
  | 'rateMilli'
  | 'walltimeSeconds'
  | 'extendLimitSeconds'
  | 'extension'
> & { app: Pick<LaunchAppView, 'name' | 'idleStopsAt'> | undefined; endsAt: Date };

export interface LaunchEventView {
  at: Date;
  kind: string;
  detail: Record<string, string | number | boolean | null>;
}

export interface OutputView {
  text: string;
  nextByte: number;
  sizeBytes: number;
  isCutAtStart: boolean;
}

export interface LaunchServices {
  quote(actor: Actor, draft: LaunchQuoteInput): Promise<LaunchQuote>;
  /** The same key again gives the same launch. @throws AppError with `fields`; nothing is written then. */
  submit(actor: Actor, draft: LaunchDraftInput, idempotencyKey: string): Promise<LaunchView>;
  get(actor: Actor, id: string): Promise<LaunchView>;
  list(actor: Actor, query: { cursor?: string; filter?: 'live' | 'ended' }): Promise<Page<LaunchView>>;
  events(actor: Actor, id: string): Promise<LaunchEventView[]>;
  /** Harmless when called twice. @throws AppError[wrong-state] when it has ended. */
  cancel(actor: Actor, id: string): Promise<LaunchView>;
  /** The actor's launches that run, the one that reaches its limit first on top; for every page. */
  endings(actor: Actor): Promise<EndingView[]>;
  /**
   * Asks for a longer walltime of a running launch, in seconds in all; whether the centre gives it shows later in `extension`. Asking again
   * for the same is harmless. @throws AppError[not-found | wrong-state | extend-not-offered | walltime-invalid | walltime-over-limit |
   * cluster-closed | no-allocation | not-enough-hours]
   */
  extend(actor: Actor, id: string, walltimeSeconds: number): Promise<LaunchView>;
  /** The actor wants an app kept that nobody seems to use. Harmless when called twice. @throws AppError[not-found | wrong-state] */
  keepApp(actor: Actor, id: string): Promise<LaunchView>;
  /**
   * Lets the browser that knocked at an app's own origin in there, once, within 60 s. knock: the hash of what that browser keeps.
   * @throws AppError[not-found | not-allowed | invalid-input | wrong-state] the last when it is not ready or has ended.
   */
  openApp(actor: Actor, id: string, knock: string): Promise<{ origin: string; ticket: string }>;
  /** The draft of an earlier launch, for "run again". */
  draftOf(actor: Actor, id: string): Promise<LaunchDraft>;
  /** undefined: nothing written yet. @throws AppError[cluster-down] */
  output(
    actor: Actor,
    id: string,
    at: { arrayIndex?: number; fromByte?: number },
  ): Promise<OutputView | undefined>;
  /**
   * Tells what the launch prints as it comes, until the returned function is called or it has ended. The file is read once a turn for
   * all who watch it, and not at all when nobody does. fromByte [its last part]. @throws AppError[not-found]
   */
  watchOutput(
    actor: Actor,
    id: string,
    at: { arrayIndex?: number; fromByte?: number },
    listener: (news: OutputNews) => void,
  ): Promise<() => void>;
  results(actor: Actor, id: string): Promise<{ path: string; sizeBytes: number; modifiedAt: Date }[]>;
  result(actor: Actor, id: string, path: string): Promise<{ bytes: Uint8Array; contentType: string }>;
}

export interface TemplateView {
  name: string;
  titleKo: string;
  titleEn: string;
  aboutKo: string;
  aboutEn: string;
  /** The person changes what they want of it; the cluster is chosen by the form. */
  draft: {
    name: string;
    script: string;
    gpus: number;
    cores: number;
    walltimeSeconds: number;
    array?: string;
  };
}

export interface TemplateServices {
  list(): TemplateView[];
  get(name: string): TemplateView | undefined;
}
