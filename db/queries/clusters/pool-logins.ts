import { sql, type Kysely, type Selectable } from 'kysely';
import type { PoolLoginState } from '#server/contract/login-kinds';
import type { Trx } from '../../client';
import type { Database } from '../../database';
import { newId } from '../../new-id';
import type { PoolLoginTable } from '../../tables/pool-logins';

export type PoolLoginRow = Selectable<PoolLoginTable>;

/**
 * Takes hold of a login that is free, the longest unused first, until the transaction ends: others that look meanwhile get another one.
 * undefined: none is free. One that was cleaned rests for an hour: accounting tells of its last jobs a while later.
 */
export async function takeFreeLogin(trx: Trx, clusterId: string): Promise<PoolLoginRow | undefined> {
  const { rows } = await sql<PoolLoginRow>`
    select * from pool_logins
    where cluster_id = ${clusterId} and state = 'free' and since <= now()
    order by since, name for update skip locked limit 1`.execute(trx);
  return rows[0];
}

/** Brings a login of a pool into another state. */
export async function writePoolLogin(
  db: Kysely<Database>,
  id: string,
  change: { state: PoolLoginState } & Partial<
    Pick<PoolLoginRow, 'since' | 'login_id' | 'tries' | 'trouble' | 'warned_at'>
  >,
): Promise<void> {
  await db
    .updateTable('pool_logins')
    .set({ since: new Date(), ...change })
    .where('id', '=', id)
    .execute();
}

/** The login of a pool that is lent as this one, held until the transaction ends; undefined: it is not lent (any more). */
export function lockLentLogin(trx: Trx, loginId: string): Promise<PoolLoginRow | undefined> {
  return trx
    .selectFrom('pool_logins')
    .selectAll()
    .where('login_id', '=', loginId)
    .where('state', '=', 'lent')
    .forUpdate()
    .executeTakeFirst();
}

/** One by its id; undefined when it is not there. */
export function findPoolLogin(db: Kysely<Database>, id: string): Promise<PoolLoginRow | undefined> {
  return db.selectFrom('pool_logins').selectAll().where('id', '=', id).executeTakeFirst();
}

/** Whether a name is one of a cluster's pool. */
export async function isPoolName(db: Kysely<Database>, clusterId: string, name: string): Promise<boolean> {
  const row = await db
    .selectFrom('pool_logins')
    .select('id')
    .where('cluster_id', '=', clusterId)
    .where('name', '=', name)
    .executeTakeFirst();
  return row !== undefined;
}

/** Puts names into a cluster's pool, free; those that are in it stay as they are. How many are new. */
export async function addPoolLogins(
  db: Kysely<Database>,
  clusterId: string,
  names: readonly string[],
): Promise<number> {
  if (names.length === 0) return 0;
  const added = await db
    .insertInto('pool_logins')
    .values(
      names.map((name) => ({
        id: newId(),
        cluster_id: clusterId,
        name,
        login_id: null,
        trouble: null,
        warned_at: null,
      })),
    )
    .onConflict((conflict) => conflict.columns(['cluster_id', 'name']).doNothing())
    .returning('id')
    .execute();
  return added.length;
}

/** Takes names out of a pool that are not lent and not being cleaned. How many went. */
export async function removePoolLogins(
  db: Kysely<Database>,
  clusterId: string,
  names: readonly string[],
): Promise<number> {
  if (names.length === 0) return 0;
  const gone = await db
    .deleteFrom('pool_logins')
    .where('cluster_id', '=', clusterId)
    .where('name', 'in', names)
    .where('state', 'in', ['free', 'quarantined'])
    .returning('id')
    .execute();
  return gone.length;
}

/** How many logins of a cluster's pool are in each state; those that rest after cleaning count as being cleaned. */
export async function countPoolLogins(
  db: Kysely<Database>,
  clusterId: string,
): Promise<Record<PoolLoginState, number>> {
  const rows = await db
    .selectFrom('pool_logins')
    .select(({ fn }) => [
      sql<PoolLoginState>`case when state = 'free' and since > now() then 'cleaning' else state end`.as(
        'state',
      ),
      fn.countAll<bigint>().as('count'),
    ])
    .where('cluster_id', '=', clusterId)
    .groupBy(sql`1`)
    .execute();
  const counts = { free: 0, lent: 0, cleaning: 0, quarantined: 0 };
  for (const { state, count } of rows) counts[state] = Number(count);
  return counts;
}

/** Those of a cluster's pool that are in these states, the longest so first. */
export function listPoolLogins(
  db: Kysely<Database>,
  clusterId: string,
  states: readonly PoolLoginState[],
  limit: number,
): Promise<PoolLoginRow[]> {
  return db
    .selectFrom('pool_logins')
    .selectAll()
    .where('cluster_id', '=', clusterId)
    .where('state', 'in', states)
    .orderBy('since')
    .orderBy('name')
    .limit(limit)
    .execute();
}

export interface IdleLease {
  poolId: string;
  loginId: string;
  clusterId: string;
  warnedAt: Date | null;
  idleDays: number;
}

/**
 * Leases that nobody has used for so many days less `beforeDays` as their cluster lends for: nothing launched there is unsettled or was settled
 * since, and nobody has come in as that login.
 */
export async function listIdleLeases(db: Kysely<Database>, beforeDays: number): Promise<IdleLease[]> {
  const { rows } = await sql<IdleLease>`
    with lent as (
      select p.id, p.cluster_id, p.warned_at, l.id as login_id, l.name, l.person_id, l.created_at, c.name as cluster, c.lease_idle_days,
        now() - make_interval(days => c.lease_idle_days - ${beforeDays}::int) as before
      from pool_logins p join logins l on l.id = p.login_id join clusters c on c.id = p.cluster_id
      where p.state = 'lent' and l.ended_at is null and c.lease_idle_days is not null and c.removed_at is null
    )
    select id as "poolId", login_id as "loginId", cluster_id as "clusterId", warned_at as "warnedAt", lease_idle_days as "idleDays"
    from lent
    where created_at < before
      and not exists (select from launches w where w.person_id = lent.person_id and w.cluster_id = lent.cluster_id
        and (w.settled_at is null or w.settled_at >= before))
      and not exists (select from ssh_signatures s where s.cluster = lent.cluster and s.login = lent.name
        and s.outcome = 'signed' and s.at >= before)`.execute(db);
  return rows;
}
