import { findClusterById } from '#db/queries/clusters/list-clusters';
import { findLogin } from '#db/queries/clusters/logins';
import { launchRows, type LaunchRow } from '#db/queries/launches/launch-rows';
import { leaseLaunch } from '#db/queries/launches/lease-launch';
import { endWithoutUse } from './end-without-use';
import { backoffMs, type WorkerDeps } from './worker-deps';

/**
 * Carries out the wish to end a launch, wherever it is: before anything was sent it ends at once; at the cluster the mark in its folder
 * comes first, so that a submission under way loses, then the scheduler is told. The end itself is believed from the queue.
 * May be called at any time and again.
 */
export async function cancelAtCluster(deps: WorkerDeps, id: string): Promise<void> {
  const unsent = await leaseLaunch(deps.db, id, ['held', 'staged'], deps.timing.leaseMs);
  if (unsent) {
    await endWithoutUse(deps, unsent, 'cancelled');
    return;
  }
  const launch = await launchRows(deps.db).where('launches.id', '=', id).executeTakeFirst();
  if (!launch || launch.state === 'ended' || launch.state === 'settled') return;
  // Held or staged with a lease: a worker has it, and sees the wish at its next step; look again soon.
  const isDone =
    launch.submitting_at !== null &&
    (await tell(deps, launch).catch((error: unknown) => note(deps, id, error)));
  if (!isDone) await again(deps, launch);
}

async function tell(deps: WorkerDeps, launch: LaunchRow): Promise<boolean> {
  const [cluster, login] = await Promise.all([
    findClusterById(deps.db, launch.cluster_id),
    findLogin(deps.db, launch.cluster_id, launch.person_id),
  ]);
  if (!cluster || !login) return false;
  const link = deps.bridges.link(cluster, login.name);
  await deps.bridges.files.markCancelled(link, launch.id);
  if (launch.scheduler_job_id === null) return false;
  const outcome = await deps.bridges.schedulerOf(cluster.scheduler).cancel(link, launch.scheduler_job_id);
  return outcome.kind !== 'unknown';
}

function note(deps: WorkerDeps, id: string, error: unknown): false {
  deps.log.warn({ launch: id, err: error }, 'a cancellation waits for its cluster');
  return false;
}

async function again(deps: WorkerDeps, launch: LaunchRow): Promise<void> {
  const since = launch.cancel_requested_at?.getTime() ?? Date.now();
  const tries = Math.log2(Math.max(1, (Date.now() - since) / 1000));
  const runAt = new Date(Date.now() + Math.min(backoffMs(tries), 10_000));
  await deps.db
    .transaction()
    .execute((trx) => deps.addTask(trx, 'cancel-launch', { id: launch.id }, { runAt }));
}
