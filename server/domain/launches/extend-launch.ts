import type { Trx } from '#db/client';
import { newId } from '#db/new-id';
import { listAllocationsOfPerson } from '#db/queries/allocations/list-allocations';
import { announce } from '#db/queries/announce';
import { findClusterById, type ClusterRow } from '#db/queries/clusters/list-clusters';
import { findAskedExtension, insertExtension } from '#db/queries/launches/extensions';
import { addLaunchEvent } from '#db/queries/launches/launch-events';
import type { LaunchRow } from '#db/queries/launches/launch-rows';
import { enlargeHold } from '#db/queries/ledger/enlarge-hold';
import { recordAudit } from '#db/queries/record-audit';
import type { Actor } from '../../actor';
import { AppError } from '../../contract/app-error';
import { maxCostMilliGpuSeconds } from '../../contract/hours';
import { covers } from './check-draft';
import { getOwnLaunch } from './get-launch';
import type { LaunchDeps } from './launch-deps';
import { extensionLimitOf } from './launch-ends';

/**
 * Asks for a longer walltime, in seconds in all (brought up to whole minutes), of a launch that runs. The hours that it may cost more are
 * held in this transaction, before the centre is asked by the outbox's task; they return if the centre refuses, and what is not used
 * returns at the end. Asking for what it has, or what is asked for already, is harmless.
 * @throws AppError[not-found | wrong-state | extend-not-offered | walltime-invalid | walltime-over-limit | cluster-closed | no-allocation |
 * not-enough-hours], the last with details neededMilliGpuSeconds, freeMilliGpuSeconds and who can give more: `giver` teacher (and classId)
 * or reviewer
 */
export async function extendLaunch(
  deps: LaunchDeps,
  actor: Actor,
  id: string,
  walltimeSeconds: number,
): Promise<void> {
  if (!Number.isSafeInteger(walltimeSeconds) || walltimeSeconds < 1)
    throw new AppError('walltime-invalid', { fields: { walltimeSeconds: 'walltime-invalid' } });
  const toSeconds = Math.ceil(walltimeSeconds / 60) * 60;
  await getOwnLaunch(deps.db, actor, id);
  await deps.db.transaction().execute(async (trx) => {
    // Two clicks at once: the second sees what the first has asked for.
    await trx.selectFrom('launches').select('id').where('id', '=', id).forUpdate().execute();
    const launch = await getOwnLaunch(trx, actor, id);
    if (launch.state !== 'running' || launch.cancel_requested_at) throw new AppError('wrong-state');
    if (toSeconds <= launch.walltime_seconds) return;
    const asked = await findAskedExtension(trx, id);
    if (asked?.to_seconds === toSeconds) return;
    if (asked) throw new AppError('wrong-state');
    const cluster = await findClusterById(trx, launch.cluster_id);
    if (!cluster) throw new AppError('internal');
    refuseTooLong(launch, cluster, toSeconds);
    await writeExtension(trx, deps, actor, { launch, cluster, toSeconds });
  });
}

function refuseTooLong(launch: LaunchRow, cluster: ClusterRow, toSeconds: number): void {
  if (cluster.state !== 'open') throw new AppError('cluster-closed', { details: { cluster: cluster.name } });
  const limit = extensionLimitOf(launch);
  if (limit === undefined) throw new AppError('extend-not-offered');
  const { maintenance } = cluster;
  const startedMs = launch.running_at?.getTime() ?? Date.now();
  // Nothing may run into a maintenance that was announced.
  const untilThen =
    maintenance && maintenance.startsAt.getTime() > Date.now()
      ? Math.floor((maintenance.startsAt.getTime() - startedMs) / 1000)
      : Infinity;
  const most = Math.min(limit, untilThen);
  if (toSeconds > most)
    throw new AppError('walltime-over-limit', {
      details: { maxWalltimeSeconds: most },
      fields: { walltimeSeconds: 'walltime-over-limit' },
    });
}

async function writeExtension(
  trx: Trx,
  deps: LaunchDeps,
  actor: Actor,
  { launch, cluster, toSeconds }: { launch: LaunchRow; cluster: ClusterRow; toSeconds: number },
): Promise<void> {
  const { gpus, tasks, rate_milli: rateMilli, walltime_seconds: fromSeconds } = launch;
  const costOf = (walltimeSeconds: number) =>
    maxCostMilliGpuSeconds({ gpus, tasks, rateMilli, walltimeSeconds });
  const amount = costOf(toSeconds) - costOf(fromSeconds);
  const allocation = (await listAllocationsOfPerson(trx, launch.person_id)).find(
    (one) => one.id === launch.allocation_id,
  );
  if (!allocation || !covers(allocation, cluster.name, new Date())) throw new AppError('no-allocation');
  const holdId = newId();
  await trx
    .updateTable('launches')
    .set(({ eb }) => ({
      extra_held_milli_gpu_seconds: eb('extra_held_milli_gpu_seconds', '+', amount),
      updated_at: new Date(),
    }))
    .where('id', '=', launch.id)
    .execute();
  const detail = { toSeconds, milliGpuSeconds: Number(amount) };
  await addLaunchEvent(trx, launch.id, 'extend-asked', detail);
  await recordAudit(trx, {
    actorPersonId: actor.personId,
    action: 'launch.extend-asked',
    subjectKind: 'launch',
    subjectId: launch.id,
    detail: { ...detail, via: actor.via.kind },
    requestId: actor.requestId,
  });
  await deps.addTask(trx, 'extend-launch', { id: launch.id });
  await announce(trx, { person: actor.personId }, { kind: 'launch', launchId: launch.id });
  await announce(trx, { person: actor.personId }, { kind: 'hours' });
  // Last of what others wait for, since it locks the platform's row until commit.
  const hold = await enlargeHold(trx, { holdId: launch.hold_id, transferId: holdId, amount });
  if (!hold.ok)
    throw new AppError('not-enough-hours', {
      details: {
        neededMilliGpuSeconds: Number(amount),
        freeMilliGpuSeconds: Number(hold.freeMilliGpuSeconds),
        ...(allocation.classId === null
          ? { giver: 'reviewer' }
          : { giver: 'teacher', classId: allocation.classId }),
      },
    });
  await insertExtension(trx, {
    id: newId(),
    launch_id: launch.id,
    hold_id: holdId,
    from_seconds: fromSeconds,
    to_seconds: toSeconds,
  });
}
