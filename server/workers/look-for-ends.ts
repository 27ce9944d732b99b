import type { ClusterRow } from '#db/queries/clusters/list-clusters';
import type { JobRow, LaunchRow } from '#db/queries/launches/launch-rows';
import type { JobChange } from '#db/queries/jobs/write-jobs';
import type { UsageRun } from '../bridge/scheduler/port';
import { fromUsage, isWholeArray, jobsByLaunch } from './match-jobs';
import type { WorkerDeps } from './worker-deps';

/** What was found out about a launch whose jobs are not all in the queue. */
export interface FoundEnds {
  ends: JobChange[];
  /** Tasks (null: the job itself) of which accounting or the launch's folder knows something, be it that they go on. */
  knownTasks: Set<number | null>;
  /** Accounting was asked, and its answer about this launch is clear; so is what the launch's folder says. */
  isAnswered: boolean;
}

/**
 * Looks for the ends of jobs that the queue no longer shows: accounting first, one command for all of them, then the end files of those
 * whose end accounting does not know after its usual lag. Only positive answers count; a failed question answers nothing. `known`: the jobs
 * of each launch as they were last seen. Never throws.
 */
export async function lookForEnds(
  deps: WorkerDeps,
  cluster: ClusterRow,
  launches: readonly LaunchRow[],
  known: ReadonlyMap<string, readonly JobRow[]>,
): Promise<Map<string, FoundEnds>> {
  const found = new Map<string, FoundEnds>();
  if (launches.length === 0) return found;
  const accounted = await readRuns(deps, cluster, launches).catch((error: unknown) => {
    deps.log.warn({ cluster: cluster.name, err: error }, 'accounting did not answer');
    return undefined;
  });
  for (const launch of launches) {
    const hasWaited = hasWaitedForAccounting(deps, launch);
    const runs = (accounted?.runs.get(launch.id) ?? []).filter(
      (run) => hasWaited || !forgetsTheStart(run, known.get(launch.id) ?? []),
    );
    const tasks = new Set(
      runs
        .filter((run) => !isWholeArray(launch, run) && !isRunaway(deps, launch, run))
        .map((run) => run.arrayIndex ?? null),
    );
    const ends = fromUsage(launch, runs);
    const endedTasks = new Set(ends.map((end) => end.arrayIndex));
    const needsFiles = endedTasks.size < launch.tasks && hasWaited;
    const files = needsFiles ? await readEndFiles(deps, cluster, launch) : [];
    const more = (files ?? []).filter((file) => !endedTasks.has(file.arrayIndex));
    found.set(launch.id, {
      ends: [...ends, ...more],
      knownTasks: new Set([...tasks, ...more.map((file) => file.arrayIndex)]),
      isAnswered:
        accounted !== undefined &&
        files !== undefined &&
        !runs.some((run) => isWholeArray(launch, run)) &&
        !accounted.unclear.has(launch.scheduler_job_id ?? ''),
    });
  }
  return found;
}

/** Says that a task ended before it began, which was seen to run: accounting has not heard of its run yet. Never throws. */
export const forgetsTheStart = (run: UsageRun, known: readonly JobRow[]): boolean =>
  run.end !== undefined &&
  run.startedAt === undefined &&
  known.some((job) => job.array_index === (run.arrayIndex ?? null) && job.started_at !== null);

/**
 * Accounting says that it goes on, and nothing else does: the queue has not shown it for long, and its limit is long over. A controller
 * that died before it told of the end leaves such lines for ever. @see sacctmgr(1), RunawayJobs
 */
function isRunaway({ timing }: WorkerDeps, launch: LaunchRow, run: UsageRun): boolean {
  if (run.end !== undefined || launch.absent_since === null) return false;
  const overAt = (run.startedAt?.getTime() ?? 0) + (run.startedAt ? launch.walltime_seconds * 1000 : 0);
  return Date.now() - Math.max(overAt, launch.absent_since.getTime()) > timing.accountingAwayMs;
}

/**
 * What accounting says of these launches: their runs, by launch, and the scheduler's ids of those about which its answer is not clear.
 * @throws AppError as the scheduler port
 */
export async function readRuns(
  deps: Pick<WorkerDeps, 'bridges'>,
  cluster: ClusterRow,
  launches: readonly LaunchRow[],
): Promise<{ runs: Map<string, UsageRun[]>; unclear: ReadonlySet<string> }> {
  const asked = launches.flatMap((launch) =>
    launch.scheduler_job_id === null
      ? []
      : [
          {
            parentJobId: launch.scheduler_job_id,
            submittedAfter: new Date(launch.created_at.getTime() - 86_400_000),
          },
        ],
  );
  const link = deps.bridges.link(cluster, cluster.serviceLogin);
  const reading = await deps.bridges.schedulerOf(cluster.scheduler).readUsage(link, asked);
  return { runs: jobsByLaunch(launches, reading.runs), unclear: new Set(reading.unclearJobs) };
}

const hasWaitedForAccounting = (deps: WorkerDeps, launch: LaunchRow): boolean =>
  launch.absent_since !== null &&
  Date.now() - launch.absent_since.getTime() > Math.min(10_000, deps.timing.accountingLagMs);

/** undefined: the folder could not be looked into. */
async function readEndFiles(
  deps: WorkerDeps,
  cluster: ClusterRow,
  launch: LaunchRow,
): Promise<JobChange[] | undefined> {
  if (launch.login_name === null) return [];
  const files = await deps.bridges.files
    .readEnds(deps.bridges.link(cluster, launch.login_name), launch.id)
    .catch((): undefined => undefined);
  return files?.map((file) => ({
    launchId: launch.id,
    clusterId: cluster.id,
    schedulerJobId: file.schedulerJobId,
    arrayIndex: file.arrayIndex ?? null,
    state: 'ended',
    end:
      launch.cancel_requested_at && file.exitCode > 128
        ? 'cancelled'
        : file.exitCode === 0
          ? 'completed'
          : 'failed',
    exitCode: file.exitCode,
    exitSignal: file.exitCode > 128 ? file.exitCode - 128 : null,
    reasonCode: null,
    node: file.node,
    startedAt: file.startedAt,
    endedAt: file.endedAt,
  }));
}
