import type { Actor } from './actor';
import type { ClusterReach, ClusterState, SchedulerKind } from './contract/clusters';
import type { DocBlock, DocShelf } from './contract/docs';
import type { ErrorCode } from './contract/error-codes';
import type { End, JobState, LaunchState } from './contract/launch-states';
import type { AppIcon } from './contract/apps';
import type { LaunchDraft, LaunchDraftInput, LaunchKind } from './contract/launch-draft';
import type { LiveEvent } from './contract/live-events';
import type { OutputNews } from './contract/output-news';
import type { RequestEventKind, RequestState } from './contract/requests';
import type { Level, Locale, Role } from './contract/roles';
import type { TerminalEnd } from './contract/terminal-protocol';
import type { ClusterServices } from './cluster-services';
import type { FileServices } from './file-services';
import type { OperateServices } from './operate-services';

/**
 * What the portal can do, as routes, the API, sockets and the CLI see it: one service call an action, the actor first.
 * Every method checks by itself what the actor may do (`not-found` for what is another's) and throws AppError only.
 * Amounts are milli-GPU-seconds as safe integers; instants are Dates.
 */
export interface Services {
  people: PeopleServices;
  clusters: ClusterServices;
  operate: OperateServices;
  allocations: AllocationServices;
  requests: RequestServices;
  classes: ClassServices;
  launches: LaunchServices;
  templates: TemplateServices;
  docs: DocServices;
  apps: AppServices;
  terminals: TerminalServices;
  files: FileServices;
  live: LiveServices;
  /** undefined when the portal is not in demo mode. */
  demo: DemoServices | undefined;
}

export interface Page<Item> {
  items: Item[];
  /** Give it back as `cursor` for the next page; undefined at the end. */
  next: string | undefined;
}

// ── people ──

export interface PersonView {
  id: string;
  email: string;
  displayName: string;
  level: Level;
  schoolName: string;
  roles: Role[];
  locale: Locale;
  createdAt: Date;
}

export interface SessionView {
  id: string;
  userAgent: string;
  createdAt: Date;
  seenAt: Date;
  isThisOne: boolean;
}

export interface TokenView {
  id: string;
  name: string;
  createdAt: Date;
  usedAt: Date | undefined;
  expiresAt: Date;
}

/** What sign-up asks, age first; nothing of it is stored before the link in the mail is followed, except in that link's own row. */
export interface SignUpDraft {
  email: string;
  /** `YYYY-MM` */
  birthYearMonth: string;
  displayName: string;
  level: Level;
  schoolName: string;
  locale: Locale;
}

export interface PeopleServices {
  /** Under 14 (Korean age rule, by birth month) answers guardian-needed. Pure; nothing is stored. */
  checkAge(birthYearMonth: string): { isOldEnough: boolean };
  /** Mails a link that makes the person. The answer is the same whether the address is known or not. @throws AppError[email-invalid | guardian-needed | too-many-tries | invalid-input] */
  startSignUp(draft: SignUpDraft, from: { address: string; nextPath?: string }): Promise<void>;
  /** Mails a sign-in link to a known address (a how-to-sign-up mail to an unknown one). Same answer either way. @throws AppError[email-invalid | too-many-tries] */
  startSignIn(email: string, from: { address: string; locale: Locale; nextPath?: string }): Promise<void>;
  me(actor: Actor): Promise<MeView>;
  updateProfile(
    actor: Actor,
    change: { displayName?: string; schoolName?: string; level?: Level; locale?: Locale },
  ): Promise<void>;
  listSessions(actor: Actor): Promise<SessionView[]>;
  revokeSession(actor: Actor, sessionId: string): Promise<void>;
  /** Administrators only. */
  list(actor: Actor, query: { search?: string; cursor?: string }): Promise<Page<PersonView>>;
  setRoles(actor: Actor, personId: string, roles: Role[]): Promise<void>;
  listTokens(actor: Actor): Promise<TokenView[]>;
  /** The only time that the token itself is seen. @throws AppError[limit-reached] */
  createToken(
    actor: Actor,
    token: { name: string; days: number },
  ): Promise<{ token: string; view: TokenView }>;
  revokeToken(actor: Actor, tokenId: string): Promise<void>;
  /** Classes the actor teaches, with each student's hours and what runs; no contents. */
  listTaughtClasses(actor: Actor): Promise<TaughtClassView[]>;
}

