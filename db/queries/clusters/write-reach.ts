import { sql, type Kysely } from 'kysely';
import type { Database } from '../../database';

/** Notes a good read of a cluster's queue. Answers whether it was not reachable before. */
export async function noteReachable(db: Kysely<Database>, clusterId: string, readAt: Date): Promise<boolean> {
  const before = await db
    .updateTable('clusters as c')
    .set({
      reach: 'ok',
      reach_since: sql`case when c.reach = 'ok' then c.reach_since else ${readAt} end`,
      last_read_at: readAt,
      last_error: null,
    })
    .from((eb) => eb.selectFrom('clusters').select(['id', 'reach']).where('id', '=', clusterId).as('before'))
    .whereRef('c.id', '=', 'before.id')
    .returning('before.reach')
    .executeTakeFirst();
  return before?.reach !== 'ok';
}

/** Notes that a cluster did not answer. Answers whether this is news. words: for the operator, cut to 300 characters. */
export async function noteUnreachable(
  db: Kysely<Database>,
  clusterId: string,
  words: string,
): Promise<boolean> {
  const before = await db
    .updateTable('clusters as c')
    .set({
      reach: 'down',
      reach_since: sql`case when c.reach = 'down' then c.reach_since else now() end`,
      last_error: words.slice(0, 300),
    })
    .from((eb) => eb.selectFrom('clusters').select(['id', 'reach']).where('id', '=', clusterId).as('before'))
    .whereRef('c.id', '=', 'before.id')
    .returning('before.reach')
    .executeTakeFirst();
  return before?.reach !== 'down';
}

/**
 * Writes what is free in each partition now; answers whether that is news. Partitions that the portal does not know are left out.
 */
export async function writeFreeGpus(
  db: Kysely<Database>,
  clusterId: string,
  free: readonly { partition: string; freeGpus: number }[],
): Promise<boolean> {
  const { rows } = await sql<{ isNews: boolean }>`
    update partitions p set free_gpus = seen.free_gpus, free_read_at = now()
    from unnest(${free.map((one) => one.partition)}::text[], ${free.map((one) => one.freeGpus)}::int[])
      as seen (name, free_gpus)
    join partitions before on before.name = seen.name and before.cluster_id = ${clusterId}
    where p.id = before.id
    returning before.free_gpus is distinct from p.free_gpus as "isNews"`.execute(db);
  return rows.some((row) => row.isNews);
}
