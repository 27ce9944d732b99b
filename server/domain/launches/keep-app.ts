import { announce } from '#db/queries/announce';
import { noteAppActive } from '#db/queries/apps/idle-apps';
import { recordAudit } from '#db/queries/record-audit';
import type { Actor } from '../../actor';
import { AppError } from '../../contract/app-error';
import { getOwnLaunch } from './get-launch';
import type { LaunchDeps } from './launch-deps';

/**
 * The person wants an app kept that nobody seems to use: it is asked about no sooner than after another such time. Harmless when called
 * twice. @throws AppError[not-found | wrong-state] the latter when it does not run, or is being stopped
 */
export async function keepApp({ db }: LaunchDeps, actor: Actor, id: string): Promise<void> {
  const launch = await getOwnLaunch(db, actor, id);
  if (launch.app === null) throw new AppError('not-found');
  if (launch.state !== 'running' || launch.cancel_requested_at) throw new AppError('wrong-state');
  await db.transaction().execute(async (trx) => {
    await noteAppActive(trx, id, new Date());
    await recordAudit(trx, {
      actorPersonId: actor.personId,
      action: 'app.kept',
      subjectKind: 'launch',
      subjectId: id,
      detail: { app: launch.app },
      requestId: actor.requestId,
    });
    await announce(trx, { person: actor.personId }, { kind: 'launch', launchId: id });
  });
}