export interface MeView extends PersonView {
  hours: HoursView;
}

export interface TaughtClassView {
  id: string;
  name: string;
  schoolName: string;
  students: {
    id: string;
    displayName: string;
    hours: HoursView;
    live: { queued: number; running: number };
    /** How the newest launch that has ended did, when that was within a day. */
    lastEnd: { end: End; at: Date } | undefined;
  }[];
}

// ── hours ──

export interface HoursView {
  grantedMilliGpuSeconds: number;
  heldMilliGpuSeconds: number;
  usedMilliGpuSeconds: number;
  freeMilliGpuSeconds: number;
}

export interface AllocationView extends HoursView {
  id: string;
  title: string;
  programme: { name: string; kind: 'starter' | 'class' | 'research'; titleKo: string; titleEn: string };
  /** Of a class: the student's own share, or what the class has in common; undefined for the person's own hours. */
  part: 'share' | 'pool' | undefined;
  /** The teacher has stopped new launches on it. */
  isFrozen: boolean;
  /** Names; empty means every cluster. */
  clusters: string[];
  startsAt: Date;
  endsAt: Date;
  isCurrent: boolean;
}

/** One line of a statement, newest first. */
export interface LedgerEntryView {
  id: string;
  at: Date;
  kind: 'grant' | 'reserve' | 'topup' | 'post' | 'void' | 'expire' | 'adjust';
  amountMilliGpuSeconds: number;
  /** For post: what of the hold came back. */
  returnedMilliGpuSeconds: number | undefined;
  /** A hold that is not resolved yet. */
  isOpen: boolean;
  allocationId: string;
  allocationTitle: string;
  launch: { id: string; name: string } | undefined;
  note: string;
}

export interface LedgerView {
  totals: HoursView;
  /** Recomputed from the transfers: equal to `totals` always, and shown as such. */
  recomputed: HoursView;
  isBalanced: boolean;
  entries: Page<LedgerEntryView>;
}

export interface AllocationServices {
  list(actor: Actor): Promise<AllocationView[]>;
  /** Gives the starter hours to a person who has none yet; harmless otherwise. Called at sign-up; the page has the button too. */
  ensureStarter(actor: Actor): Promise<AllocationView>;
  statement(actor: Actor, query: { cursor?: string; allocationId?: string }): Promise<LedgerView>;
}

// ── requests ──

export interface RequestDraft {
  title: string;
  purpose: string;
  askedMilliGpuSeconds: number;
  clusters: string[];
  /** `YYYY-MM-DD`, both inclusive. */
  startsOn: string;
  endsOn: string;
}

export interface RequestView {
  id: string;
  person: { id: string; displayName: string; level: Level; schoolName: string };
  title: string;
  purpose: string;
  askedMilliGpuSeconds: number;
  grantedMilliGpuSeconds: number | undefined;
  clusters: string[];
  startsOn: string;
  endsOn: string;
  state: RequestState;
  version: number;
  createdAt: Date;
  decidedAt: Date | undefined;
  events: {
    id: string;
    kind: RequestEventKind;
    by: string;
    isMine: boolean;
    body: string;
    amountMilliGpuSeconds: number | undefined;
    at: Date;
  }[];
  may: { askBack: boolean; answer: boolean; decide: boolean; withdraw: boolean };
}

/** What a reviewer sees beside a request. */
export interface RequestEvidence {
  hours: HoursView;
  launches: { total: number; completed: number; failed: number; timedOut: number; cancelled: number };
  /** Share of held hours that was really used, 0–1; undefined without launches. */
  holdAccuracy: number | undefined;
  earlierRequests: {
    id: string;
    title: string;
    state: RequestState;
    askedMilliGpuSeconds: number;
    grantedMilliGpuSeconds: number | undefined;
  }[];
  emailDomain: string;
  memberSince: Date;
}

