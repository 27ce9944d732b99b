import { z } from 'zod';
import type { Db, Trx } from '#db/client';
import { recordAudit } from '#db/queries/record-audit';
import { insertRequestEvent } from '#db/queries/requests/request-events';
import { lockRequest, moveRequest, type RequestRow } from '#db/queries/requests/requests';
import { insertReview, listReviewers, type NewReview } from '#db/queries/requests/reviewers';
import type { Actor } from '../../actor';
import { AppError, type FieldErrors } from '../../contract/app-error';
import { isUuid } from '../../contract/ids';
import { reviewCriteria } from '../../contract/reviews';
import type { RequestView } from '../../hours-services';
import type { ReviewDraft } from '../../review-services';
import { grantRequest } from '../requests/grant-request';
import { getRequest } from '../requests/read-requests';
import { readWords } from '../requests/request-draft';
import { mailOfRequest, type RequestMailDependencies } from '../requests/request-mails';
import { maySee, must } from '../requests/request-policy';
import { tellOfRequest } from '../requests/tell-of-request';
import { decideByQuorum } from './quorum-rule';
import { listCandidatesWithConflicts } from './read-conflicts';
import { termsOf } from './read-panel';

/**
 * Signs a review. All of it happens under the request's lock, so that of several last reviews each sees those before it: one of them
 * completes the quorum, and only that one decides. A review after the decision is refused.
 * @throws AppError[not-found | not-allowed | changed-meanwhile | wrong-state | invalid-input] with every wrong field
 */
export async function writeReview(
  deps: RequestMailDependencies & { db: Db },
  actor: Actor,
  id: string,
  draft: ReviewDraft,
): Promise<RequestView> {
  if (!isUuid(id)) throw new AppError('not-found');
  return deps.db.transaction().execute(async (trx) => {
    const request = await lockRequest(trx, id);
    if (!request || !maySee(actor, request)) throw new AppError('not-found');
    // Given already: the page is old, whatever state the request is in by now.
    if (request.reviewedIds.includes(actor.personId)) throw new AppError('changed-meanwhile');
    must(actor, 'review', request);
    await mustHaveNoConflict(trx, actor, request);
    const isWritten = await insertReview(trx, { ...readReview(draft, request), personId: actor.personId });
    if (!isWritten) throw new AppError('changed-meanwhile');
    await insertRequestEvent(trx, { requestId: id, personId: actor.personId, kind: 'reviewed' });
    await audit(trx, actor, request, 'reviewed', {});
    await decideIfComplete(trx, deps, actor, request);
    await tellOfRequest(trx, { id, personId: request.person_id });
    return getRequest(trx, actor, id);
  });
}

/** A conflict may arise after somebody was chosen. */
async function mustHaveNoConflict(trx: Trx, actor: Actor, request: RequestRow): Promise<void> {
  const candidates = await listCandidatesWithConflicts(trx, request);
  const me = candidates.find(({ personId }) => personId === actor.personId);
  if (!me || me.conflicts.length > 0) throw new AppError('not-allowed');
}

async function decideIfComplete(
  trx: Trx,
  deps: RequestMailDependencies,
  actor: Actor,
  request: RequestRow,
): Promise<void> {
  const terms = await termsOf(trx, request);
  const reviews = (await listReviewers(trx, request.id)).flatMap(({ recommended, scores }) =>
    recommended === null ? [] : [{ recommended, scores: scores.map(({ score }) => score) }],
  );
  const decision = decideByQuorum(request.asked_milli_gpu_seconds, reviews, terms);
  if (decision.kind === 'open') return;
  const { kind, score } = decision;
  const amount = decision.kind === 'declined' ? undefined : decision.amount;
  await moveRequest(trx, request.id, {
    state: kind,
    decidedBy: actor.personId,
    ...(amount !== undefined && { grantedMilliGpuSeconds: amount }),
  });
  await insertRequestEvent(trx, {
    requestId: request.id,
    personId: actor.personId,
    kind,
    ...(amount !== undefined && { amount }),
  });
  const amounts = amount === undefined ? {} : { amountMilliGpuSeconds: Number(amount) };
  await audit(trx, actor, request, kind, { score, reviews: reviews.length, ...amounts });
  if (amount !== undefined) await grantRequest(trx, request, { amount, grantedBy: actor.personId });
  await mailOfRequest(trx, deps, { id: request.id, personId: request.person_id }, kind);
}

const audit = (trx: Trx, actor: Actor, request: RequestRow, what: string, detail: Record<string, number>) =>
  recordAudit(trx, {
    actorPersonId: actor.personId,
    action: `request.${what}`,
    subjectKind: 'request',
    subjectId: request.id,
    detail,
    requestId: actor.requestId,
  });

const scoreSchema = z.number().int().min(1).max(5);

function readReview(draft: ReviewDraft, request: RequestRow): Omit<NewReview, 'personId'> {
  const fields: FieldErrors = {};
  const read = <Value>(field: string, reader: () => Value, otherwise: Value): Value => {
    try {
      return reader();
    } catch {
      fields[field] = 'invalid-input';
      return otherwise;
    }
  };
  const scores = reviewCriteria.map((criterion) => ({
    criterion,
    score: read(`score-${criterion}`, () => scoreSchema.parse(draft.scores[criterion]), 0),
    comment: read(`comment-${criterion}`, () => wordsOrNone(draft.comments[criterion]), ''),
  }));
  const comment = read('comment', () => readWords(draft.comment, 'comment'), '');
  const recommended = read('recommended', () => readHours(draft, request), 0n);
  if (Object.keys(fields).length > 0) throw new AppError('invalid-input', { fields });
  return { requestId: request.id, scores, comment, recommended };
}

const wordsOrNone = (text = ''): string => (text.trim() === '' ? '' : readWords(text, 'comment'));

function readHours(draft: ReviewDraft, request: RequestRow): bigint {
  const hours = z.number().int().min(0).parse(draft.recommendedMilliGpuSeconds);
  if (BigInt(hours) > request.asked_milli_gpu_seconds) throw new Error('more than was asked');
  return BigInt(hours);
}
