import type { Kysely } from 'kysely';
import type { Database } from '../../database';
import { newId } from '../../new-id';

export interface LoginRow {
  id: string;
  name: string;
  isReady: boolean;
}

/** The login of a person on a cluster; undefined when they have none. */
export async function findLogin(
  db: Kysely<Database>,
  clusterId: string,
  personId: string,
): Promise<LoginRow | undefined> {
  const row = await db
    .selectFrom('logins')
    .select(['id', 'name', 'ready_at'])
    .where('cluster_id', '=', clusterId)
    .where('person_id', '=', personId)
    .executeTakeFirst();
  return row && { id: row.id, name: row.name, isReady: row.ready_at !== null };
}

/**
 * Writes a person's login on a cluster under a new name, unless there is one already; two at once make one.
 * Answers undefined when the name is taken: try another.
 */
export async function insertLogin(
  db: Kysely<Database>,
  login: { clusterId: string; personId: string; name: string },
): Promise<LoginRow | undefined> {
  await db
    .insertInto('logins')
    .values({ id: newId(), cluster_id: login.clusterId, person_id: login.personId, name: login.name })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  return findLogin(db, login.clusterId, login.personId);
}

/** Notes that the centre has made the login. Answers whether this is the first time; harmless when called twice. */
export async function markLoginReady(db: Kysely<Database>, id: string): Promise<boolean> {
  const marked = await db
    .updateTable('logins')
    .set({ ready_at: new Date() })
    .where('id', '=', id)
    .where('ready_at', 'is', null)
    .returning('id')
    .executeTakeFirst();
  return marked !== undefined;
}

/** Where a login is, and when its person was erased; undefined for no login. */
export async function findClusterOfLogin(
  db: Kysely<Database>,
  loginId: string,
): Promise<{ clusterId: string; login: string; erasedAt: Date | null } | undefined> {
  return db
    .selectFrom('logins')
    .innerJoin('people', 'people.id', 'logins.person_id')
    .select(['logins.cluster_id as clusterId', 'logins.name as login', 'people.erased_at as erasedAt'])
    .where('logins.id', '=', loginId)
    .executeTakeFirst();
}
