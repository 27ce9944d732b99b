import type { Db, Trx } from '#db/client';
import { announce } from '#db/queries/announce';
import { listAllClusters, type ClusterRow } from '#db/queries/clusters/list-clusters';
import { recordAudit } from '#db/queries/record-audit';
import type { Actor } from '../../actor';
import { AppError } from '../../contract/app-error';
import { clusterStates, unlimitedWalltimeSeconds, type ClusterState } from '../../contract/clusters';
import { mayOperate, operatesAll } from './operate-policy';
import { requireGoodProbe } from './probes';

/** The clusters that the actor operates; none for everybody else. */
export async function listOperatedClusters(db: Db, actor: Actor): Promise<ClusterRow[]> {
  if (!mayOperate(actor)) throw new AppError('not-allowed');
  const clusters = await listAllClusters(db);
  if (operatesAll(actor)) return clusters;
  const mine = await listOperatedCentres(db, actor);
  return clusters.filter((cluster) => mine.some(({ id }) => id === cluster.centreId));
}

/** The centres whose clusters the actor operates. @throws AppError[not-allowed] */
export async function listOperatedCentres(db: Db, actor: Actor) {
  if (!mayOperate(actor)) throw new AppError('not-allowed');
  return db
    .selectFrom('centres')
    .select(['id', 'name', 'title_ko as titleKo', 'title_en as titleEn'])
    .$if(!operatesAll(actor), (query) =>
      query.where('id', 'in', (eb) =>
        eb.selectFrom('centre_operators').select('centre_id').where('person_id', '=', actor.personId),
      ),
    )
    .orderBy('name')
    .execute();
}

/** @throws AppError[not-allowed | not-found] */
export async function getOperatedCluster(db: Db, actor: Actor, name: string): Promise<ClusterRow> {
  const cluster = (await listOperatedClusters(db, actor)).find((candidate) => candidate.name === name);
  if (!cluster) throw new AppError('not-found');
  return cluster;
}

/**
 * Opens, drains or closes a cluster for new launches; what runs goes on. A cluster that is being attached can only be opened, after a
 * probe that found every necessary line good. Harmless when called twice. @throws AppError[probe-first | wrong-state]
 */
export async function setClusterState(
  db: Db,
  actor: Actor,
  name: string,
  state: ClusterState,
): Promise<void> {
  if (!clusterStates.includes(state))
    throw new AppError('invalid-input', { fields: { state: 'invalid-input' } });
  const cluster = await getOperatedCluster(db, actor, name);
  if (cluster.attachedAt === null) {
    if (state !== 'open') throw new AppError('wrong-state');
    await requireGoodProbe(db, cluster);
  }
  await db.transaction().execute(async (trx) => {
    await trx
      .updateTable('clusters')
      .set({ state, attached_at: cluster.attachedAt ?? new Date() })
      .where('id', '=', cluster.id)
      .execute();
    await noteOperation(trx, actor, cluster, 'cluster.state', { from: cluster.state, to: state });
  });
}

/**
 * Sets what a second on this accelerator costs on this cluster against the reference; rateMilli 1–100 000. Launches keep the rate they
 * were made with. @throws AppError[invalid-input | not-found]
 */
export async function setAcceleratorRate(
  db: Db,
  actor: Actor,
  rate: { cluster: string; accelerator: string; rateMilli: number },
): Promise<void> {
  const { rateMilli } = rate;
  if (!Number.isInteger(rateMilli) || rateMilli < 1 || rateMilli > 100_000) {
    throw new AppError('invalid-input', { fields: { rate: 'invalid-input' } });
  }
  const cluster = await getOperatedCluster(db, actor, rate.cluster);
  const before = cluster.partitions.find(({ accelerator }) => accelerator === rate.accelerator);
  if (!before) throw new AppError('not-found');
  await db.transaction().execute(async (trx) => {
    await trx
      .updateTable('partitions')
      .set({ rate_milli: rateMilli })
      .where('cluster_id', '=', cluster.id)
      .where('accelerator', '=', rate.accelerator)
      .execute();
    await noteOperation(trx, actor, cluster, 'cluster.rate', {
      accelerator: rate.accelerator,
      from: before.rate_milli,
      to: rateMilli,
    });
  });
}

/**
 * Sets how long a running launch may become in all by being extended, 60 s to 30 days; null: nothing is extended. Harmless when called
 * twice. @throws AppError[invalid-input | not-found]
 */
export async function setExtendLimit(
  db: Db,
  actor: Actor,
  name: string,
  limitSeconds: number | null,
): Promise<void> {
  const isRight =
    limitSeconds === null ||
    (Number.isInteger(limitSeconds) && limitSeconds >= 60 && limitSeconds <= unlimitedWalltimeSeconds);
  if (!isRight) throw new AppError('invalid-input', { fields: { limit: 'invalid-input' } });
  const cluster = await getOperatedCluster(db, actor, name);
  await db.transaction().execute(async (trx) => {
    await trx
      .updateTable('clusters')
      .set({ extend_limit_seconds: limitSeconds })
      .where('id', '=', cluster.id)
      .execute();
    await noteOperation(trx, actor, cluster, 'cluster.extend-limit', {
      from: cluster.extendLimitSeconds ?? 0,
      to: limitSeconds ?? 0,
    });
  });
}

/** Shows a partition to people, or not. Harmless when called twice. @throws AppError[not-found] */
export async function setPartitionOpen(
  db: Db,
  actor: Actor,
  change: { cluster: string; partition: string; isOpen: boolean },
): Promise<void> {
  const cluster = await getOperatedCluster(db, actor, change.cluster);
  const partition = cluster.partitions.find(({ name }) => name === change.partition);
  if (!partition) throw new AppError('not-found');
  await db.transaction().execute(async (trx) => {
    await trx
      .updateTable('partitions')
      .set({ is_open: change.isOpen })
      .where('id', '=', partition.id)
      .execute();
    await noteOperation(trx, actor, cluster, 'cluster.partition', {
      partition: partition.name,
      isOpen: change.isOpen,
    });
  });
}

/** Writes a line of the audit log and tells every page that the cluster changed. */
export async function noteOperation(
  trx: Trx,
  actor: Actor,
  cluster: Pick<ClusterRow, 'name'>,
  action: string,
  detail: Record<string, string | number | boolean | string[]>,
): Promise<void> {
  await recordAudit(trx, {
    actorPersonId: actor.personId,
    action,
    subjectKind: 'cluster',
    subjectId: cluster.name,
    detail,
    requestId: actor.requestId,
  });
  await announce(trx, { everybody: true }, { kind: 'cluster', cluster: cluster.name });
}
