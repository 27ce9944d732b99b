import type { Db } from '#db/client';
import type { ReviewServices } from '../../review-services';
import type { RequestMailDependencies } from '../requests/request-mails';
import { assignReviewer, takeReviewerOff } from './assign-reviewer';
import { handBack } from './hand-back';
import { readPanel } from './read-panel';
import { writeReview } from './write-review';

/** Deciding on requests by quorum. Opens nothing. */
export function makeReviewServices(deps: RequestMailDependencies & { db: Db }): ReviewServices {
  return {
    panel: (actor, id) => readPanel(deps.db, actor, id),
    write: (actor, id, draft) => writeReview(deps, actor, id, draft),
    handBack: (actor, id, reason) => handBack(deps, actor, id, reason),
    assign: (actor, id, personId) => assignReviewer(deps, actor, id, personId),
    takeOff: (actor, id, personId) => takeReviewerOff(deps, actor, id, personId),
  };
}
