import type { Kysely } from 'kysely';
import type { Database } from '../../database';

export interface JobCounts {
  waiting: number;
  running: number;
}

/** How many of the portal's launches wait and run at each cluster, by cluster id. One statement. */
export async function countJobsByCluster(db: Kysely<Database>): Promise<Map<string, JobCounts>> {
  const rows = await db
    .selectFrom('launches')
    .select(({ fn }) => [
      'cluster_id',
      fn.countAll<bigint>().filterWhere('state', 'in', ['accepted', 'released', 'queued']).as('waiting'),
      fn.countAll<bigint>().filterWhere('state', '=', 'running').as('running'),
    ])
    .where('state', 'not in', ['ended', 'settled'])
    .groupBy('cluster_id')
    .execute();
  return new Map(
    rows.map((row) => [row.cluster_id, { waiting: Number(row.waiting), running: Number(row.running) }]),
  );
}

/** How many logins each cluster has, by cluster id. */
export async function countLoginsByCluster(db: Kysely<Database>): Promise<Map<string, number>> {
  const rows = await db
    .selectFrom('logins')
    .select(({ fn }) => ['cluster_id', fn.countAll<bigint>().as('count')])
    .where('ended_at', 'is', null)
    .groupBy('cluster_id')
    .execute();
  return new Map(rows.map((row) => [row.cluster_id, Number(row.count)]));
}
