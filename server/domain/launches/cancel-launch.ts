import { announce } from '#db/queries/announce';
import { addLaunchEvent } from '#db/queries/launches/launch-events';
import { requestCancel } from '#db/queries/launches/request-cancel';
import { recordAudit } from '#db/queries/record-audit';
import type { Actor } from '../../actor';
import { AppError } from '../../contract/app-error';
import { getOwnLaunch } from './get-launch';
import type { LaunchDeps } from './launch-deps';

/**
 * Notes the wish and puts the work into the outbox; the worker ends it at the cluster, or before it gets there. Calling twice is
 * harmless. @throws AppError[not-found | wrong-state] the latter when it has ended.
 */
export async function cancelLaunch(deps: LaunchDeps, actor: Actor, id: string): Promise<void> {
  const launch = await getOwnLaunch(deps.db, actor, id);
  if (launch.state === 'ended' || launch.state === 'settled') throw new AppError('wrong-state');
  await deps.db.transaction().execute(async (trx) => {
    if (!(await requestCancel(trx, actor.personId, id))) return;
    await addLaunchEvent(trx, id, 'cancel-requested');
    await recordAudit(trx, {
      actorPersonId: actor.personId,
      action: 'launch.cancel-requested',
      subjectKind: 'launch',
      subjectId: id,
      detail: { via: actor.via.kind },
      requestId: actor.requestId,
    });
    await deps.addTask(trx, 'cancel-launch', { id });
    await announce(trx, { person: actor.personId }, { kind: 'launch', launchId: id });
  });
}