export interface RequestServices {
  create(actor: Actor, draft: RequestDraft): Promise<RequestView>;
  list(actor: Actor, query: { cursor?: string }): Promise<Page<RequestView>>;
  get(actor: Actor, id: string): Promise<RequestView>;
  answer(actor: Actor, id: string, body: string): Promise<RequestView>;
  withdraw(actor: Actor, id: string): Promise<RequestView>;
  /** Reviewers: open ones first, oldest first. Never their own. */
  listToReview(actor: Actor, query: { cursor?: string }): Promise<Page<RequestView>>;
  evidence(actor: Actor, id: string): Promise<RequestEvidence>;
  askBack(actor: Actor, id: string, body: string, version: number): Promise<RequestView>;
  /** amount: grant all or part, undefined: decline with a reason. Idempotent by version: a second click gets changed-meanwhile. */
  decide(
    actor: Actor,
    id: string,
    decision: { amountMilliGpuSeconds: number | undefined; reason: string; version: number },
  ): Promise<RequestView>;
}

// ── launches ──

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
  may: { cancel: boolean; runAgain: boolean; showOutput: boolean };
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
  /** Where it is opened: an origin of its own. undefined: it has not answered yet, or it is over. */
  url: string | undefined;
}

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

// ── pages of help ──

export interface DocPageView {
  /** `student/hours`; a shelf's own page is `student`. */
  path: string;
  shelf: DocShelf;
  title: string;
  /** The language that it is shown in: the asked one, or English where there is none. */
  locale: Locale;
  blocks: DocBlock[];
}

export interface DocServices {
  /** All pages, shelf by shelf, with their titles in the language where there is one. */
  list(locale: Locale): Pick<DocPageView, 'path' | 'shelf' | 'title'>[];
  get(path: string, locale: Locale): DocPageView | undefined;
}

// ── apps ──

export interface AppFieldView {
  name: string;
  labelKo: string;
  labelEn: string;
  default: string;
  kind: 'choice' | 'number' | 'text';
  /** Of a choice. */
  options: { value: string; ko: string; en: string }[];
}

/** A program that is used in the browser while its job runs. */
export interface AppView {
  name: string;
  titleKo: string;
  titleEn: string;
  aboutKo: string;
  aboutEn: string;
  icon: AppIcon;
  fields: AppFieldView[];
  draft: { gpus: number; cores: number; walltimeSeconds: number; memoryBytes: number | undefined };
}

export interface AppServices {
  list(): AppView[];
  get(name: string): AppView | undefined;
}

// ── terminals, live updates, demo ──

/** Where a shell is: whose login, at which cluster. */
export interface TerminalFacts {
  cluster: string;
  login: string;
}

/** What is asked for: a new shell on a login node, or one of the actor's own that lives. */
export type TerminalPlace = { kind: 'login-node'; cluster: string } | { kind: 'living'; id: string };

export interface TerminalView extends TerminalFacts {
  id: string;
  openedAt: Date;
  /** Whether some page or script has it now. */
  isSeen: boolean;
}

export interface TerminalEnded {
  code: TerminalEnd;
  /** null when the shell did not say one. */
  exitCode: number | null;
  /** Since it was opened. */
  seconds: number;
}

/** Somebody who looks at a terminal. */
export interface TerminalViewer {
  onData(bytes: Uint8Array): void;
  /** Once, when another looks at it instead. */
  onTaken(): void;
  /** Once, when the shell has ended while it was this viewer's. */
  onEnd(ended: TerminalEnded): void;
}

/** What a viewer may do, as long as it is the one who has the terminal; afterwards nothing of it does anything. */
export interface TerminalAttachment {
  write(bytes: Uint8Array): void;
  resize(columns: number, rows: number): void;
  /** Stops reading: SSH's own window then stops the far end. */
  pause(): void;
  resume(): void;
  /** Whether it is this viewer's still. */
  isCurrent(): boolean;
  /** Lets go of it, and the shell goes on; false when it was another's already, or over. */
  leave(): boolean;
}

