import type { Kysely, Selectable } from 'kysely';
import type { AppReach } from '#server/contract/apps';
import type { ClusterReach, ClusterState, SchedulerKind } from '#server/contract/clusters';
import type { Database } from '../../database';
import type { PartitionTable } from '../../tables/partitions';

export type PartitionRow = Selectable<PartitionTable>;

export interface ClusterRow {
  id: string;
  name: string;
  titleKo: string;
  titleEn: string;
  centreId: string;
  centreName: string;
  centreTitleKo: string;
  centreTitleEn: string;
  scheduler: SchedulerKind;
  host: string;
  port: number;
  hostKeys: string[];
  serviceLogin: string;
  loginCommand: string[];
  tickMs: number;
  appReach: AppReach;
  state: ClusterState;
  reach: ClusterReach;
  reachSince: Date;
  lastReadAt: Date | null;
  lastError: string | null;
  partitions: PartitionRow[];
}

/** All clusters with their partitions, in order of name; the dearest partition of a cluster last. */
export async function listClusters(db: Kysely<Database>): Promise<ClusterRow[]> {
  const [clusters, partitions] = await Promise.all([
    clusterRows(db).orderBy('c.name').execute(),
    db.selectFrom('partitions').selectAll().orderBy('max_walltime_seconds', 'desc').orderBy('name').execute(),
  ]);
  return clusters.map((cluster) => ({
    ...cluster,
    partitions: partitions.filter((partition) => partition.cluster_id === cluster.id),
  }));
}

/** One cluster by its id; undefined when there is none. */
export async function findClusterById(db: Kysely<Database>, id: string): Promise<ClusterRow | undefined> {
  const [cluster] = await clusterRows(db).where('c.id', '=', id).execute();
  if (!cluster) return undefined;
  const partitions = await db.selectFrom('partitions').selectAll().where('cluster_id', '=', id).execute();
  return { ...cluster, partitions };
}

/** One cluster by its name; undefined when there is none. */
export async function findCluster(db: Kysely<Database>, name: string): Promise<ClusterRow | undefined> {
  const row = await db.selectFrom('clusters').select('id').where('name', '=', name).executeTakeFirst();
  return row && findClusterById(db, row.id);
}

const clusterRows = (db: Kysely<Database>) =>
  db
    .selectFrom('clusters as c')
    .innerJoin('centres', 'centres.id', 'c.centre_id')
    .select([
      'c.id',
      'c.name',
      'c.title_ko as titleKo',
      'c.title_en as titleEn',
      'c.centre_id as centreId',
      'centres.name as centreName',
      'centres.title_ko as centreTitleKo',
      'centres.title_en as centreTitleEn',
      'c.scheduler',
      'c.host',
      'c.port',
      'c.host_keys as hostKeys',
      'c.service_login as serviceLogin',
      'c.login_command as loginCommand',
      'c.tick_ms as tickMs',
      'c.app_reach as appReach',
      'c.state',
      'c.reach',
      'c.reach_since as reachSince',
      'c.last_read_at as lastReadAt',
      'c.last_error as lastError',
    ]);
