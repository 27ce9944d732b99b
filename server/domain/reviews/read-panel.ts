import type { Kysely } from 'kysely';
import type { Db } from '#db/client';
import type { Database } from '#db/database';
import { findRequest, type RequestRow } from '#db/queries/requests/requests';
import { listReviewers, type ReviewerRow } from '#db/queries/requests/reviewers';
import type { Actor } from '../../actor';
import { AppError } from '../../contract/app-error';
import { toViewNumber } from '../../contract/hours';
import { isUuid } from '../../contract/ids';
import { reviewCriteria } from '../../contract/reviews';
import type { PanelView, ReviewerView } from '../../review-services';
import { may, maySee, maySeeEvidence } from '../requests/request-policy';
import { countedScore, ownScore, type QuorumTerms } from './quorum-rule';
import { listCandidatesWithConflicts } from './read-conflicts';
import { isDecided, readsReview, seesNames, type Sight } from './review-sight';

/** What the programme of a request says about deciding. */
export async function termsOf(db: Kysely<Database>, request: RequestRow): Promise<QuorumTerms> {
  const row = await db
    .selectFrom('programmes')
    .select(['reviews_needed', 'score_counting', 'grant_from', 'part_from'])
    .where('id', '=', request.programme_id)
    .executeTakeFirstOrThrow();
  return {
    reviewsNeeded: row.reviews_needed,
    counting: row.score_counting,
    grantFrom: row.grant_from,
    partFrom: row.part_from,
  };
}

/**
 * The reviewers of a request and what they came to, as far as the actor is told; undefined when it is not decided by quorum.
 * @throws AppError[not-found] also for who may not see it
 */
export async function readPanel(db: Db, actor: Actor, id: string): Promise<PanelView | undefined> {
  const request = isUuid(id) ? await findRequest(db, id) : undefined;
  if (!request || !maySee(actor, request)) throw new AppError('not-found');
  if (request.reviewsNeeded === 0) return undefined;
  const isOwner = request.person_id === actor.personId;
  // The adviser reads the request, not the reviews.
  if (!isOwner && !maySeeEvidence(actor, request)) return undefined;
  const rows = await listReviewers(db, id);
  const terms = await termsOf(db, request);
  const candidates = may(actor, 'assign', request) ? await listCandidatesWithConflicts(db, request) : [];
  return {
    needed: terms.reviewsNeeded,
    given: request.reviewedIds.length,
    counting: terms.counting,
    grantFrom: terms.grantFrom,
    partFrom: terms.partFrom,
    score: isDecided(request.state) ? countedScore(rows.flatMap(toCounted), terms.counting) : undefined,
    reviewers: rows
      .map((row) => toReviewerView(row, sightOf(actor, request, row)))
      .filter((view) => !isOwner || view.review !== undefined),
    candidates: candidates.map(({ personId, displayName, schoolName, open, conflicts }) => ({
      ...{ personId, name: displayName, schoolName, open, conflicts },
    })),
  };
}

const toCounted = ({ recommended, scores }: ReviewerRow) =>
  recommended === null ? [] : [{ recommended, scores: scores.map(({ score }) => score) }];

function sightOf(actor: Actor, request: RequestRow, row: ReviewerRow): Sight {
  const isChosen = [...request.askedIds, ...request.reviewedIds].includes(actor.personId);
  const others = isChosen ? 'reviewer' : 'administrator';
  return {
    who: request.person_id === actor.personId ? 'owner' : others,
    isMine: row.personId === actor.personId,
    hasGivenOwn: request.reviewedIds.includes(actor.personId),
    state: request.state,
  };
}

function toReviewerView(row: ReviewerRow, sight: Sight): ReviewerView {
  const isNamed = seesNames(sight);
  return {
    personId: isNamed ? row.personId : undefined,
    name: isNamed ? row.displayName : undefined,
    isMine: sight.isMine,
    state: row.state,
    conflict: sight.who === 'administrator' ? row.conflict : '',
    review:
      row.recommended !== null && readsReview(sight)
        ? {
            scores: reviewCriteria.flatMap((criterion) =>
              row.scores.filter((score) => score.criterion === criterion),
            ),
            score: ownScore(row.scores.map(({ score }) => score)),
            comment: row.comment,
            recommendedMilliGpuSeconds: toViewNumber(row.recommended),
          }
        : undefined,
  };
}
