import { newId } from '#db/new-id';
import { announce } from '#db/queries/announce';
import { addLaunchEvent } from '#db/queries/launches/launch-events';
import type { LaunchRow } from '#db/queries/launches/launch-rows';
import { writeLeased } from '#db/queries/launches/write-launch';
import { voidHours } from '#db/queries/ledger/resolve-hold';
import type { End } from '../contract/launch-states';
import type { WorkerDeps } from './worker-deps';

/**
 * Ends and settles a launch that never ran: the whole hold comes back, in the same transaction. The caller holds the lease; without
 * it nothing happens. words: the scheduler's own, where it refused.
 */
export async function endWithoutUse(
  deps: Pick<WorkerDeps, 'db' | 'count'>,
  launch: LaunchRow,
  end: Extract<End, 'cancelled' | 'rejected'>,
  words?: string,
): Promise<void> {
  await deps.db.transaction().execute(async (trx) => {
    const now = new Date();
    const isMine = await writeLeased(trx, launch, {
      state: 'settled',
      end,
      ended_at: now,
      settled_at: now,
      charged_milli_gpu_seconds: 0n,
      lease_until: null,
      next_attempt_at: null,
      last_error_code: null,
      ...(words === undefined ? {} : { reason_words: words.slice(0, 300) }),
    });
    if (!isMine) return;
    await addLaunchEvent(trx, launch.id, 'ended', { end });
    await addLaunchEvent(trx, launch.id, 'settled', { milliGpuSeconds: 0 });
    await announce(trx, { person: launch.person_id }, { kind: 'launch', launchId: launch.id });
    await announce(trx, { person: launch.person_id }, { kind: 'hours' });
    await voidHours(trx, { pendingId: launch.hold_id, transferId: newId() });
  });
  deps.count('settled', launch.cluster_name);
}
