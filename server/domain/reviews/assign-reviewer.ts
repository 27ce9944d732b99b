import type { Db, Trx } from '#db/client';
import { recordAudit } from '#db/queries/record-audit';
import { lockRequest, type RequestRow } from '#db/queries/requests/requests';
import { askReviewer, endAsk } from '#db/queries/requests/reviewers';
import type { Actor } from '../../actor';
import { AppError } from '../../contract/app-error';
import { isUuid } from '../../contract/ids';
import type { RequestMailDependencies } from '../requests/request-mails';
import { must } from '../requests/request-policy';
import { tellOfRequest } from '../requests/tell-of-request';
import { listCandidatesWithConflicts } from './read-conflicts';
import { mailToReviewer } from './review-mails';

type Deps = RequestMailDependencies & { db: Db };

/**
 * An administrator asks a reviewer, who gets a mail. Asked already: nothing happens.
 * @throws AppError[not-found | not-allowed | wrong-state]; [invalid-input] with `personId` for one with a conflict, or no reviewer
 */
export function assignReviewer(deps: Deps, actor: Actor, id: string, personId: string): Promise<void> {
  return changePanel(deps.db, actor, id, async (trx, request) => {
    if (request.askedIds.includes(personId) || request.reviewedIds.includes(personId)) return;
    const candidates = await listCandidatesWithConflicts(trx, request);
    const chosen = candidates.find((candidate) => candidate.personId === personId);
    if (!chosen || chosen.conflicts.length > 0)
      throw new AppError('invalid-input', { fields: { personId: 'invalid-input' } });
    await askReviewer(trx, { requestId: id, personId, assignedBy: actor.personId });
    await mailToReviewer(trx, deps, { requestId: id, personId });
    await audit(trx, actor, id, 'reviewer-assigned', personId);
  });
}

/** An administrator asks a reviewer no more who has not answered. @throws AppError[not-found | not-allowed | wrong-state | changed-meanwhile] */
export function takeReviewerOff(deps: Deps, actor: Actor, id: string, personId: string): Promise<void> {
  return changePanel(deps.db, actor, id, async (trx) => {
    const isEnded =
      isUuid(personId) && (await endAsk(trx, { requestId: id, personId }, { state: 'taken-off' }));
    if (!isEnded) throw new AppError('changed-meanwhile');
    await audit(trx, actor, id, 'reviewer-taken-off', personId);
  });
}

async function changePanel(
  db: Db,
  actor: Actor,
  id: string,
  change: (trx: Trx, request: RequestRow) => Promise<void>,
): Promise<void> {
  if (!isUuid(id)) throw new AppError('not-found');
  await db.transaction().execute(async (trx) => {
    const request = await lockRequest(trx, id);
    if (!request) throw new AppError('not-found');
    must(actor, 'assign', request);
    await change(trx, request);
    await tellOfRequest(trx, { id, personId: request.person_id });
  });
}

const audit = (trx: Trx, actor: Actor, id: string, what: string, personId: string) =>
  recordAudit(trx, {
    actorPersonId: actor.personId,
    action: `request.${what}`,
    subjectKind: 'request',
    subjectId: id,
    detail: { personId },
    requestId: actor.requestId,
  });
