import type { ClusterRow } from '#db/queries/clusters/list-clusters';
import { isAppError } from '../../contract/app-error';
import { clusterChecks, type ClusterCheckName } from '../../contract/clusters';
import type { ClusterCheckView } from '../../services';
import type { ClusterBridges } from './cluster-bridges';

/** How far a cluster's clock may stand off before charges and tokens go wrong. */
const maxClockSkewSeconds = 30;

/**
 * Tries what the portal needs of a cluster, one line a check, and goes on after a failure where that makes sense. Reads only.
 * Never throws.
 */
export async function checkCluster(
  bridges: ClusterBridges,
  cluster: ClusterRow,
): Promise<ClusterCheckView[]> {
  const link = bridges.link(cluster, cluster.serviceLogin);
  const scheduler = bridges.schedulerOf(cluster.scheduler);
  const inShell = async (line: string) => (await link.run({ line })).stdout.toString('utf8').trim();
  const looks: Record<ClusterCheckName, () => Promise<string>> = {
    'host-key': () => checkHostKey(bridges, cluster),
    'sign-in': () => inShell('id -un'),
    clock: async () => checkClock(Number(await inShell('date +%s'))),
    queue: async () => `${(await scheduler.readQueue(link)).jobs.length} jobs`,
    partitions: async () => checkPartitions(cluster, await scheduler.readPartitions(link)),
  };
  const done: ClusterCheckView[] = [];
  for (const name of clusterChecks) done.push(await timed(name, looks[name]));
  return done;
}

async function timed(name: ClusterCheckName, look: () => Promise<string>): Promise<ClusterCheckView> {
  const startedAt = performance.now();
  const took = () => Math.round(performance.now() - startedAt);
  try {
    return { name, isOk: true, code: undefined, words: await look(), tookMs: took() };
  } catch (error) {
    const code = isAppError(error) ? error.code : undefined;
    const words = code ?? (error instanceof Error ? error.message : String(error));
    return { name, isOk: false, code, words, tookMs: took() };
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
