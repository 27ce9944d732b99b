import type { AppReach } from '#server/contract/apps';
import type { SchedulerKind } from '#server/contract/clusters';
import type { Trx } from '../../client';
import { newId } from '../../new-id';

export interface NewPartition {
  name: string;
  accelerator: string;
  gpuModel: string;
  nodes: number;
  gpusPerNode: number;
  coresPerNode: number;
  memoryBytesPerNode: number;
  maxWalltimeSeconds: number;
  defaultWalltimeSeconds: number;
  /** 1000 = the reference accelerator. Kept when the partition is there already: the rate is the operator's. */
  rateMilli: number;
}

export interface NewCluster {
  centre: { name: string; titleKo: string; titleEn: string };
  name: string;
  titleKo: string;
  titleEn: string;
  scheduler: SchedulerKind;
  host: string;
  port: number;
  hostKeys: string[];
  serviceLogin: string;
  loginCommand: string[];
  tickMs: number;
  /** [node-tcp] */
  appReach?: AppReach;
  /** When it is made; afterwards it is the operator's [nothing is extended]. */
  extendLimitSeconds?: number;
  partitions: NewPartition[];
}

/** Makes a cluster and its centre, or brings address, keys and partitions of a known one up to date. Harmless when called twice. */
export async function upsertCluster(
  trx: Trx,
  cluster: NewCluster,
): Promise<{ id: string; centreId: string }> {
  const centre = await trx
    .insertInto('centres')
    .values({
      id: newId(),
      name: cluster.centre.name,
      title_ko: cluster.centre.titleKo,
      title_en: cluster.centre.titleEn,
    })
    .onConflict((conflict) =>
      conflict
        .column('name')
        .doUpdateSet({ title_ko: cluster.centre.titleKo, title_en: cluster.centre.titleEn }),
    )
    .returning('id')
    .executeTakeFirstOrThrow();
  const address = {
    title_ko: cluster.titleKo,
    title_en: cluster.titleEn,
    host: cluster.host,
    port: cluster.port,
    host_keys: cluster.hostKeys,
    service_login: cluster.serviceLogin,
    login_command: cluster.loginCommand,
    tick_ms: cluster.tickMs,
    ...(cluster.appReach && { app_reach: cluster.appReach }),
  };
  const { id } = await trx
    .insertInto('clusters')
    .values({
      id: newId(),
      centre_id: centre.id,
      name: cluster.name,
      scheduler: cluster.scheduler,
      extend_limit_seconds: cluster.extendLimitSeconds ?? null,
      ...address,
    })
    .onConflict((conflict) => conflict.column('name').doUpdateSet(address))
    .returning('id')
    .executeTakeFirstOrThrow();
  for (const partition of cluster.partitions) await upsertPartition(trx, id, partition);
  return { id, centreId: centre.id };
}

async function upsertPartition(trx: Trx, clusterId: string, partition: NewPartition): Promise<void> {
  const shape = {
    accelerator: partition.accelerator,
    gpu_model: partition.gpuModel,
    nodes: partition.nodes,
    gpus_per_node: partition.gpusPerNode,
    cores_per_node: partition.coresPerNode,
    memory_bytes_per_node: BigInt(partition.memoryBytesPerNode),
    max_walltime_seconds: partition.maxWalltimeSeconds,
    default_walltime_seconds: partition.defaultWalltimeSeconds,
  };
  await trx
    .insertInto('partitions')
    .values({
      id: newId(),
      cluster_id: clusterId,
      name: partition.name,
      rate_milli: partition.rateMilli,
      ...shape,
    })
    .onConflict((conflict) => conflict.columns(['cluster_id', 'name']).doUpdateSet(shape))
    .execute();
}
