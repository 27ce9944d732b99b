import { sql, type Kysely } from 'kysely';
import type { RequestState } from '#server/contract/requests';
import type { Database } from '../../database';

export interface LaunchCounts {
  total: number;
  completed: number;
  failed: number;
  timedOut: number;
  cancelled: number;
  /** Over settled launches, milli-GPU-seconds. */
  held: bigint;
  charged: bigint;
}

/** What came of all launches of a person. `failed` takes in running out of memory; what the platform broke is in `total` only. */
export async function countLaunchesOfPerson(db: Kysely<Database>, personId: string): Promise<LaunchCounts> {
  const { rows } = await sql<LaunchCounts>`
    select count(*)::int as total,
      count(*) filter (where "end" = 'completed')::int as completed,
      count(*) filter (where "end" in ('failed','out-of-memory'))::int as failed,
      count(*) filter (where "end" = 'timed-out')::int as "timedOut",
      count(*) filter (where "end" = 'cancelled')::int as cancelled,
      coalesce(sum(held_milli_gpu_seconds) filter (where state = 'settled'), 0)::bigint as held,
      coalesce(sum(charged_milli_gpu_seconds) filter (where state = 'settled'), 0)::bigint as charged
    from launches where person_id = ${personId}`.execute(db);
  return rows[0] ?? { total: 0, completed: 0, failed: 0, timedOut: 0, cancelled: 0, held: 0n, charged: 0n };
}

export interface EarlierRequestRow {
  id: string;
  title: string;
  state: RequestState;
  asked: bigint;
  granted: bigint | null;
}

/** What the same person asked for besides this request, newest first, at most 20. */
export function listOtherRequests(
  db: Kysely<Database>,
  personId: string,
  exceptId: string,
): Promise<EarlierRequestRow[]> {
  return db
    .selectFrom('requests')
    .select([
      'id',
      'title',
      'state',
      'asked_milli_gpu_seconds as asked',
      'granted_milli_gpu_seconds as granted',
    ])
    .where('person_id', '=', personId)
    .where('id', '<>', exceptId)
    .orderBy('id', 'desc')
    .limit(20)
    .execute();
}
