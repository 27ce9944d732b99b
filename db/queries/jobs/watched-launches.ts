import type { Kysely } from 'kysely';
import type { Database } from '../../database';
import { launchRows, type LaunchRow } from '../launches/launch-rows';

/** Launches of a cluster that are at the scheduler and have not ended. One statement whatever their number. */
export function listWatchedLaunches(db: Kysely<Database>, clusterId: string): Promise<LaunchRow[]> {
  return launchRows(db)
    .where('launches.cluster_id', '=', clusterId)
    .where('launches.state', 'in', ['accepted', 'released', 'queued', 'running', 'unknown'])
    .where('launches.scheduler_job_id', 'is not', null)
    .execute();
}

/** Of these launches, the ids of those that the portal still answers for; a job of any other is an orphan. */
export async function listLiveLaunchIds(db: Kysely<Database>, ids: readonly string[]): Promise<Set<string>> {
  if (ids.length === 0) return new Set();
  const rows = await db
    .selectFrom('launches')
    .select('id')
    .where('id', 'in', ids)
    .where('state', 'not in', ['ended', 'settled'])
    .execute();
  return new Set(rows.map((row) => row.id));
}
