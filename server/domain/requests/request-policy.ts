import type { Actor } from '../../actor';
import { AppError } from '../../contract/app-error';
import { requestCan, type RequestState } from '../../contract/requests';

/** What of a request the rules look at. */
export interface RequestFacts {
  person_id: string;
  state: RequestState;
}

export type RequestAct = keyof typeof requestCan;

const isOwner = (actor: Actor, request: RequestFacts): boolean => request.person_id === actor.personId;

/** Reviewers decide; nobody decides their own; a token cannot sign, only a person at the page. Never throws. */
const mayReview = (actor: Actor, request: RequestFacts): boolean =>
  actor.roles.includes('reviewer') && !isOwner(actor, request) && actor.via.kind !== 'token';

const whoMay: Record<RequestAct, (actor: Actor, request: RequestFacts) => boolean> = {
  askBack: mayReview,
  decide: mayReview,
  answer: isOwner,
  withdraw: isOwner,
};

/** Reviewers see what is to be decided; administrators see it too, and decide nothing. Never throws. */
export const mayReadReviews = (actor: Actor): boolean =>
  actor.roles.includes('reviewer') || actor.roles.includes('administrator');

/** A request is its person's, and the reviewers'. Never throws. */
export const maySee = (actor: Actor, request: RequestFacts): boolean =>
  isOwner(actor, request) || mayReadReviews(actor);

/** The evidence is for who reviews, not for the person it is about. Never throws. */
export const maySeeEvidence = (actor: Actor, request: RequestFacts): boolean =>
  mayReadReviews(actor) && !isOwner(actor, request);

/** Tells whether the actor may do an act to the request in the state it is in. Never throws. */
export const may = (actor: Actor, act: RequestAct, request: RequestFacts): boolean =>
  whoMay[act](actor, request) && (requestCan[act] as readonly RequestState[]).includes(request.state);

/** @throws AppError[not-found] when the actor may not even see it, [not-allowed] for the wrong person, [wrong-state] for the wrong time. */
export function must(actor: Actor, act: RequestAct, request: RequestFacts): void {
  if (!maySee(actor, request)) throw new AppError('not-found');
  if (!whoMay[act](actor, request)) throw new AppError('not-allowed');
  if (!may(actor, act, request)) throw new AppError('wrong-state');
}
