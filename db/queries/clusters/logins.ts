import type { Kysely } from 'kysely';
import type { LoginKind } from '#server/contract/login-kinds';
import type { Database } from '../../database';
import { newId } from '../../new-id';

export interface LoginRow {
  id: string;
  name: string;
  kind: LoginKind;
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
    .select(['id', 'name', 'kind', 'ready_at'])
    .where('cluster_id', '=', clusterId)
    .where('person_id', '=', personId)
    .where('ended_at', 'is', null)
    .executeTakeFirst();
  return row && { id: row.id, name: row.name, kind: row.kind, isReady: row.ready_at !== null };
}

/** The clusters, by id, at which a person has a login. */
export async function listClustersWithLogin(db: Kysely<Database>, personId: string): Promise<Set<string>> {
  const rows = await db
    .selectFrom('logins')
    .select('cluster_id')
    .where('person_id', '=', personId)
    .where('ended_at', 'is', null)
    .execute();
  return new Set(rows.map((row) => row.cluster_id));
}

/**
 * Writes a person's login on a cluster under a new name, unless there is one already; two at once make one.
 * Answers undefined when the name is taken: try another.
 */
export async function insertLogin(
  db: Kysely<Database>,
  login: { clusterId: string; personId: string; name: string; kind: LoginKind },
): Promise<LoginRow | undefined> {
  await db
    .insertInto('logins')
    .values({
      id: newId(),
      cluster_id: login.clusterId,
      person_id: login.personId,
      name: login.name,
      kind: login.kind,
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  return findLogin(db, login.clusterId, login.personId);
}

/** Writes a login of the person's own, ready from now on. Answers undefined when they have one there already, or it is another's. */
export async function insertLinkedLogin(
  db: Kysely<Database>,
  login: { clusterId: string; personId: string; name: string },
): Promise<{ id: string } | undefined> {
  return db
    .insertInto('logins')
    .values({
      id: newId(),
      cluster_id: login.clusterId,
      person_id: login.personId,
      name: login.name,
      kind: 'linked',
      ready_at: new Date(),
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst();
}

/** Ends that a login is its person's; the row stays for the books. Harmless when called twice. */
export async function endLogin(db: Kysely<Database>, id: string): Promise<void> {
  await db
    .updateTable('logins')
    .set({ ended_at: new Date() })
    .where('id', '=', id)
    .where('ended_at', 'is', null)
    .execute();
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
): Promise<{ clusterId: string; login: string; kind: LoginKind; erasedAt: Date | null } | undefined> {
  return db
    .selectFrom('logins')
    .innerJoin('people', 'people.id', 'logins.person_id')
    .select([
      'logins.cluster_id as clusterId',
      'logins.name as login',
      'logins.kind',
      'people.erased_at as erasedAt',
    ])
    .where('logins.id', '=', loginId)
    .executeTakeFirst();
}
