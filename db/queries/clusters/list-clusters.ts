import { sql, type Kysely, type Selectable } from 'kysely';
import type { AppReach } from '#server/contract/apps';
import type { Circuit, ClusterReach, ClusterState, SchedulerKind } from '#server/contract/clusters';
import type { LoginKind } from '#server/contract/login-kinds';
import type { Database } from '../../database';
import { listReservations, type ReservationRow } from './reservations';
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
  /** The host that it is reached through, signed in to as the service login; null: directly. */
  jump: { host: string; port: number; hostKeys: string[]; login: string } | null;
  serviceLogin: string;
  signIn: 'key' | 'certificate';
  loginCommand: string[];
  loginKinds: LoginKind[];
  cleaningCommand: string[];
  leaseIdleDays: number | null;
  tickMs: number;
  appReach: AppReach;
  /** How long a launch may become in all by being extended; null: nothing is extended. */
  extendLimitSeconds: number | null;
  state: ClusterState;
  reach: ClusterReach;
  reachSince: Date;
  lastReadAt: Date | null;
  lastError: string | null;
  /** null: it is being attached. */
  attachedAt: Date | null;
  /** A host key that was shown and is not pinned, by fingerprint. */
  strangeHostKey: string | null;
  strangeHostKeyAt: Date | null;
  /** The maintenance that is on, or the next within a week. */
  maintenance: { startsAt: Date; endsAt: Date; note: string } | null;
  /** Whether what remains of people's hours is set as limits at the scheduler, and how that went. */
  pushesHours: boolean;
  hoursPushedAt: Date | null;
  hoursError: string | null;
  hoursDriftAt: Date | null;
  hoursDriftWords: string | null;
  /** What the probes come to; closed before the first. */
  circuit: Circuit;
  circuitSince: Date | null;
  /** Why the newest probe was bad; null when it was good. */
  healthCode: string | null;
  partitions: PartitionRow[];
  /** Those that are not over, the next first; also what its operators do not show. */
  reservations: ReservationRow[];
}

/** All clusters that are offered, with their partitions, in order of name; the dearest partition of a cluster last. */
export async function listClusters(db: Kysely<Database>): Promise<ClusterRow[]> {
  return (await listAllClusters(db)).filter((cluster) => cluster.attachedAt !== null);
}

/** The same with those that are being attached: for who operates them. */
export async function listAllClusters(db: Kysely<Database>): Promise<ClusterRow[]> {
  const [clusters, partitions, reservations] = await Promise.all([
    clusterRows(db).where('c.removed_at', 'is', null).orderBy('c.name').execute(),
    db.selectFrom('partitions').selectAll().orderBy('max_walltime_seconds', 'desc').orderBy('name').execute(),
    listReservations(db),
  ]);
  return clusters.map((cluster) => ({
    ...toRow(cluster),
    partitions: partitions.filter((partition) => partition.cluster_id === cluster.id),
    reservations: reservations.filter((reservation) => reservation.cluster_id === cluster.id),
  }));
}

/** One cluster by its id; undefined when there is none. */
export async function findClusterById(db: Kysely<Database>, id: string): Promise<ClusterRow | undefined> {
  const [cluster] = await clusterRows(db).where('c.id', '=', id).execute();
  if (!cluster) return undefined;
  const [partitions, reservations] = await Promise.all([
    db.selectFrom('partitions').selectAll().where('cluster_id', '=', id).execute(),
    listReservations(db, id),
  ]);
  return { ...toRow(cluster), partitions, reservations };
}

/** One cluster by its name; undefined when there is none, or it was removed. */
export async function findCluster(db: Kysely<Database>, name: string): Promise<ClusterRow | undefined> {
  const row = await db
    .selectFrom('clusters')
    .select('id')
    .where('name', '=', name)
    .where('removed_at', 'is', null)
    .executeTakeFirst();
  return row && findClusterById(db, row.id);
}

type Selected = Awaited<ReturnType<ReturnType<typeof clusterRows>['executeTakeFirstOrThrow']>>;

function toRow({
  windowStartsAt,
  windowEndsAt,
  windowNote,
  circuit,
  jumpHost,
  jumpPort,
  jumpHostKeys,
  ...cluster
}: Selected) {
  const maintenance =
    windowStartsAt && windowEndsAt
      ? { startsAt: windowStartsAt, endsAt: windowEndsAt, note: windowNote ?? '' }
      : null;
  const jump =
    jumpHost !== null && jumpPort !== null
      ? { host: jumpHost, port: jumpPort, hostKeys: jumpHostKeys, login: cluster.serviceLogin }
      : null;
  return { ...cluster, circuit: circuit ?? 'closed', maintenance, jump };
}

const clusterRows = (db: Kysely<Database>) =>
  db
    .selectFrom('clusters as c')
    .innerJoin('centres', 'centres.id', 'c.centre_id')
    .leftJoin('cluster_health', 'cluster_health.cluster_id', 'c.id')
    .leftJoinLateral(
      (eb) =>
        eb
          .selectFrom('maintenance_windows')
          .select(['starts_at', 'ends_at', 'note'])
          .whereRef('cluster_id', '=', 'c.id')
          .where('ends_at', '>', sql<Date>`now()`)
          .where('starts_at', '<', sql<Date>`now() + interval '7 days'`)
          .orderBy('starts_at')
          .limit(1)
          .as('window'),
      (join) => join.onTrue(),
    )
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
      'c.jump_host as jumpHost',
      'c.jump_port as jumpPort',
      'c.jump_host_keys as jumpHostKeys',
      'c.service_login as serviceLogin',
      'c.sign_in as signIn',
      'c.login_command as loginCommand',
      'c.login_kinds as loginKinds',
      'c.cleaning_command as cleaningCommand',
      'c.lease_idle_days as leaseIdleDays',
      'c.tick_ms as tickMs',
      'c.app_reach as appReach',
      'c.extend_limit_seconds as extendLimitSeconds',
      'c.state',
      'c.reach',
      'c.reach_since as reachSince',
      'c.last_read_at as lastReadAt',
      'c.last_error as lastError',
      'c.attached_at as attachedAt',
      'c.strange_host_key as strangeHostKey',
      'c.strange_host_key_at as strangeHostKeyAt',
      'c.pushes_hours as pushesHours',
      'c.hours_pushed_at as hoursPushedAt',
      'c.hours_error as hoursError',
      'c.hours_drift_at as hoursDriftAt',
      'c.hours_drift_words as hoursDriftWords',
      'cluster_health.circuit',
      'cluster_health.since as circuitSince',
      'cluster_health.last_code as healthCode',
      'window.starts_at as windowStartsAt',
      'window.ends_at as windowEndsAt',
      'window.note as windowNote',
    ]);
