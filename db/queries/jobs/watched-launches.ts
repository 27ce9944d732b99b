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

/** A job at a cluster that may be one of the portal's. */
export interface SuspectJob {
  launchId: string;
  parentJobId: string;
  login: string;
}

/**
 * Of these jobs, those that no live launch answers for, neither by its id nor as the one that the name says. A job of a login that is
 * not of the portal's making is nobody's business here.
 */
export async function listOrphans<Job extends SuspectJob>(
  db: Kysely<Database>,
  clusterId: string,
  suspects: readonly Job[],
): Promise<Job[]> {
  if (suspects.length === 0) return [];
  const [logins, live] = await Promise.all([
    db
      .selectFrom('logins')
      .select('name')
      .where('cluster_id', '=', clusterId)
      .where('name', 'in', [...new Set(suspects.map((job) => job.login))])
      .execute(),
    db
      .selectFrom('launches')
      .select(['id', 'scheduler_job_id'])
      .where('cluster_id', '=', clusterId)
      .where('state', 'not in', ['ended', 'settled'])
      .execute(),
  ]);
  const ours = new Set(logins.map((login) => login.name));
  const answeredFor = new Set(live.flatMap((launch) => [launch.id, launch.scheduler_job_id]));
  return suspects.filter(
    (job) => ours.has(job.login) && !answeredFor.has(job.launchId) && !answeredFor.has(job.parentJobId),
  );
}
