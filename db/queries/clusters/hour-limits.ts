import { sql, type Kysely } from 'kysely';
import { kindsThat } from '#server/contract/login-kinds';
import type { Database } from '../../database';

/** What a login may still begin to use on a cluster, in GPU-minutes of the cluster's own GPUs. */
export interface RemainingHours {
  loginId: string;
  login: string;
  /** Not held by anything, at the cheapest rate of the cluster: no launch that the ledger lets through is refused by it. */
  freeMinutes: number;
  /** Of launches that are held for and have not begun: each task up to its limit. */
  waitingMinutes: number;
}

/**
 * The remaining hours of every ready login of a cluster whose jobs by hand are charged, in one statement. A job by hand counts as far as hours are held for it, so that one
 * that nothing covers opens no room for itself.
 */
export async function listRemainingHours(db: Kysely<Database>, clusterId: string): Promise<RemainingHours[]> {
  const { rows } = await sql<RemainingHours>`
    with cheapest as (
      select coalesce(min(rate_milli), 1000)::numeric as rate_milli
      from partitions where cluster_id = ${clusterId} and gpus_per_node > 0
    )
    select g.id as "loginId", g.name as login,
      least(2000000000, floor(coalesce(free.milli, 0) / cheapest.rate_milli / 60))::int as "freeMinutes",
      least(2000000000, ceil(coalesce(waiting.minutes, 0)))::int as "waitingMinutes"
    from logins g
    join clusters c on c.id = g.cluster_id
    cross join cheapest
    left join lateral (
      select sum(greatest(0, (
        select min(x.granted - x.pending - x.posted) from ledger_accounts x where x.id = any(l.path)
      ))) as milli
      from allocations a join ledger_accounts l on l.id = a.ledger_account_id
      where a.person_id = g.person_id and a.starts_at <= now() and now() < a.ends_at
        and (cardinality(a.clusters) = 0 or c.name = any(a.clusters))
        and not exists (select from class_members m
          where m.class_id = a.class_id and m.person_id = a.person_id and m.frozen_at is not null)
    ) free on true
    left join lateral (
      select sum(least(
        w.gpus * ceil(w.walltime_seconds / 60.0) * greatest(0, w.tasks - (
          select count(*) from jobs j where j.launch_id = w.id and j.state in ('running', 'ended')
        )),
        case when w.kind = 'by-hand' then w.held_milli_gpu_seconds::numeric / w.rate_milli / 60 end
      )) as minutes
      from launches w
      where w.person_id = g.person_id and w.cluster_id = g.cluster_id and w.state not in ('ended', 'settled')
    ) waiting on true
    where g.cluster_id = ${clusterId} and g.ready_at is not null and g.ended_at is null
      and g.kind = any(${kindsThat('isChargedByHand')}::text[])
    order by g.name`.execute(db);
  return rows;
}

export interface PushedLimit {
  loginId: string;
  login: string;
  account: string;
  partition: string;
  minutes: number;
}

/** What the portal has set at the scheduler of a cluster. */
export function listPushedLimits(db: Kysely<Database>, clusterId: string): Promise<PushedLimit[]> {
  return db
    .selectFrom('login_limits')
    .innerJoin('logins', 'logins.id', 'login_limits.login_id')
    .select([
      'logins.id as loginId',
      'logins.name as login',
      'login_limits.account',
      'login_limits.partition',
      'login_limits.minutes',
    ])
    .where('logins.cluster_id', '=', clusterId)
    .execute();
}

/** Notes a limit that was set; undefined: it was taken away. */
export async function writePushedLimit(
  db: Kysely<Database>,
  key: Pick<PushedLimit, 'loginId' | 'account' | 'partition'>,
  minutes: number | undefined,
): Promise<void> {
  const row = { login_id: key.loginId, account: key.account, partition: key.partition };
  if (minutes === undefined) {
    const { login_id, account, partition } = row;
    await db
      .deleteFrom('login_limits')
      .where((eb) => eb.and({ login_id, account, partition }))
      .execute();
    return;
  }
  const change = { minutes, pushed_at: new Date() };
  await db
    .insertInto('login_limits')
    .values({ ...row, ...change })
    .onConflict((conflict) => conflict.columns(['login_id', 'account', 'partition']).doUpdateSet(change))
    .execute();
}

/** Forgets what was set for a login that is nobody's any more; at the scheduler it stays until something else is set. */
export async function deletePushedLimits(db: Kysely<Database>, loginId: string): Promise<void> {
  await db.deleteFrom('login_limits').where('login_id', '=', loginId).execute();
}
