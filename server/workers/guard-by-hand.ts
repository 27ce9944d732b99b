import { sql } from 'kysely';
import { listAllocationsOfPerson } from '#db/queries/allocations/list-allocations';
import { announce } from '#db/queries/announce';
import { addLaunchEvent } from '#db/queries/launches/launch-events';
import { launchRows, type LaunchRow } from '#db/queries/launches/launch-rows';
import { recordAudit } from '#db/queries/record-audit';
import { maxCostMilliGpuSeconds } from '../contract/hours';
import { covers, freeOf } from '../domain/launches/check-draft';
import type { WorkerDeps } from './worker-deps';

/**
 * Cancels jobs by hand that no hours cover, once their person was told and the time they were given is over; who has got hours meanwhile
 * keeps theirs, and pays for it when it settles. Harmless however often. Answers how many are cancelled.
 */
export async function guardByHand(deps: WorkerDeps, clusterId: string): Promise<number> {
  const due = await launchRows(deps.db)
    .where('launches.cluster_id', '=', clusterId)
    .where('launches.kind', '=', 'by-hand')
    .where('launches.state', 'in', ['released', 'queued', 'running', 'unknown'])
    .where('launches.guard_at', '<=', sql<Date>`now()`)
    .where('launches.cancel_requested_at', 'is', null)
    .execute();
  let cancelled = 0;
  for (const launch of due) {
    if (await hasHoursNow(deps, launch)) continue;
    cancelled++;
    await deps.db.transaction().execute(async (trx) => {
      const now = new Date();
      await trx
        .updateTable('launches')
        .set({ cancel_requested_at: now, updated_at: now })
        .where('id', '=', launch.id)
        .execute();
      await addLaunchEvent(trx, launch.id, 'cancel-requested', { by: 'guard' });
      await recordAudit(trx, {
        actorPersonId: null,
        action: 'launch.guarded',
        subjectKind: 'launch',
        subjectId: launch.id,
        detail: { cluster: launch.cluster_name, job: launch.scheduler_job_id },
      });
      await deps.addTask(trx, 'cancel-launch', { id: launch.id });
      await announce(trx, { person: launch.person_id }, { kind: 'launch', launchId: launch.id });
    });
  }
  return cancelled;
}

async function hasHoursNow(deps: WorkerDeps, launch: LaunchRow): Promise<boolean> {
  const { gpus, walltime_seconds: walltimeSeconds, tasks, rate_milli: rateMilli } = launch;
  const missing =
    maxCostMilliGpuSeconds({ gpus, walltimeSeconds, tasks, rateMilli }) - launch.held_milli_gpu_seconds;
  const now = new Date();
  return (await listAllocationsOfPerson(deps.db, launch.person_id)).some(
    (one) =>
      one.id === launch.allocation_id && covers(one, launch.cluster_name, now) && freeOf(one) >= missing,
  );
}
