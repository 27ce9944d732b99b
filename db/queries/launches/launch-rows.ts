import { sql, type Kysely, type Selectable } from 'kysely';
import type { ClusterReach, SchedulerKind } from '#server/contract/clusters';
import type { ExtensionState } from '#server/contract/walltime-guard';
import type { Database } from '../../database';
import type { JsonValue } from '../../json';
import type { JobTable } from '../../tables/jobs';
import type { LaunchTable } from '../../tables/launches';

export type JobRow = Selectable<JobTable>;

/** A launch with what pages say of its place. */
export interface LaunchRow extends Selectable<LaunchTable> {
  cluster_name: string;
  cluster_title_ko: string;
  cluster_title_en: string;
  cluster_scheduler: SchedulerKind;
  cluster_reach: ClusterReach;
  cluster_reach_since: Date;
  /** The person's login on the cluster; null before files were staged. */
  login_name: string | null;
  partition_name: string;
  /** The longest that it may become by being extended; null: it is not. */
  extend_limit_seconds: number | null;
  /** Of the newest extension; null: there is none. */
  extension_state: ExtensionState | null;
  extension_to_seconds: number | null;
  extension_words: string | null;
  accelerator: string;
  gpu_model: string;
  /** The rest is null for a batch launch. */
  app: string | null;
  app_fields: JsonValue | null;
  app_address: JsonValue | null;
  app_started_at: Date | null;
  app_ready_at: Date | null;
  app_active_at: Date | null;
  app_idle_stops_at: Date | null;
  app_idle_stopped_at: Date | null;
}

/** Launches with the names of their cluster and partition and what an app has beside, to be narrowed by the caller. */
export const launchRows = (db: Kysely<Database>) =>
  db
    .selectFrom('launches')
    .innerJoin('clusters', 'clusters.id', 'launches.cluster_id')
    .innerJoin('partitions', 'partitions.id', 'launches.partition_id')
    .leftJoin('logins', 'logins.id', 'launches.login_id')
    .leftJoin('launch_apps', 'launch_apps.launch_id', 'launches.id')
    .leftJoinLateral(
      (eb) =>
        eb
          .selectFrom('launch_extensions')
          .select([
            'launch_extensions.state as extension_state',
            'to_seconds as extension_to_seconds',
            'words as extension_words',
          ])
          .whereRef('launch_id', '=', 'launches.id')
          .orderBy('asked_at', 'desc')
          .limit(1)
          .as('extension'),
      (join) => join.onTrue(),
    )
    .selectAll('launches')
    .select([
      'clusters.name as cluster_name',
      'clusters.title_ko as cluster_title_ko',
      'clusters.title_en as cluster_title_en',
      'clusters.scheduler as cluster_scheduler',
      'clusters.reach as cluster_reach',
      'clusters.reach_since as cluster_reach_since',
      'logins.name as login_name',
      'partitions.name as partition_name',
      ({ ref }) =>
        sql<number | null>`case when ${ref('clusters.state')} = 'open' then
          least(${ref('clusters.extend_limit_seconds')}, case when ${ref('clusters.extend_limit_seconds')} is not null
            then ${ref('partitions.max_walltime_seconds')} end) end`.as('extend_limit_seconds'),
      'extension.extension_state',
      'extension.extension_to_seconds',
      'extension.extension_words',
      'partitions.accelerator',
      'partitions.gpu_model',
      'launch_apps.app',
      'launch_apps.fields as app_fields',
      'launch_apps.address as app_address',
      'launch_apps.started_at as app_started_at',
      'launch_apps.ready_at as app_ready_at',
      'launch_apps.active_at as app_active_at',
      'launch_apps.idle_stops_at as app_idle_stops_at',
      'launch_apps.idle_stopped_at as app_idle_stopped_at',
    ]);

/** A person's own launch; undefined when it does not exist or is another's. */
export function findLaunchOfPerson(
  db: Kysely<Database>,
  personId: string,
  id: string,
): Promise<LaunchRow | undefined> {
  return launchRows(db)
    .where('launches.id', '=', id)
    .where('launches.person_id', '=', personId)
    .executeTakeFirst();
}

/** The launch that a person made under this key; undefined when the key is new. */
export function findLaunchByKey(
  db: Kysely<Database>,
  personId: string,
  idempotencyKey: string,
): Promise<LaunchRow | undefined> {
  return launchRows(db)
    .where('launches.person_id', '=', personId)
    .where('launches.idempotency_key', '=', idempotencyKey)
    .executeTakeFirst();
}

export interface LaunchListQuery {
  /** Newest first; only launches with a smaller id, which is older. */
  before?: string | undefined;
  filter?: 'live' | 'ended' | undefined;
  limit: number;
}

/** A person's launches, newest first. */
export function listLaunchesOfPerson(
  db: Kysely<Database>,
  personId: string,
  { before, filter, limit }: LaunchListQuery,
): Promise<LaunchRow[]> {
  return launchRows(db)
    .where('launches.person_id', '=', personId)
    .$if(before !== undefined, (query) => query.where('launches.id', '<', before ?? ''))
    .$if(filter === 'live', (query) => query.where('launches.state', 'not in', ['ended', 'settled']))
    .$if(filter === 'ended', (query) => query.where('launches.state', 'in', ['ended', 'settled']))
    .orderBy('launches.id', 'desc')
    .limit(limit)
    .execute();
}

/** The scheduler's jobs of these launches, in order of array index. */
export function listJobsOfLaunches(db: Kysely<Database>, launchIds: readonly string[]): Promise<JobRow[]> {
  if (launchIds.length === 0) return Promise.resolve([]);
  return db
    .selectFrom('jobs')
    .selectAll()
    .where('launch_id', 'in', launchIds)
    .orderBy('array_index')
    .execute();
}

/** How many launches of each of some persons have not ended; who has none is not in it. */
export async function countLiveLaunches(
  db: Kysely<Database>,
  personIds: readonly string[],
): Promise<Map<string, number>> {
  const rows = await db
    .selectFrom('launches')
    .select(({ fn }) => ['person_id', fn.countAll<bigint>().as('count')])
    .where('person_id', 'in', personIds)
    .where('state', 'not in', ['ended', 'settled'])
    .groupBy('person_id')
    .execute();
  return new Map(rows.map(({ person_id, count }) => [person_id, Number(count)]));
}

/** Some launches, by their ids. */
export async function findLaunches(
  db: Kysely<Database>,
  ids: readonly string[],
): Promise<Map<string, LaunchRow>> {
  const rows = ids.length === 0 ? [] : await launchRows(db).where('launches.id', 'in', ids).execute();
  return new Map(rows.map((row) => [row.id, row]));
}
