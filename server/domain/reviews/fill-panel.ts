import type { Trx } from '#db/client';
import { findRequest } from '#db/queries/requests/requests';
import { askReviewer, listReviewers } from '#db/queries/requests/reviewers';
import { mailToReviewer } from './review-mails';
import { listCandidatesWithConflicts } from './read-conflicts';
import type { RequestMailDependencies } from '../requests/request-mails';

/**
 * Asks as many reviewers as are wanting, if the programme lets the portal choose: those without a conflict who have the least to do.
 * With too few of them some places stay empty, which the administrators see. Needs the request locked; again is harmless.
 */
export async function fillPanel(trx: Trx, deps: RequestMailDependencies, requestId: string): Promise<void> {
  const request = await findRequest(trx, requestId);
  if (!request || request.reviewsNeeded === 0) return;
  const { is_auto_assigned } = await trx
    .selectFrom('programmes')
    .select('is_auto_assigned')
    .where('id', '=', request.programme_id)
    .executeTakeFirstOrThrow();
  if (!is_auto_assigned) return;
  const known = await listReviewers(trx, requestId);
  const present = known.filter(({ state }) => state === 'asked' || state === 'reviewed').length;
  const free = (await listCandidatesWithConflicts(trx, request)).filter(
    // Whom an administrator took off comes back only by an administrator.
    ({ conflicts, personId }) => conflicts.length === 0 && !known.some((one) => one.personId === personId),
  );
  for (const { personId } of free.slice(0, Math.max(0, request.reviewsNeeded - present))) {
    await askReviewer(trx, { requestId, personId, assignedBy: undefined });
    await mailToReviewer(trx, deps, { requestId, personId });
  }
}
