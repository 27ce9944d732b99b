import { sql } from 'kysely';
import type { Db } from '#db/client';
import type { Actor } from '../../actor';
import { AppError } from '../../contract/app-error';
import { getOperatedCluster, noteOperation } from './operate-cluster';

/**
 * Takes a cluster out of the portal, with the key that opened it. What was launched and charged there stays in the books; a cluster that
 * was never used goes without a trace. Nothing is done at the cluster. @throws AppError[launches-live] with details.launches
 */
export async function removeCluster(db: Db, actor: Actor, name: string): Promise<void> {
  const cluster = await getOperatedCluster(db, actor, name);
  await db.transaction().execute(async (trx) => {
    // A launch that is being written holds a share of this row by its foreign key: it comes before, or finds the cluster closed.
    await trx.selectFrom('clusters').select('id').where('id', '=', cluster.id).forUpdate().execute();
    const { live, all } = await trx
      .selectFrom('launches')
      .select([
        sql<bigint>`count(*) filter (where state <> 'settled')`.as('live'),
        sql<bigint>`count(*)`.as('all'),
      ])
      .where('cluster_id', '=', cluster.id)
      .executeTakeFirstOrThrow();
    if (live > 0n) throw new AppError('launches-live', { details: { launches: Number(live) } });
    await trx.deleteFrom('cluster_keys').where('cluster_id', '=', cluster.id).execute();
    if (all > 0n) {
      await trx
        .updateTable('clusters')
        .set({ state: 'closed', removed_at: new Date() })
        .where('id', '=', cluster.id)
        .execute();
    } else {
      await trx.deleteFrom('logins').where('cluster_id', '=', cluster.id).execute();
      await trx.deleteFrom('clusters').where('id', '=', cluster.id).execute();
    }
    await noteOperation(trx, actor, cluster, 'cluster.removed', { launches: Number(all) });
  });
}
