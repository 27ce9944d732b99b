import { ulid } from 'ulid';
import type { Trx } from '#db/client';
import { newId } from '#db/new-id';
import { listAllocationsOfPerson } from '#db/queries/allocations/list-allocations';
import { announce } from '#db/queries/announce';
import type { ClusterRow, PartitionRow } from '#db/queries/clusters/list-clusters';
import { wasWarned, type MappedLogin } from '#db/queries/jobs/by-hand';
import { addLaunchEvent } from '#db/queries/launches/launch-events';
import { holdOnOverrun } from '#db/queries/ledger/hold-on-overrun';
import { reserveHours } from '#db/queries/ledger/reserve-hours';
import { recordAudit } from '#db/queries/record-audit';
import { unlimitedWalltimeSeconds } from '../contract/clusters';
import { maxCostMilliGpuSeconds } from '../contract/hours';
import { limits } from '../contract/limits';
import { chooseAllocation, covers, freeOf } from '../domain/launches/check-draft';
import type { SeenByHand } from '../domain/launches/by-hand';
import { queueMail } from '../domain/people/queue-mail';
import type { WorkerDeps } from './worker-deps';

export interface NewByHand {
  /** Of one job, at least one. */
  tasks: readonly SeenByHand[];
  /** As the scheduler names it, several with commas; undefined: not said. */
  partition: string | undefined;
  /** undefined: without a limit, or not said. */
  walltimeSeconds: number | undefined;
  /** It has ended already: there is nothing to cancel. */
  isOver: boolean;
}

/**
 * Writes a job that a person typed as a launch of theirs, with the hold on their hours, in one transaction: once for each id and instant of
 * submission, however often it is seen. Where their hours do not cover it they are told, and it is cancelled after a while (at once when
 * they were told within a day); what it uses until then is charged as far as their hours go, and the rest is the platform's.
 */
export async function writeByHand(
  deps: WorkerDeps,
  cluster: ClusterRow,
  login: MappedLogin,
  job: NewByHand,
): Promise<void> {
  const [first] = job.tasks;
  const partition = partitionOf(cluster, job.partition);
  if (!first || !partition) return;
  const submittedAt = first.submittedAt ?? new Date();
  const facts = factsOf(job, partition);
  const cost = maxCostMilliGpuSeconds({ ...facts, rateMilli: partition.rate_milli });
  const now = new Date();
  const usable = (await listAllocationsOfPerson(deps.db, login.personId)).filter((one) =>
    covers(one, cluster.name, now),
  );
  const allocation = chooseAllocation({ allocation: undefined }, usable, cost);
  const free = allocation ? freeOf(allocation) : 0n;
  const held = free <= 0n ? 1n : cost < free ? cost : free;
  const isShort = held < cost && !job.isOver;
  const id = ulid(submittedAt.getTime());
  const holdId = newId();
  await deps.db.transaction().execute(async (trx) => {
    const guardAt = isShort ? await guardAtOf(trx, deps, cluster, login) : null;
    const inserted = await trx
      .insertInto('launches')
      .values({
        id,
        person_id: login.personId,
        allocation_id: allocation?.id ?? null,
        cluster_id: cluster.id,
        login_id: login.id,
        partition_id: partition.id,
        idempotency_key: `by-hand:${cluster.id}:${first.parentJobId}:${submittedAt.getTime()}`,
        draft_hash: '',
        kind: 'by-hand',
        name: [...first.name].slice(0, limits.nameCharacters).join('') || first.parentJobId,
        script: '',
        gpus: facts.gpus,
        cores: 1,
        walltime_seconds: facts.walltimeSeconds,
        array_range: facts.array,
        tasks: facts.tasks,
        rate_milli: partition.rate_milli,
        hold_id: holdId,
        held_milli_gpu_seconds: held,
        state: 'released',
        scheduler_job_id: first.parentJobId,
        guard_at: guardAt,
        created_at: submittedAt,
        held_at: submittedAt,
        submitting_at: submittedAt,
        accepted_at: submittedAt,
        released_at: submittedAt,
      })
      .onConflict((conflict) => conflict.doNothing())
      .returning('id')
      .executeTakeFirst();
    if (!inserted) return;
    await addLaunchEvent(trx, id, 'by-hand', { job: first.parentJobId });
    await recordAudit(trx, {
      actorPersonId: login.personId,
      action: 'launch.by-hand',
      subjectKind: 'launch',
      subjectId: id,
      detail: { cluster: cluster.name, job: first.parentJobId, milliGpuSeconds: Number(held) },
    });
    if (guardAt) await warn(trx, deps, login, { id, job: first.parentJobId, guardAt });
    await announce(trx, { person: login.personId }, { kind: 'launch', launchId: id });
    await announce(trx, { person: login.personId }, { kind: 'hours' });
    // Last, since it locks the platform's row until commit. What was free may be gone: then the next look at the queue tries again.
    if (!allocation || free <= 0n)
      return void (await holdOnOverrun(trx, { transferId: holdId, launchId: id }));
    const hold = await reserveHours(trx, {
      transferId: holdId,
      ledgerAccountId: allocation.ledgerAccountId,
      amount: held,
      launchId: id,
    });
    if (!hold.ok) throw new Error('the hours of a job by hand went elsewhere meanwhile');
  });
  deps.count('by-hand', cluster.name);
}

/** The first of those that the scheduler names; else the dearest, so that hiding the name does not pay. */
function partitionOf(cluster: ClusterRow, names: string | undefined): PartitionRow | undefined {
  const named = (names ?? '').split(',');
  return (
    cluster.partitions.find((one) => named.includes(one.name)) ??
    [...cluster.partitions].sort((a, b) => b.rate_milli - a.rate_milli)[0]
  );
}

function factsOf({ tasks, walltimeSeconds }: NewByHand, partition: PartitionRow) {
  const indexes = [...new Set(tasks.flatMap((task) => task.arrayIndex ?? []))].sort((a, b) => a - b);
  return {
    gpus: Math.max(...tasks.map((task) => task.gpus)),
    walltimeSeconds: Math.max(
      1,
      Math.min(walltimeSeconds ?? partition.max_walltime_seconds, unlimitedWalltimeSeconds),
    ),
    tasks: Math.max(1, indexes.length),
    array: indexes.length > 0 ? indexes.join(',') : null,
  };
}

async function guardAtOf(trx: Trx, deps: WorkerDeps, cluster: ClusterRow, login: MappedLogin): Promise<Date> {
  const isWarned = await wasWarned(trx, cluster.id, login.personId);
  return new Date(Date.now() + (isWarned ? 0 : deps.timing.byHandGraceMs));
}

async function warn(
  trx: Trx,
  deps: WorkerDeps,
  login: MappedLogin,
  { id, job, guardAt }: { id: string; job: string; guardAt: Date },
): Promise<void> {
  await addLaunchEvent(trx, id, 'guard', { at: guardAt.toISOString() });
  if (guardAt.getTime() <= Date.now()) return;
  const when = new Intl.DateTimeFormat(login.locale, {
    dateStyle: 'short',
    timeStyle: 'short',
    timeZone: 'Asia/Seoul',
  }).format(guardAt);
  await queueMail(trx, deps.addMailTask, {
    to: login.email,
    kind: 'no-hours',
    locale: login.locale,
    values: { job, when, link: `${deps.url}/requests/new` },
  });
}
