import { insertAppTicket } from '#db/queries/apps/app-entries';
import { recordAudit } from '#db/queries/record-audit';
import type { Actor } from '../../actor';
import { AppError } from '../../contract/app-error';
import { appSeconds, hashAppToken, isAppToken, newAppToken } from '../apps/app-tokens';
import { getOwnLaunch } from './get-launch';
import type { LaunchDeps } from './launch-deps';

/**
 * Makes a ticket with which the browser that knocked at the launch's own origin may enter there: once, for 60 s, as this person and for
 * as long as this browser session. knock: the hash of what that browser keeps, so that a ticket which somebody else reads, or which
 * somebody else's browser is sent to, opens nothing. @throws AppError[not-found | not-allowed | invalid-input | wrong-state]
 */
export async function openApp(
  { db, apps }: LaunchDeps,
  actor: Actor,
  id: string,
  knock: string,
): Promise<{ origin: string; ticket: string }> {
  const launch = await getOwnLaunch(db, actor, id);
  if (launch.app === null) throw new AppError('not-found');
  // A script has the API; what opens an app is a browser with a session that can be ended.
  if (actor.via.kind !== 'session') throw new AppError('not-allowed');
  if (!isAppToken(knock)) throw new AppError('invalid-input', { fields: { knock: 'invalid-input' } });
  const isOver = launch.state === 'ended' || launch.state === 'settled';
  if (isOver || launch.app_ready_at === null) throw new AppError('wrong-state');
  const ticket = newAppToken();
  const { sessionId } = actor.via;
  await db.transaction().execute(async (trx) => {
    await insertAppTicket(trx, {
      tokenHash: hashAppToken(ticket),
      launchId: id,
      personId: actor.personId,
      sessionId,
      knockHash: knock,
      seconds: appSeconds.ticket,
    });
    await recordAudit(trx, {
      actorPersonId: actor.personId,
      action: 'app.opened',
      subjectKind: 'launch',
      subjectId: id,
      detail: { app: launch.app },
      requestId: actor.requestId,
    });
  });
  return { origin: apps.originOf(id), ticket };
}
