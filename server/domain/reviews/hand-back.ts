import type { Db } from '#db/client';
import { recordAudit } from '#db/queries/record-audit';
import { lockRequest } from '#db/queries/requests/requests';
import { endAsk } from '#db/queries/requests/reviewers';
import type { Actor } from '../../actor';
import { AppError } from '../../contract/app-error';
import { isUuid } from '../../contract/ids';
import { readWords } from '../requests/request-draft';
import type { RequestMailDependencies } from '../requests/request-mails';
import { must } from '../requests/request-policy';
import { tellOfRequest } from '../requests/tell-of-request';
import { fillPanel } from './fill-panel';

/**
 * A reviewer declares a conflict of interest: the request is none of theirs from now on, and the portal asks another. The reason is
 * for administrators. @throws AppError[not-found | not-allowed | wrong-state | changed-meanwhile | invalid-input]
 */
export async function handBack(
  deps: RequestMailDependencies & { db: Db },
  actor: Actor,
  id: string,
  reason: string,
): Promise<void> {
  if (!isUuid(id)) throw new AppError('not-found');
  await deps.db.transaction().execute(async (trx) => {
    const request = await lockRequest(trx, id);
    if (!request) throw new AppError('not-found');
    must(actor, 'review', request);
    const ask = { requestId: id, personId: actor.personId };
    const isEnded = await endAsk(trx, ask, { state: 'handed-back', conflict: readWords(reason, 'conflict') });
    if (!isEnded) throw new AppError('changed-meanwhile');
    await recordAudit(trx, {
      actorPersonId: actor.personId,
      action: 'request.handed-back',
      subjectKind: 'request',
      subjectId: id,
      detail: {},
      requestId: actor.requestId,
    });
    await fillPanel(trx, deps, id);
    await tellOfRequest(trx, { id, personId: request.person_id });
  });
}
