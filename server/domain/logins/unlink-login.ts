import { deleteClaim } from '#db/queries/clusters/login-claims';
import { endLogin, findLogin } from '#db/queries/clusters/logins';
import { countUnsettledLaunches } from '#db/queries/launches/count-unsettled';
import { recordAudit } from '#db/queries/record-audit';
import type { Actor } from '../../actor';
import { AppError } from '../../contract/app-error';
import { getCluster } from '../clusters/get-cluster';
import { mustCompute, type LoginDeps } from './login-deps';

/** Gives a claim up. Harmless when there is none. @throws AppError[not-allowed | not-found] */
export async function dropClaim(
  { db }: Pick<LoginDeps, 'db'>,
  actor: Actor,
  clusterName: string,
): Promise<void> {
  mustCompute(actor);
  await deleteClaim(db, actor.personId, (await getCluster(db, clusterName)).id);
}

/**
 * Ends that a login of the actor's own is theirs in the portal, once nothing of theirs lives there. At the cluster nothing is done: it is not
 * the portal's. @throws AppError as `LoginServices.unlink`
 */
export async function unlinkLogin(
  { db }: Pick<LoginDeps, 'db'>,
  actor: Actor,
  clusterName: string,
): Promise<void> {
  mustCompute(actor);
  const cluster = await getCluster(db, clusterName);
  await db.transaction().execute(async (trx) => {
    const login = await findLogin(trx, cluster.id, actor.personId);
    if (login?.kind !== 'linked') throw new AppError('not-found');
    const launches = await countUnsettledLaunches(trx, { clusterId: cluster.id, personId: actor.personId });
    if (launches > 0) throw new AppError('launches-live', { details: { launches } });
    await endLogin(trx, login.id);
    await recordAudit(trx, {
      actorPersonId: actor.personId,
      action: 'login.unlinked',
      subjectKind: 'login',
      subjectId: login.id,
      detail: { cluster: cluster.name, name: login.name },
      requestId: actor.requestId,
    });
  });
}
