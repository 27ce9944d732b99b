import { sql } from 'kysely';
import type { Db } from '#db/client';
import { endLogin, findLogin, insertLogin, type LoginRow } from '#db/queries/clusters/logins';
import type { ClusterRow } from '#db/queries/clusters/list-clusters';
import { lockLentLogin, takeFreeLogin, writePoolLogin } from '#db/queries/clusters/pool-logins';
import { AppError } from '../../contract/app-error';

/**
 * Lends a login of the cluster's pool to a person. Any number may ask at once: each gets one of their own, nobody two, and none is lent twice.
 * @throws AppError[logins-exhausted]
 */
export function leaseLogin(
  db: Db,
  cluster: Pick<ClusterRow, 'id' | 'name'>,
  personId: string,
): Promise<LoginRow> {
  return db.transaction().execute(async (trx) => {
    // One person's asks come one after the other: the second finds what the first was lent.
    await sql`select pg_advisory_xact_lock(hashtextextended(${`lease ${cluster.id} ${personId}`}, 0))`.execute(
      trx,
    );
    const had = await findLogin(trx, cluster.id, personId);
    if (had) return had;
    for (;;) {
      const free = await takeFreeLogin(trx, cluster.id);
      if (!free) throw new AppError('logins-exhausted', { details: { cluster: cluster.name } });
      const lease = { clusterId: cluster.id, personId, name: free.name, kind: 'leased' as const };
      const login = await insertLogin(trx, lease);
      if (login) {
        await writePoolLogin(trx, free.id, {
          state: 'lent',
          login_id: login.id,
          trouble: null,
          warned_at: null,
        });
        return login;
      }
      // Somebody has it already, who linked it before it came into the pool.
      await writePoolLogin(trx, free.id, { state: 'quarantined', trouble: 'somebody has this login' });
    }
  });
}

/** Ends a lease that never could be used: the login stays out of the pool until its operators have looked. Harmless when called twice. */
export async function refuseLease(db: Db, loginId: string, trouble: string): Promise<void> {
  await db.transaction().execute(async (trx) => {
    const lent = await lockLentLogin(trx, loginId);
    if (!lent) return;
    await endLogin(trx, loginId);
    await writePoolLogin(trx, lent.id, {
      state: 'quarantined',
      login_id: null,
      trouble: trouble.slice(0, 300),
    });
  });
}
