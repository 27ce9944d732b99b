import { sql } from 'kysely';
import { listOrphans } from '#db/queries/jobs/watched-launches';
import type { ClusterRow } from '#db/queries/clusters/list-clusters';
import type { QueueReading } from '../bridge/scheduler/port';
import type { WorkerDeps } from './worker-deps';

/**
 * Finds what a crash has left: launches whose worker is gone, accepted and not released, ended and not settled, cancellations not carried
 * out, extensions without an answer. Puts a task for each into the outbox; the tasks look for themselves what is to be done. Harmless however often.
 */
export async function sweep({ db, addTask }: Pick<WorkerDeps, 'db' | 'addTask'>): Promise<number> {
  return db.transaction().execute(async (trx) => {
    const left = await trx
      .selectFrom('launches')
      .select(['id', 'state', 'cancel_requested_at'])
      .where('state', 'not in', ['settled'])
      .where((eb) => eb.or([eb('lease_until', 'is', null), eb('lease_until', '<', sql<Date>`now()`)]))
      .where((eb) => eb.or([eb('next_attempt_at', 'is', null), eb('next_attempt_at', '<', sql<Date>`now()`)]))
      // What was just written has its own task on the way.
      .where('updated_at', '<', sql<Date>`now() - interval '5 seconds'`)
      .limit(1_000)
      .execute();
    const unanswered = await trx
      .selectFrom('launch_extensions')
      .select('launch_id')
      .where('state', '=', 'asked')
      .where('asked_at', '<', sql<Date>`now() - interval '30 seconds'`)
      .execute();
    for (const { launch_id: id } of unanswered) await addTask(trx, 'extend-launch', { id });
    let count = unanswered.length;
    for (const launch of left) {
      if (launch.state === 'ended') await addTask(trx, 'settle-launch', { id: launch.id });
      else if (launch.cancel_requested_at) await addTask(trx, 'cancel-launch', { id: launch.id });
      if (['held', 'staged', 'submitting', 'accepted'].includes(launch.state))
        await addTask(trx, 'submit-launch', { id: launch.id });
      else if (launch.state !== 'ended' && !launch.cancel_requested_at) continue;
      count++;
    }
    return count;
  });
}

/**
 * Cancels jobs at the cluster that are named as ours, of logins that are ours, and that no live launch owns: a duplicate, or a launch
 * that ended without them. Each is left alone for the grace period first. Never throws.
 */
export async function dropOrphans(
  deps: WorkerDeps,
  cluster: ClusterRow,
  reading: QueueReading,
): Promise<void> {
  const named = reading.jobs.filter(
    (job) =>
      job.state !== 'ended' &&
      /^modu-[0-9A-HJKMNP-TV-Z]{26}$/.test(job.name) &&
      job.submittedAt !== undefined &&
      Date.now() - job.submittedAt.getTime() > deps.timing.orphanGraceMs,
  );
  const suspects = named.map((job) => ({ ...job, launchId: job.name.slice('modu-'.length) }));
  for (const job of await listOrphans(deps.db, cluster.id, suspects)) {
    try {
      await deps.bridges
        .schedulerOf(cluster.scheduler)
        .cancel(deps.bridges.link(cluster, job.login), job.parentJobId);
      deps.log.warn(
        { cluster: cluster.name, job: job.schedulerJobId },
        'a job that no launch owns was cancelled',
      );
    } catch (error) {
      deps.log.warn(
        { cluster: cluster.name, job: job.schedulerJobId, err: error },
        'a job that no launch owns could not be cancelled',
      );
    }
  }
}
