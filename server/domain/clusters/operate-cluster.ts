import type { Db, Trx } from '#db/client';
import { announce } from '#db/queries/announce';
import { findCluster, listClusters, type ClusterRow } from '#db/queries/clusters/list-clusters';
import { recordAudit } from '#db/queries/record-audit';
import type { Actor } from '../../actor';
import { AppError } from '../../contract/app-error';
import { clusterStates, type ClusterState } from '../../contract/clusters';
import { mayOperate, operatesAll } from './cluster-policy';

/** The clusters that the actor operates; none for everybody else. */
export async function listOperatedClusters(db: Db, actor: Actor): Promise<ClusterRow[]> {
  if (!mayOperate(actor)) throw new AppError('not-allowed');
  const clusters = await listClusters(db);
  if (operatesAll(actor)) return clusters;
  const mine = await db
    .selectFrom('centre_operators')
    .select('centre_id')
    .where('person_id', '=', actor.personId)
    .execute();
  return clusters.filter((cluster) => mine.some((row) => row.centre_id === cluster.centreId));
}

/** @throws AppError[not-allowed | not-found] */
export async function getOperatedCluster(db: Db, actor: Actor, name: string): Promise<ClusterRow> {
  const cluster = (await listOperatedClusters(db, actor)).find((candidate) => candidate.name === name);
  if (!cluster) throw new AppError('not-found');
  return cluster;
}

/** Opens, drains or closes a cluster for new launches; what runs goes on. Harmless when called twice. */
export async function setClusterState(
  db: Db,
  actor: Actor,
  name: string,
  state: ClusterState,
): Promise<void> {
  if (!clusterStates.includes(state))
    throw new AppError('invalid-input', { fields: { state: 'invalid-input' } });
  const cluster = await getOperatedCluster(db, actor, name);
  await db.transaction().execute(async (trx) => {
    await trx.updateTable('clusters').set({ state }).where('id', '=', cluster.id).execute();
    await note(trx, actor, cluster, 'cluster.state', { from: cluster.state, to: state });
  });
}

/** Sets what a second on this partition costs against the reference; rateMilli 1–100 000. Launches keep the rate they were made with. */
export async function setPartitionRate(
  db: Db,
  actor: Actor,
  rate: { cluster: string; partition: string; rateMilli: number },
): Promise<void> {
  const { rateMilli } = rate;
  if (!Number.isInteger(rateMilli) || rateMilli < 1 || rateMilli > 100_000) {
    throw new AppError('invalid-input', { fields: { rate: 'invalid-input' } });
  }
  const cluster = await getOperatedCluster(db, actor, rate.cluster);
  const partition = cluster.partitions.find((candidate) => candidate.name === rate.partition);
  if (!partition) throw new AppError('not-found');
  await db.transaction().execute(async (trx) => {
    await trx
      .updateTable('partitions')
      .set({ rate_milli: rateMilli })
      .where('id', '=', partition.id)
      .execute();
    await note(trx, actor, cluster, 'cluster.rate', {
      partition: partition.name,
      from: partition.rate_milli,
      to: rateMilli,
    });
  });
}

async function note(
  trx: Trx,
  actor: Actor,
  cluster: ClusterRow,
  action: string,
  detail: Record<string, string | number>,
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

/** A cluster that anybody signed in may use. @throws AppError[not-found] */
export async function getCluster(db: Db, name: string): Promise<ClusterRow> {
  const cluster = await findCluster(db, name);
  if (!cluster) throw new AppError('not-found');
  return cluster;
}
