import type { Db } from '#db/client';
import type { Actor } from '../../actor';
import { AppError } from '../../contract/app-error';
import { loginKinds, type LoginKind } from '../../contract/login-kinds';
import { getOperatedCluster, noteOperation } from './operate-cluster';

/**
 * Sets how people come by their logins from now on; who has one keeps it. Harmless when called twice.
 * @throws AppError[not-allowed | not-found], [invalid-input] for none at all, and for named ones where there is no command that makes them
 */
export async function setLoginKinds(
  db: Db,
  actor: Actor,
  name: string,
  asked: readonly LoginKind[],
): Promise<void> {
  const cluster = await getOperatedCluster(db, actor, name);
  const kinds = loginKinds.filter((kind) => asked.includes(kind));
  const lacksCommand = kinds.includes('named') && cluster.loginCommand.length === 0;
  if (kinds.length === 0 || lacksCommand)
    throw new AppError('invalid-input', { fields: { kinds: 'invalid-input' } });
  await db.transaction().execute(async (trx) => {
    await trx.updateTable('clusters').set({ login_kinds: kinds }).where('id', '=', cluster.id).execute();
    await noteOperation(trx, actor, cluster, 'cluster.login-kinds', { from: cluster.loginKinds, to: kinds });
  });
}
