import { createHash } from 'node:crypto';
import type { JobCounts } from '#db/queries/clusters/count-jobs';
import type { ClusterRow, PartitionRow } from '#db/queries/clusters/list-clusters';
import { errorCodes, type ErrorCode } from '../../contract/error-codes';
import type { ClusterOperatorView, ClusterView, PartitionView } from '../../cluster-services';

/** How old a count of free GPUs may be and still be shown. */
const freeIsFreshMs = 5 * 60_000;

/** One cluster as everybody sees it, without the partitions that its operators hide. Never throws. */
export function toClusterView(
  row: ClusterRow,
  counts: JobCounts | undefined,
  days?: ClusterView['days'],
  nowAt = new Date(),
): ClusterView {
  return {
    name: row.name,
    titleKo: row.titleKo,
    titleEn: row.titleEn,
    centre: { name: row.centreName, titleKo: row.centreTitleKo, titleEn: row.centreTitleEn },
    scheduler: row.scheduler,
    state: row.state,
    reach: row.reach,
    reachSince: row.reachSince,
    lastReadAt: row.lastReadAt ?? undefined,
    partitions: row.partitions
      .filter((partition) => partition.is_open)
      .map((partition) => toPartitionView(partition, row.reach === 'ok', nowAt)),
    waitingJobs: counts?.waiting ?? 0,
    runningJobs: counts?.running ?? 0,
    trouble: troubleOf(row),
    days: days ?? [],
    maintenance: row.maintenance ? { ...row.maintenance, isNow: isInMaintenance(row, nowAt) } : undefined,
  };
}

/** One cluster as its operator sees it. Never throws. */
export function toOperatorView(
  row: ClusterRow,
  counts: JobCounts | undefined,
  logins: number,
): ClusterOperatorView {
  return {
    ...toClusterView(row, counts),
    partitions: row.partitions.map((partition) => toPartitionView(partition, row.reach === 'ok', new Date())),
    host: row.host,
    port: row.port,
    hostKeyFingerprints: row.hostKeys.map(fingerprintOf),
    jump: row.jump
      ? {
          host: row.jump.host,
          port: row.jump.port,
          hostKeyFingerprints: row.jump.hostKeys.map(fingerprintOf),
        }
      : undefined,
    serviceLogin: row.serviceLogin,
    tickMs: row.tickMs,
    lastError: row.lastError ?? undefined,
    logins,
    isAttached: row.attachedAt !== null,
    strangeHostKey:
      row.strangeHostKey !== null && row.strangeHostKeyAt
        ? { fingerprint: row.strangeHostKey, at: row.strangeHostKeyAt }
        : undefined,
  };
}

/**
 * Why a cluster cannot be used now, and since when; undefined when it can. The queue's reader notices first that it does not answer, the
 * probes notice what else is wrong. Never throws.
 */
export function troubleOf(
  row: Pick<ClusterRow, 'reach' | 'reachSince' | 'lastError' | 'circuit' | 'circuitSince' | 'healthCode'>,
): ClusterView['trouble'] {
  if (row.reach === 'down') return { code: codeOf(row.lastError), since: row.reachSince };
  if (row.circuit === 'open')
    return { code: codeOf(row.healthCode), since: row.circuitSince ?? row.reachSince };
  return undefined;
}

const codeOf = (text: string | null): ErrorCode =>
  text !== null && text in errorCodes ? (text as ErrorCode) : 'cluster-down';

/** Whether a cluster takes no new launches now because it is being looked after. Never throws. */
export const isInMaintenance = ({ maintenance }: Pick<ClusterRow, 'maintenance'>, nowAt: Date): boolean =>
  maintenance !== null && maintenance.startsAt <= nowAt && nowAt < maintenance.endsAt;

/** How many GPUs are free; undefined when that is not known now. Never throws. */
export function freeGpusOf(row: PartitionRow, isReachable: boolean, nowAt: Date): number | undefined {
  const isFresh = row.free_read_at !== null && nowAt.getTime() - row.free_read_at.getTime() < freeIsFreshMs;
  return isReachable && isFresh ? (row.free_gpus ?? undefined) : undefined;
}

function toPartitionView(row: PartitionRow, isReachable: boolean, nowAt: Date): PartitionView {
  return {
    name: row.name,
    accelerator: row.accelerator,
    gpuModel: row.gpu_model,
    gpusPerNode: row.gpus_per_node,
    nodes: row.nodes,
    totalGpus: row.nodes * row.gpus_per_node,
    coresPerNode: row.cores_per_node,
    memoryBytesPerNode: Number(row.memory_bytes_per_node),
    maxWalltimeSeconds: row.max_walltime_seconds,
    defaultWalltimeSeconds: row.default_walltime_seconds,
    rateMilli: row.rate_milli,
    freeGpus: freeGpusOf(row, isReachable, nowAt),
    isOpen: row.is_open,
  };
}

/** `SHA256:…` as `ssh-keygen -l` prints it. Never throws. @see ssh-keygen(1), OpenSSH 9.2, -E */
export function fingerprintOf(hostKey: string): string {
  const blob = Buffer.from(hostKey.split(' ')[1] ?? '', 'base64');
  return `SHA256:${createHash('sha256').update(blob).digest('base64').replace(/=+$/, '')}`;
}
