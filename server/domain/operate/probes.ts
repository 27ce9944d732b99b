import type { Db, Trx } from '#db/client';
import type { ClusterRow } from '#db/queries/clusters/list-clusters';
import { newId } from '#db/new-id';
import { AppError } from '../../contract/app-error';
import { spareProbeLines, unlimitedWalltimeSeconds } from '../../contract/clusters';
import type { ProbeLineView, ProbeView } from '../../operate-services';
import type { PartitionShape } from '../../bridge/scheduler/port';

/** The newest probe of a cluster; undefined before the first. */
export async function findProbe(db: Db, clusterId: string): Promise<ProbeView | undefined> {
  const row = await db
    .selectFrom('cluster_probes')
    .select(['at', 'lines'])
    .where('cluster_id', '=', clusterId)
    .executeTakeFirst();
  return row && { at: row.at, lines: row.lines as unknown as ProbeLineView[] };
}

/** Keeps what a probe found in place of what the one before did, and how apps are reached where that was seen. */
export async function writeProbe(
  trx: Trx,
  cluster: ClusterRow,
  found: { lines: readonly ProbeLineView[]; forwarding: 'tcp' | 'socket' | undefined },
): Promise<void> {
  const row = { at: new Date(), lines: JSON.stringify(found.lines) };
  await trx
    .insertInto('cluster_probes')
    .values({ cluster_id: cluster.id, ...row })
    .onConflict((conflict) => conflict.column('cluster_id').doUpdateSet(row))
    .execute();
  if (cluster.attachedAt === null && found.forwarding) {
    await trx
      .updateTable('clusters')
      .set({ app_reach: found.forwarding === 'tcp' ? 'node-tcp' : 'login-host' })
      .where('id', '=', cluster.id)
      .execute();
  }
}

/**
 * Writes partitions as the scheduler describes them. New ones are shown to people at once only while the cluster itself is not, since then an
 * operator looks at all of them before anybody does; rates and what is shown of known ones stay the operator's.
 */
export async function writeShapes(
  trx: Trx,
  cluster: ClusterRow,
  shapes: readonly PartitionShape[],
): Promise<void> {
  for (const shape of shapes) {
    if (shape.nodes === 0) continue;
    const maxSeconds = shape.maxWalltimeSeconds ?? unlimitedWalltimeSeconds;
    const columns = {
      accelerator: shape.accelerator,
      nodes: shape.nodes,
      gpus_per_node: shape.gpusPerNode,
      cores_per_node: shape.coresPerNode,
      memory_bytes_per_node: BigInt(shape.memoryBytesPerNode),
      max_walltime_seconds: maxSeconds,
      default_walltime_seconds: Math.min(shape.defaultWalltimeSeconds ?? 3_600, maxSeconds),
    };
    await trx
      .insertInto('partitions')
      .values({
        id: newId(),
        cluster_id: cluster.id,
        name: shape.name,
        gpu_model: shape.accelerator === 'none' ? 'CPU' : shape.accelerator.toUpperCase(),
        rate_milli: 1000,
        is_open: cluster.attachedAt === null && shape.isUp,
        ...columns,
      })
      .onConflict((conflict) => conflict.columns(['cluster_id', 'name']).doUpdateSet(columns))
      .execute();
  }
}

/** @throws AppError[probe-first] with details.line unless the newest probe found everything good that launches need */
export async function requireGoodProbe(db: Db, cluster: ClusterRow): Promise<void> {
  const probe = await findProbe(db, cluster.id);
  if (!probe) throw new AppError('probe-first');
  const bad = probe.lines.find(({ name, verdict }) => verdict !== 'good' && !spareProbeLines.includes(name));
  if (bad) throw new AppError('probe-first', { details: { line: bad.name } });
  if (!cluster.partitions.some((partition) => partition.is_open))
    throw new AppError('probe-first', { details: { line: 'partitions' } });
}
