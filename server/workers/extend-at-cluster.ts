import type { Trx } from '#db/client';
import { newId } from '#db/new-id';
import { announce } from '#db/queries/announce';
import { findClusterById } from '#db/queries/clusters/list-clusters';
import { answerExtension, findAskedExtension, type ExtensionRow } from '#db/queries/launches/extensions';
import { addLaunchEvent } from '#db/queries/launches/launch-events';
import { launchRows, type LaunchRow } from '#db/queries/launches/launch-rows';
import { findTransfer } from '#db/queries/ledger/find-transfer';
import { voidHours } from '#db/queries/ledger/resolve-hold';
import type { ChangeOutcome } from '../bridge/scheduler/port';
import { backoffMs, type WorkerDeps } from './worker-deps';

/**
 * Tells the scheduler of a longer walltime that was asked for. Yes: the launch has it. A definite no, or a job that is over: the extra hours
 * return. No answer: it is told again later, the same walltime in all, and nobody says meanwhile that it was done; when the launch has
 * ended, settling resolves it. May be called at any time and again.
 */
export async function extendAtCluster(deps: WorkerDeps, id: string): Promise<void> {
  const [launch, asked] = await Promise.all([
    launchRows(deps.db).where('launches.id', '=', id).executeTakeFirst(),
    findAskedExtension(deps.db, id),
  ]);
  if (!launch || !asked || launch.state === 'settled') return;
  const outcome = await tell(deps, launch, asked).catch((error: unknown): ChangeOutcome => {
    deps.log.warn({ launch: id, err: error }, 'an extension waits for its cluster');
    return { kind: 'unknown', words: '' };
  });
  if (outcome.kind === 'unknown') return again(deps, launch, asked);
  await deps.db.transaction().execute((trx) => write(trx, launch, asked, outcome));
}

async function tell(deps: WorkerDeps, launch: LaunchRow, asked: ExtensionRow): Promise<ChangeOutcome> {
  const cluster = await findClusterById(deps.db, launch.cluster_id);
  if (!cluster || launch.scheduler_job_id === null) return { kind: 'gone' };
  // Only an operator of the scheduler may raise a limit: never the person's own login.
  const link = deps.bridges.link(cluster, cluster.serviceLogin);
  return deps.bridges.schedulerOf(cluster.scheduler).extend(link, launch.scheduler_job_id, asked.to_seconds);
}

async function write(
  trx: Trx,
  launch: LaunchRow,
  asked: ExtensionRow,
  outcome: Exclude<ChangeOutcome, { kind: 'unknown' }>,
): Promise<void> {
  // Settling takes the same lock, and has answered for it when it was faster.
  await trx.selectFrom('launches').select('id').where('id', '=', launch.id).forUpdate().execute();
  const isDone = outcome.kind === 'done';
  const words = outcome.kind === 'refused' ? outcome.words : null;
  const isMine = await answerExtension(trx, asked.id, { state: isDone ? 'done' : 'refused', words });
  if (!isMine) return;
  if (isDone)
    await trx
      .updateTable('launches')
      .set({ walltime_seconds: asked.to_seconds, updated_at: new Date() })
      .where('id', '=', launch.id)
      .execute();
  await addLaunchEvent(trx, launch.id, isDone ? 'extended' : 'extend-refused', {
    toSeconds: asked.to_seconds,
    ...(words !== null && { words }),
  });
  await announce(trx, { person: launch.person_id }, { kind: 'launch', launchId: launch.id });
  if (isDone) return;
  await announce(trx, { person: launch.person_id }, { kind: 'hours' });
  const hold = await findTransfer(trx, asked.hold_id);
  await trx
    .updateTable('launches')
    .set(({ eb }) => ({
      extra_held_milli_gpu_seconds: eb('extra_held_milli_gpu_seconds', '-', hold?.amount ?? 0n),
      updated_at: new Date(),
    }))
    .where('id', '=', launch.id)
    .execute();
  await voidHours(trx, { pendingId: asked.hold_id, transferId: newId() });
}

async function again(deps: WorkerDeps, launch: LaunchRow, asked: ExtensionRow): Promise<void> {
  const tries = Math.log2(Math.max(1, (Date.now() - asked.asked_at.getTime()) / 1000));
  const runAt = new Date(Date.now() + Math.min(backoffMs(tries), 10_000));
  await deps.db
    .transaction()
    .execute((trx) => deps.addTask(trx, 'extend-launch', { id: launch.id }, { runAt }));
}
