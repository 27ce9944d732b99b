import { sql, type Kysely, type Selectable } from 'kysely';
import type { Database } from '../../database';
import { newId } from '../../new-id';
import type { LoginClaimTable } from '../../tables/login-claims';

export type LoginClaimRow = Selectable<LoginClaimTable>;

/** The claim of a person on a login of a cluster that can still be proven; undefined: none, or it is too late. */
export function findClaim(
  db: Kysely<Database>,
  personId: string,
  clusterId: string,
): Promise<LoginClaimRow | undefined> {
  return db
    .selectFrom('login_claims')
    .selectAll()
    .where('person_id', '=', personId)
    .where('cluster_id', '=', clusterId)
    .where('used_at', 'is', null)
    .where('expires_at', '>', sql<Date>`now()`)
    .executeTakeFirst();
}

/** Writes a claim in place of the one before. */
export async function writeClaim(
  db: Kysely<Database>,
  claim: { personId: string; clusterId: string; login: string; code: string; expiresAt: Date },
): Promise<void> {
  const row = {
    id: newId(),
    login: claim.login,
    code: claim.code,
    created_at: new Date(),
    expires_at: claim.expiresAt,
  };
  await db
    .insertInto('login_claims')
    .values({ person_id: claim.personId, cluster_id: claim.clusterId, ...row })
    .onConflict((conflict) =>
      conflict.columns(['person_id', 'cluster_id']).where('used_at', 'is', null).doUpdateSet(row),
    )
    .execute();
}

/** Uses a claim up. false: it was used, replaced or given up meanwhile, or it is too late. */
export async function useClaim(db: Kysely<Database>, id: string): Promise<boolean> {
  const used = await db
    .updateTable('login_claims')
    .set({ used_at: new Date() })
    .where('id', '=', id)
    .where('used_at', 'is', null)
    .where('expires_at', '>', sql<Date>`now()`)
    .returning('id')
    .executeTakeFirst();
  return used !== undefined;
}

/** Takes a claim that was not proven away. Harmless when there is none. */
export async function deleteClaim(db: Kysely<Database>, personId: string, clusterId: string): Promise<void> {
  await db
    .deleteFrom('login_claims')
    .where('person_id', '=', personId)
    .where('cluster_id', '=', clusterId)
    .where('used_at', 'is', null)
    .execute();
}
