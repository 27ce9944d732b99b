import type { Trx } from '#db/client';
import { newId } from '#db/new-id';
import { announce } from '#db/queries/announce';
import { findClusterById, type ClusterRow } from '#db/queries/clusters/list-clusters';
import { hasAccounted, writeUsage, type UsageRecord } from '#db/queries/jobs/usage-records';
import { closeExtensions } from '#db/queries/launches/extensions';
import { addLaunchEvent } from '#db/queries/launches/launch-events';
import { listJobsOfLaunches, type JobRow, type LaunchRow } from '#db/queries/launches/launch-rows';
import { leaseLaunch } from '#db/queries/launches/lease-launch';
import { writeLeased } from '#db/queries/launches/write-launch';
import { findTransfer } from '#db/queries/ledger/find-transfer';
import { ledgerRoots } from '#db/queries/ledger/ledger-roots';
import { postHours } from '#db/queries/ledger/resolve-hold';
import { topUpHours } from '#db/queries/ledger/top-up-hours';
import type { UsageRun } from '../bridge/scheduler/port';
import { billableGpus, chargeOfRuns, paidBy } from '../domain/launches/charge-of-runs';
import { forgetsTheStart, readRuns } from './look-for-ends';
import { isWholeArray } from './match-jobs';
import { backoffMs, type WorkerDeps } from './worker-deps';

/**
 * Charges an ended launch: what accounting says of every run, else, after accounting's usual lag, what the ends say. The hold resolves
 * once, the rest returns, nobody is driven negative. May be called at any time and again.
 */
export async function settleLaunch(deps: WorkerDeps, id: string): Promise<void> {
  const launch = await leaseLaunch(deps.db, id, ['ended'], deps.timing.leaseMs);
  if (!launch) return;
  const cluster = await findClusterById(deps.db, launch.cluster_id);
  if (!cluster) throw new Error(`no cluster ${launch.cluster_id}`);
  const jobs = await listJobsOfLaunches(deps.db, [launch.id]);
  const runs = await accountedRuns(deps, cluster, launch);
  const endedForMs = Date.now() - (launch.ended_at ?? new Date()).getTime();
  const hasWaited = endedForMs > (await patienceMs(deps, cluster));
  const isAccounted =
    runs !== undefined &&
    covers(runs, launch, jobs) &&
    (endedForMs > Math.min(shortLagMs, deps.timing.accountingLagMs) || !mayLag(runs, launch));
  if (!isAccounted && !hasWaited && launch.end !== 'lost') return again(deps, launch);
  const usage = isAccounted ? fromRuns(launch, runs) : fromJobs(launch, jobs);
  await settle(deps, launch, usage);
}

async function accountedRuns(
  deps: WorkerDeps,
  cluster: ClusterRow,
  launch: LaunchRow,
): Promise<UsageRun[] | undefined> {
  try {
    const { runs } = await readRuns(deps, cluster, [launch]);
    return (runs.get(launch.id) ?? []).filter((run) => !isWholeArray(launch, run));
  } catch (error) {
    deps.log.warn({ launch: launch.id, err: error }, 'accounting did not answer');
    return undefined;
  }
}

/**
 * How long accounting is waited for. One that has told of jobs before will tell of this one too, once it is back: what it says may be a
 * second more than the files. One that never told anything may be switched off.
 */
const patienceMs = async ({ db, timing }: WorkerDeps, cluster: ClusterRow): Promise<number> =>
  (await hasAccounted(db, cluster.id)) ? timing.accountingAwayMs : timing.accountingLagMs;

/** Accounting is that late with what it has been told already (0.5 s seen with Slurm 22.05 on a busy machine, 2026-11-24). */
const shortLagMs = 10_000;

/** An array was cancelled, and some of its tasks are said not to have begun: of one that just had, the word may be on its way. */
const mayLag = (runs: readonly UsageRun[], launch: LaunchRow): boolean =>
  launch.array_range !== null && runs.some((run) => run.startedAt === undefined);

/** Every task is in accounting, and none of its runs goes on. */
function covers(runs: readonly UsageRun[], launch: LaunchRow, jobs: readonly JobRow[]): boolean {
  const tasks = new Set(runs.map((run) => run.arrayIndex));
  return (
    tasks.size >= launch.tasks && runs.every((run) => run.end !== undefined && !forgetsTheStart(run, jobs))
  );
}

