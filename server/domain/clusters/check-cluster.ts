import type { ClusterRow } from '#db/queries/clusters/list-clusters';
import { isAppError } from '../../contract/app-error';
import type { ClusterBridges } from './cluster-bridges';

export interface ClusterCheck {
  name: string;
  isOk: boolean;
  words: string;
  tookMs: number;
}

/** How far a cluster's clock may stand off before charges and tokens go wrong. */
const maxClockSkewSeconds = 30;

/**
 * Tries what the portal needs of a cluster, one line a check, and goes on after a failure where that makes sense. Reads only.
 * Never throws.
 */
export async function checkCluster(bridges: ClusterBridges, cluster: ClusterRow): Promise<ClusterCheck[]> {
  const link = bridges.link(cluster, cluster.serviceLogin);
  const scheduler = bridges.schedulerOf(cluster.scheduler);
  const checks: [string, () => Promise<string>][] = [
    ['host key', () => checkHostKey(bridges, cluster)],
    ['sign-in', async () => `as ${(await link.run({ line: 'id -un' })).stdout.toString('utf8').trim()}`],
    ['clock', async () => checkClock(Number((await link.run({ line: 'date +%s' })).stdout.toString('utf8')))],
    ['queue', async () => `${(await scheduler.readQueue(link)).jobs.length} jobs`],
    ['partitions', async () => checkPartitions(cluster, await scheduler.readPartitions(link))],
  ];
  const done: ClusterCheck[] = [];
  for (const [name, look] of checks) done.push(await timed(name, look));
  return done;
}

async function timed(name: string, look: () => Promise<string>): Promise<ClusterCheck> {
  const startedAt = performance.now();
  try {
    const words = await look();
    return { name, isOk: true, words, tookMs: Math.round(performance.now() - startedAt) };
  } catch (error) {
    const words = isAppError(error) ? error.code : error instanceof Error ? error.message : String(error);
    return { name, isOk: false, words, tookMs: Math.round(performance.now() - startedAt) };
  }
}

async function checkHostKey(bridges: ClusterBridges, cluster: ClusterRow): Promise<string> {
  const { key, fingerprint } = await bridges.readHostKey(cluster);
  const [type, blob] = key.split(' ');
  const isPinned = cluster.hostKeys.some((pinned) => pinned.split(' ', 2).join(' ') === `${type} ${blob}`);
  if (!isPinned) throw new Error(`not pinned: ${fingerprint}`);
  return fingerprint;
}

function checkClock(clusterSeconds: number): string {
  const skew = Math.round(clusterSeconds - Date.now() / 1000);
  if (!Number.isFinite(skew) || Math.abs(skew) > maxClockSkewSeconds) throw new Error(`${skew} s off`);
  return `${skew} s off`;
}

function checkPartitions(
  cluster: ClusterRow,
  found: readonly { partition: string; freeGpus: number }[],
): string {
  const missing = cluster.partitions.filter(
    (partition) => !found.some((one) => one.partition === partition.name),
  );
  if (missing.length > 0)
    throw new Error(`not at the cluster: ${missing.map((partition) => partition.name).join(', ')}`);
  return found.map((one) => `${one.partition} ${one.freeGpus} free`).join(', ');
}
