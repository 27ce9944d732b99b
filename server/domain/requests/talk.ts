import type { Db } from '#db/client';
import type { Actor } from '../../actor';
import type { RequestView } from '../../hours-services';
import { readWords } from './request-draft';
import { mailOfRequest, type RequestMailDependencies } from './request-mails';
import { takeStep } from './request-step';

/**
 * A reviewer's question; the request waits for the answer, and the person gets a mail.
 * @throws AppError[not-found | not-allowed | changed-meanwhile | wrong-state | invalid-input]
 */
export function askBack(
  deps: RequestMailDependencies & { db: Db },
  actor: Actor,
  id: string,
  typed: { body: string; version: number },
): Promise<RequestView> {
  return takeStep(deps.db, actor, id, { act: 'askBack', version: typed.version }, () => ({
    to: 'asked-back',
    kind: 'question',
    body: readWords(typed.body, 'body'),
    also: (trx, request) => mailOfRequest(trx, deps, { id, personId: request.person_id }, 'question'),
  }));
}

/** The person's answer; the request goes back to the reviewers. @throws AppError[not-found | not-allowed | wrong-state | invalid-input] */
export function answer(db: Db, actor: Actor, id: string, body: string): Promise<RequestView> {
  return takeStep(db, actor, id, { act: 'answer' }, () => ({
    to: 'submitted',
    kind: 'answer',
    body: readWords(body, 'body'),
  }));
}

/** The person takes the request back; nothing is decided any more. @throws AppError[not-found | not-allowed | wrong-state] */
export function withdraw(db: Db, actor: Actor, id: string): Promise<RequestView> {
  return takeStep(db, actor, id, { act: 'withdraw' }, () => ({ to: 'withdrawn', kind: 'withdrawn' }));
}
