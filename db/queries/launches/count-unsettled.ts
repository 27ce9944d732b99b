import type { Kysely } from 'kysely';
import type { Database } from '../../database';

/** Launches of a cluster that are not settled; personId: of one person there [of everybody]. */
export async function countUnsettledLaunches(
  db: Kysely<Database>,
  { clusterId, personId }: { clusterId: string; personId?: string },
): Promise<number> {
  const row = await db
    .selectFrom('launches')
    .select(({ fn }) => fn.countAll<bigint>().as('count'))
    .where('cluster_id', '=', clusterId)
    .where('state', '<>', 'settled')
    .$if(personId !== undefined, (query) => query.where('person_id', '=', personId ?? ''))
    .executeTakeFirstOrThrow();
  return Number(row.count);
}