/** A shell that lives in this process, seen or not. Bytes come and go as they are; what is typed is kept nowhere, the screen is. */
export interface TerminalHandle {
  readonly id: string;
  readonly facts: TerminalFacts;
  readonly openedAt: Date;
  /** Whether somebody has it now, and how often it has been taken so far. */
  readonly isSeen: boolean;
  readonly joined: number;
  /** Takes it over from whoever has it, at this size: the viewer first gets what draws the screen as it is, then what is printed. */
  attach(viewer: TerminalViewer, size: { columns: number; rows: number }): Promise<TerminalAttachment>;
  /** Once, at once if it is over. */
  onEnd(listener: (ended: TerminalEnded) => void): void;
  /** Ends the shell. Harmless when it is over. */
  end(code: TerminalEnd): void;
}

export interface TerminalServices {
  /** Whether the actor may have it; dials nothing. @throws AppError[not-allowed | not-found], the latter for what is another's or over */
  authorise(actor: Actor, place: TerminalPlace): Promise<void>;
  /**
   * A shell on the cluster's login node as the actor's own login; counts against `limits.terminalsPerPerson` until it has ended. Or one
   * that lives, with the same rights as for a new one.
   * @throws AppError[not-allowed | not-found | cluster-closed | limit-reached | cluster-down | host-key-changed | deadline-passed]
   */
  open(actor: Actor, place: TerminalPlace, size: { columns: number; rows: number }): Promise<TerminalHandle>;
  /** The actor's own that live in this process, the oldest first. */
  list(actor: Actor): TerminalView[];
}

export interface LiveServices {
  /** Calls the listener for everything that concerns the actor until the returned function is called. */
  subscribe(actor: Actor, listener: (event: LiveEvent) => void): () => void;
}

export interface DemoServices {
  people(): Promise<{ email: string; displayName: string; roles: Role[]; level: Level }[]>;
  outbox(): Promise<{ id: string; to: string; subject: string; text: string; createdAt: Date }[]>;
}

// ── classes ──

/**
 * Classes: a teacher makes one, students join by code or roster, its hours are shared out as a floor for each and a common pool.
 * What is not the actor's class is `not-found`. Amounts are milli-GPU-seconds.
 */
export interface ClassServices {
  /** Teachers only. @throws AppError[not-allowed | invalid-input] */
  create(actor: Actor, draft: ClassDraft): Promise<string>;
  /** Every class the actor is in, that waits to let them in, or whose roster expects them. */
  list(actor: Actor): Promise<ClassLineView[]>;
  /** For who teaches it; students get not-found. */
  get(actor: Actor, classId: string): Promise<ClassView>;
  /** What a student sees: the class, their own part, their last ask. Nothing of anybody else. */
  mine(actor: Actor, classId: string): Promise<StudentClassView>;

  /** days 1–30, uses 1–400. The link's secret is seen this once. */
  makeCode(actor: Actor, classId: string, code: { days: number; uses: number }): Promise<NewCodeView>;
  revokeCode(actor: Actor, classId: string, codeId: string): Promise<void>;
  /** What a code opens, before one joins. @throws AppError[not-found | too-many-tries] */
  previewCode(actor: Actor, code: string): Promise<CodePreview>;
  /** Harmless when called twice. @throws AppError[not-found | too-many-tries] */
  join(actor: Actor, code: string): Promise<{ classId: string; state: 'active' | 'waiting' }>;
  leave(actor: Actor, classId: string): Promise<void>;
  admit(actor: Actor, classId: string, personIds: string[]): Promise<void>;
  remove(actor: Actor, classId: string, personId: string): Promise<void>;
  /** Someone with the teacher role becomes a co-teacher, anyone else an assistant. @throws AppError[not-found] for an unknown address. */
  addHelper(actor: Actor, classId: string, email: string): Promise<void>;
  /** Reads a pasted or uploaded list; writes nothing. */
  readRoster(actor: Actor, classId: string, list: Uint8Array | string): Promise<RosterPreview>;
  /** Takes the good lines of the same list: those people are expected, and are let in when they join themselves. */
  takeRoster(actor: Actor, classId: string, list: Uint8Array | string): Promise<{ expected: number }>;
  /** Joins a class whose roster expects the actor. @throws AppError[not-found] */
  joinExpected(actor: Actor, classId: string): Promise<void>;

