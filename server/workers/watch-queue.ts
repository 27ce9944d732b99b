import { setTimeout as pause } from 'node:timers/promises';
import type pg from 'pg';
import { findClusterById, listClusters } from '#db/queries/clusters/list-clusters';
import { lookAtPartitions, lookAtQueue } from './look-at-queue';
import { guardByHand } from './guard-by-hand';
import { pushHours, type KnownHours } from './push-hours';
import { dropOrphans } from './sweep';
import { takeEndedByHand, takeQueuedByHand } from './take-by-hand';
import type { WorkerDeps } from './worker-deps';

/** Partitions and orphans are looked at every so many ticks. */
const slowEveryTicks = 10;

/**
 * Watches the queues of all clusters for as long as the signal lets it. Of all workers one reads a queue: the one that holds the
 * cluster's advisory lock, on a connection of its own that dies with it. New clusters are noticed within `leaderTryMs`.
 */
export async function watchQueues(
  deps: WorkerDeps,
  openConnection: () => pg.Client,
  signal: AbortSignal,
): Promise<void> {
  const watching = new Map<string, Promise<void>>();
  while (!signal.aborted) {
    const clusters = await listClusters(deps.db).catch(() => []);
    for (const { id } of clusters) {
      if (watching.has(id)) continue;
      const watch = leadAndWatch(deps, id, openConnection, signal)
        .catch((error: unknown) => deps.log.error({ err: error }, 'the watch of a queue begins anew'))
        .finally(() => watching.delete(id));
      watching.set(id, watch);
    }
    await rest(deps.timing.leaderTryMs, signal);
  }
  await Promise.all(watching.values());
}

async function leadAndWatch(
  deps: WorkerDeps,
  clusterId: string,
  openConnection: () => pg.Client,
  signal: AbortSignal,
): Promise<void> {
  const connection = openConnection();
  let isLost = false;
  connection.on('error', () => (isLost = true));
  connection.on('end', () => (isLost = true));
  await connection.connect();
  try {
    const key = `modu-watch-${clusterId}`;
    const { rows } = await connection.query<{ leads: boolean }>(
      'select pg_try_advisory_lock(hashtextextended($1, 0)) as leads',
      [key],
    );
    if (!rows[0]?.leads) return;
    const known: KnownHours = new Map();
    for (let tick = 0; !signal.aborted && !isLost; tick++) {
      const cluster = await findClusterById(deps.db, clusterId);
      if (!cluster) return;
      if (cluster.state !== 'closed') {
        const reading = await lookAtQueue(deps, cluster);
        if (reading) {
          await takeQueuedByHand(deps, cluster, reading);
          await pushHours(deps, cluster, known, tick % slowEveryTicks === 0);
        }
        if (reading && tick % slowEveryTicks === 0) {
          await lookAtPartitions(deps, cluster);
          await dropOrphans(deps, cluster, reading);
          await takeEndedByHand(deps, cluster);
          await guardByHand(deps, cluster.id);
        }
      }
      await rest(cluster.tickMs, signal);
    }
  } finally {
    await connection.end().catch(() => undefined);
  }
}

const rest = (ms: number, signal: AbortSignal): Promise<void> =>
  pause(ms, undefined, { signal }).catch(() => undefined);
