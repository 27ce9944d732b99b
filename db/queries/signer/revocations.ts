import type { Kysely } from 'kysely';
import type { Database } from '../../database';
import { newId } from '../../new-id';

/** Logins of a cluster (null: all of them) that nothing is signed for, the newest first. */
export function listRevocations(
  db: Kysely<Database>,
  clusterId: string,
): Promise<{ login: string | null; reason: string }[]> {
  return db
    .selectFrom('signing_revocations')
    .select(['login', 'reason'])
    .where('cluster_id', '=', clusterId)
    .orderBy('created_at', 'desc')
    .execute();
}

/** From now on nothing is signed for a login (undefined: the whole cluster). Harmless when called twice. */
export async function revokeLogin(
  db: Kysely<Database>,
  clusterId: string,
  login: string | undefined,
  reason: string,
): Promise<void> {
  await db
    .insertInto('signing_revocations')
    .values({ id: newId(), cluster_id: clusterId, login: login ?? null, reason })
    .execute();
}

/** Takes that back. */
export async function unrevokeLogin(
  db: Kysely<Database>,
  clusterId: string,
  login: string | undefined,
): Promise<void> {
  await db
    .deleteFrom('signing_revocations')
    .where('cluster_id', '=', clusterId)
    .where('login', login === undefined ? 'is' : '=', login ?? null)
    .execute();
}