  /** Asks the reviewers for hours for the class. */
  askHours(actor: Actor, classId: string, plan: HoursPlan): Promise<RequestView>;
  /** A floor for every student and a cap on what one takes of the pool, at once. @throws AppError[not-enough-hours | changed-meanwhile] */
  shareOut(actor: Actor, classId: string, sharing: Sharing): Promise<void>;
  /** Moves hours between the pool and one student's share; negative takes back what is free. @throws AppError[not-enough-hours] */
  moveHours(
    actor: Actor,
    classId: string,
    move: { personId: string; milliGpuSeconds: number },
  ): Promise<void>;
  setFrozen(actor: Actor, classId: string, personId: string, isFrozen: boolean): Promise<void>;
  askMore(actor: Actor, classId: string, reason: string): Promise<void>;
  /** undefined declines. Several at once; those decided meanwhile are left alone. @throws AppError[not-enough-hours] */
  decideAsks(
    actor: Actor,
    classId: string,
    askIds: string[],
    milliGpuSeconds: number | undefined,
  ): Promise<void>;
  /** Ends the class now: what runs finishes and settles, nothing new starts on its hours. */
  end(actor: Actor, classId: string): Promise<void>;
}

export interface ClassDraft {
  name: string;
  schoolName: string;
  subject: string;
  /** 1–400 */
  size: number;
  /** `YYYY-MM-DD`, both inclusive. */
  startsOn: string;
  endsOn: string;
  joining: 'approval' | 'automatic';
}

export interface ClassLineView extends ClassDraft {
  id: string;
  role: 'teacher' | 'assistant' | 'student';
  state: 'active' | 'waiting' | 'expected';
  isEnded: boolean;
}

export interface ClassView extends ClassDraft {
  id: string;
  version: number;
  mayManage: boolean;
  isEnded: boolean;
  /** Of the class as a whole; zeros before hours were granted. */
  hours: HoursView;
  /** What is not in anybody's share. */
  pool: HoursView;
  floorMilliGpuSeconds: number;
  poolCapMilliGpuSeconds: number;
  releaseUnusedDays: number | undefined;
  helpers: { personId: string; displayName: string; role: 'teacher' | 'assistant' }[];
  students: ClassStudentView[];
  waiting: { personId: string; displayName: string; email: string; joinedAt: Date }[];
  expected: { email: string; displayName: string; studentNumber: string }[];
  asks: { id: string; personId: string; displayName: string; reason: string; createdAt: Date }[];
  codes: { id: string; code: string; usesLeft: number; expiresAt: Date }[];
  requests: { id: string; state: RequestView['state']; askedMilliGpuSeconds: number }[];
}

export interface ClassStudentView {
  personId: string;
  displayName: string;
  studentNumber: string;
  isFrozen: boolean;
  share: HoursView;
  /** What they hold and have used of the pool. */
  ofPoolMilliGpuSeconds: number;
  queued: number;
  running: number;
  lastLaunchAt: Date | undefined;
}

export interface StudentClassView extends ClassLineView {
  teachers: string[];
  share: HoursView | undefined;
  /** What they could take of the pool now. */
  poolFreeMilliGpuSeconds: number;
  isFrozen: boolean;
  lastAsk:
    | { state: 'open' | 'granted' | 'declined'; reason: string; grantedMilliGpuSeconds: number | undefined }
    | undefined;
}

export interface NewCodeView {
  id: string;
  code: string;
  /** The part of the link after `/join/`. */
  linkSecret: string;
}

export interface CodePreview {
  classId: string;
  className: string;
  schoolName: string;
  teachers: string[];
  joining: 'approval' | 'automatic';
  isMember: boolean;
}

export interface RosterPreview {
  good: { line: number; email: string; displayName: string; studentNumber: string }[];
  bad: {
    line: number;
    text: string;
    problem: 'no-email' | 'email-invalid' | 'twice' | 'already-in' | 'name-missing' | 'name-too-long';
  }[];
  encoding: 'utf-8' | 'cp949';
  columns: { email: string; displayName: string | undefined; studentNumber: string | undefined };
}

export interface HoursPlan {
  students: number;
  lessons: number;
  gpusEach: number;
  hoursEach: number;
  purpose: string;
}

export interface Sharing {
  floorMilliGpuSeconds: number;
  poolCapMilliGpuSeconds: number;
  releaseUnusedDays: number | undefined;
  version: number;
}