function fromRuns(launch: LaunchRow, runs: readonly UsageRun[]): UsageRecord[] {
  return runs.flatMap((run): UsageRecord[] => {
    if (!run.startedAt || !run.end) return [];
    return [
      {
        clusterId: launch.cluster_id,
        launchId: launch.id,
        schedulerJobId: run.schedulerJobId,
        submittedAt: run.submittedAt,
        startedAt: run.startedAt,
        endedAt: run.endedAt ?? new Date(run.startedAt.getTime() + run.seconds * 1000),
        gpus: billableGpus(launch, run.gpus),
        seconds: run.seconds,
        end: run.end,
        source: 'accounting',
        paidBy: paidBy(run.end),
      },
    ];
  });
}

function fromJobs(launch: LaunchRow, jobs: readonly JobRow[]): UsageRecord[] {
  return jobs.flatMap((job): UsageRecord[] => {
    if (!job.started_at || !job.ended_at || !job.end) return [];
    return [
      {
        clusterId: launch.cluster_id,
        launchId: launch.id,
        schedulerJobId: job.scheduler_job_id,
        submittedAt: launch.submitting_at ?? launch.created_at,
        startedAt: job.started_at,
        endedAt: job.ended_at,
        gpus: billableGpus(launch, launch.gpus),
        seconds: Math.max(0, Math.round((job.ended_at.getTime() - job.started_at.getTime()) / 1000)),
        end: job.end,
        source: 'exit-file',
        paidBy: paidBy(job.end),
      },
    ];
  });
}

async function settle(deps: WorkerDeps, launch: LaunchRow, usage: readonly UsageRecord[]): Promise<void> {
  const charge = chargeOfRuns(usage, launch.rate_milli);
  await deps.db.transaction().execute(async (trx) => {
    const isMine = await writeLeased(trx, launch, {
      state: 'settled',
      settled_at: new Date(),
      charged_milli_gpu_seconds: charge,
      lease_until: null,
      next_attempt_at: null,
    });
    if (!isMine) return;
    await writeUsage(trx, usage);
    await addLaunchEvent(trx, launch.id, 'settled', { milliGpuSeconds: Number(charge) });
    await announce(trx, { person: launch.person_id }, { kind: 'launch', launchId: launch.id });
    await announce(trx, { person: launch.person_id }, { kind: 'hours' });
    const paid = await post(trx, deps, launch, charge);
    if (paid !== charge) await writeLeased(trx, launch, { charged_milli_gpu_seconds: paid });
  });
  deps.count('settled', launch.cluster_name);
}

/**
 * More than was held (a limit that the operator raised, a clock): the rest is topped up, or the platform's. Answers what the person paid;
 * nothing of a job by hand that no hours covered.
 */
async function post(trx: Trx, deps: WorkerDeps, launch: LaunchRow, charge: bigint): Promise<bigint> {
  const hold = await findTransfer(trx, launch.hold_id);
  const isPlatforms = hold?.ledger_account_id === ledgerRoots.overrun;
  const posted = await postHours(trx, { pendingId: launch.hold_id, transferId: newId(), amount: charge });
  const over = await postExtensions(trx, launch, posted.overMilliGpuSeconds);
  if (over === 0n) return isPlatforms ? 0n : charge;
  const extra = await topUpHours(trx, {
    holdId: launch.hold_id,
    transferId: newId(),
    amount: over,
  });
  deps.log.error(
    { launch: launch.id, over: Number(over), paidBy: extra.paidBy },
    'a launch used more than was held',
  );
  if (isPlatforms) return 0n;
  return extra.paidBy === 'overrun' ? charge - over : charge;
}

/** What was used beyond the first hold comes out of those that extensions added; the rest of them returns. Answers what is over still. */
async function postExtensions(trx: Trx, launch: LaunchRow, used: bigint): Promise<bigint> {
  let over = used;
  for (const { id: pendingId, amount } of await closeExtensions(trx, launch.id)) {
    const part = over < amount ? over : amount;
    await postHours(trx, { pendingId, transferId: newId(), amount: part });
    over -= part;
  }
  return over;
}

async function again(deps: WorkerDeps, launch: LaunchRow): Promise<void> {
  const runAt = new Date(Date.now() + Math.min(10_000, backoffMs(launch.attempts) / 2));
  await deps.db.transaction().execute(async (trx) => {
    if (!(await writeLeased(trx, launch, { lease_until: null, next_attempt_at: runAt }))) return;
    await deps.addTask(trx, 'settle-launch', { id: launch.id }, { runAt });
  });
}
