import type { Actor } from './actor';
import type { Page } from './contract/page';
import type { ReportState, RequestAct, RequestEventKind, RequestState } from './contract/requests';
import type { Level } from './contract/roles';

/* Allocations and requests for hours; a part of `services.ts`. */

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

/** amount: milli-GPU-seconds, or all that is free, which ends the allocation. key: of the form; the same twice gives back once. */
export interface ReturnAsked {
  amount: number | 'all';
  key: string;
}

/** What of one's own hours will be unused at their end, as far as one can say. */
export interface UnusedView {
  allocationId: string;
  unusedMilliGpuSeconds: number;
  /** What could go back even if half as much again is used. */
  returnableMilliGpuSeconds: number;
}

export interface AllocationServices {
  list(actor: Actor): Promise<AllocationView[]>;
  /** Gives the starter hours to a person who has none yet; harmless otherwise. Called at sign-up; the page has the button too. */
  ensureStarter(actor: Actor): Promise<AllocationView>;
  statement(actor: Actor, query: { cursor?: string; allocationId?: string }): Promise<LedgerView>;
  forecast(actor: Actor): Promise<UnusedView[]>;
  /** Gives unused hours of one's own back, at once. @throws AppError[not-found | wrong-state | invalid-input | not-enough-hours] */
  returnHours(actor: Actor, allocationId: string, asked: ReturnAsked): Promise<void>;
}

export interface RequestDraft {
  /** Its name [research]. */
  programme?: string;
  /** As typed; read only where the programme wants an adviser for the person's level. */
  adviserEmail?: string;
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
  programme: { name: string; titleKo: string; titleEn: string };
  /** How many reviews decide; 0: any reviewer alone. */
  reviewsNeeded: number;
  /** Whether a review is wanted of the actor, or they gave one. */
  myReview: 'asked' | 'reviewed' | undefined;
  /** Whom the programme wants to confirm it. */
  adviserEmail: string | undefined;
  title: string;
  purpose: string;
  askedMilliGpuSeconds: number;
  grantedMilliGpuSeconds: number | undefined;
  /** What of it comes after a report; undefined: all came at once. */
  laterMilliGpuSeconds: number | undefined;
  report: ReportState | undefined;
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
    /** Empty for a reviewer of a quorum, whom only administrators know. */
    by: string;
    isMine: boolean;
    body: string;
    amountMilliGpuSeconds: number | undefined;
    at: Date;
  }[];
  may: Record<RequestAct, boolean>;
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
  /** undefined: they have no address. */
  emailDomain: string | undefined;
  memberSince: Date;
  /** Given back of their own accord, ever. */
  returnedMilliGpuSeconds: number;
}

export interface RequestServices {
  create(actor: Actor, draft: RequestDraft): Promise<RequestView>;
  list(actor: Actor, query: { cursor?: string }): Promise<Page<RequestView>>;
  get(actor: Actor, id: string): Promise<RequestView>;
  answer(actor: Actor, id: string, body: string): Promise<RequestView>;
  /** What waits for the actor as an adviser, or did, at most 50. @throws AppError[not-allowed] for who is no teacher */
  listToConfirm(actor: Actor): Promise<RequestView[]>;
  /** One that names the actor as adviser. @throws AppError[not-found] for all others, whatever else they may see */
  getAdvised(actor: Actor, id: string): Promise<RequestView>;
  /** The adviser confirms, or ends it with a reason. @throws AppError[not-found | not-allowed | wrong-state | invalid-input] */
  confirm(actor: Actor, id: string, answer: { isConfirmed: boolean; reason: string }): Promise<RequestView>;
  withdraw(actor: Actor, id: string): Promise<RequestView>;
  /** Hands in the report that the rest of the hours waits for. @throws AppError[not-found | not-allowed | wrong-state | invalid-input] */
  report(actor: Actor, id: string, body: string): Promise<RequestView>;
  /**
   * Accepts the report, which gives the rest of the hours, or hands it back with a reason.
   * @throws AppError[not-found | not-allowed | changed-meanwhile | wrong-state | invalid-input]
   */
  judgeReport(
    actor: Actor,
    id: string,
    answer: { isAccepted: boolean; reason: string; version: number },
  ): Promise<RequestView>;
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
