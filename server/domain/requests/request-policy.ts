import type { Actor } from '../../actor';
import { AppError } from '../../contract/app-error';
import { requestCan, type ReportState, type RequestAct, type RequestState } from '../../contract/requests';

/** What of a request the rules look at. */
export interface RequestFacts {
  person_id: string;
  adviser_email: string | null;
  state: RequestState;
  report_state: ReportState | null;
  /** When the granted hours end; null: none were granted to the person. */
  allocationEndsAt: Date | null;
  /** 0: any reviewer decides alone. */
  reviewsNeeded: number;
  /** Reviewers of whom a review is still wanted, and those who gave theirs. */
  askedIds: readonly string[];
  reviewedIds: readonly string[];
}

const isOwner = (actor: Actor, request: RequestFacts): boolean => request.person_id === actor.personId;

/** Not the person's own, and at the page: a token cannot sign. */
const maySign = (actor: Actor, request: RequestFacts): boolean =>
  !isOwner(actor, request) && actor.via.kind !== 'token';

/** Reviewers decide; nobody decides their own. Never throws. */
const mayReview = (actor: Actor, request: RequestFacts): boolean =>
  actor.roles.includes('reviewer') && maySign(actor, request);

/** The teacher at the address that the request names. Never throws. */
export const isAdviser = (actor: Actor, request: RequestFacts): boolean =>
  request.adviser_email !== null &&
  request.adviser_email === actor.email &&
  actor.roles.includes('teacher') &&
  !isOwner(actor, request);

/** A reviewer who was chosen for the request and has not handed it back. Never throws. */
const isChosen = (actor: Actor, request: RequestFacts): boolean =>
  actor.roles.includes('reviewer') &&
  !isOwner(actor, request) &&
  (request.askedIds.includes(actor.personId) || request.reviewedIds.includes(actor.personId));

const whoMay: Record<RequestAct, (actor: Actor, request: RequestFacts) => boolean> = {
  confirm: (actor, request) => isAdviser(actor, request) && maySign(actor, request),
  askBack: (actor, request) => request.reviewsNeeded === 0 && mayReview(actor, request),
  decide: (actor, request) => request.reviewsNeeded === 0 && mayReview(actor, request),
  review: (actor, request) => mayReview(actor, request) && request.askedIds.includes(actor.personId),
  assign: (actor, request) =>
    request.reviewsNeeded > 0 && actor.roles.includes('administrator') && maySign(actor, request),
  report: isOwner,
  judgeReport: (actor, request) =>
    mayReview(actor, request) &&
    (request.reviewsNeeded === 0 || request.reviewedIds.includes(actor.personId)),
  answer: isOwner,
  withdraw: isOwner,
};

/** What the state alone does not say: the report is wanted and its time is not over; it lies there to be read. */
const alsoWhen: Partial<Record<RequestAct, (request: RequestFacts) => boolean>> = {
  report: ({ report_state, allocationEndsAt }) =>
    (report_state === 'wanted' || report_state === 'returned') &&
    allocationEndsAt !== null &&
    allocationEndsAt > new Date(),
  judgeReport: ({ report_state }) => report_state === 'handed-in',
};

/** Reviewers see what is to be decided; administrators see it too, and decide nothing. Never throws. */
export const mayReadReviews = (actor: Actor): boolean =>
  actor.roles.includes('reviewer') || actor.roles.includes('administrator');

/** Administrators see all that is asked, reviewers what any of them decides or what they were chosen for. Never throws. */
const mayReadAsReviewer = (actor: Actor, request: RequestFacts): boolean =>
  actor.roles.includes('administrator') ||
  (request.reviewsNeeded === 0 ? actor.roles.includes('reviewer') : isChosen(actor, request));

/** A request is its person's, and its reviewers' and adviser's. Never throws. */
export const maySee = (actor: Actor, request: RequestFacts): boolean =>
  isOwner(actor, request) || mayReadAsReviewer(actor, request) || isAdviser(actor, request);

/** The evidence is for who reviews, not for the person it is about. Never throws. */
export const maySeeEvidence = (actor: Actor, request: RequestFacts): boolean =>
  mayReadAsReviewer(actor, request) && !isOwner(actor, request);

/** Tells whether the actor may do an act to the request in the state it is in. Never throws. */
export const may = (actor: Actor, act: RequestAct, request: RequestFacts): boolean =>
  whoMay[act](actor, request) &&
  (requestCan[act] as readonly RequestState[]).includes(request.state) &&
  (alsoWhen[act]?.(request) ?? true);

/** @throws AppError[not-found] when the actor may not even see it, [not-allowed] for the wrong person, [wrong-state] for the wrong time. */
export function must(actor: Actor, act: RequestAct, request: RequestFacts): void {
  if (!maySee(actor, request)) throw new AppError('not-found');
  if (!whoMay[act](actor, request)) throw new AppError('not-allowed');
  if (!may(actor, act, request)) throw new AppError('wrong-state');
}
