import type { ClusterRow } from '#db/queries/clusters/list-clusters';
import { findLogin } from '#db/queries/clusters/logins';
import type { LaunchRow } from '#db/queries/launches/launch-rows';
import type { JobChange } from '#db/queries/jobs/write-jobs';
import type { EndFile } from '../bridge/files/port';
import type { UsageRun } from '../bridge/scheduler/port';
import { fromUsage } from './match-jobs';
import type { WorkerDeps } from './worker-deps';

/**
 * Looks for the ends of jobs that the queue no longer shows: accounting first, one command for all of them, then the end files of those
 * that accounting does not know after its usual lag. Only positive answers count; a failed question answers nothing. Never throws.
 */
export async function lookForEnds(
  deps: WorkerDeps,
  cluster: ClusterRow,
  launches: readonly LaunchRow[],
): Promise<Map<string, JobChange[]>> {
  const found = new Map<string, JobChange[]>();
  if (launches.length === 0) return found;
  const runs = await readRuns(deps, cluster, launches).catch((error: unknown) => {
    deps.log.warn({ cluster: cluster.name, err: error }, 'accounting did not answer');
    return new Map<string, UsageRun[]>();
  });
  for (const launch of launches) {
    const ends = fromUsage(launch, runs.get(launch.id) ?? []);
    if (ends.length > 0) found.set(launch.id, ends);
    else if (hasWaitedForAccounting(deps, launch))
      found.set(launch.id, await readEndFiles(deps, cluster, launch));
  }
  return found;
}

/** Accounting's runs of these launches, by launch; a run counts only under the launch's own name. @throws AppError as the scheduler port */
export async function readRuns(
  deps: WorkerDeps,
  cluster: ClusterRow,
  launches: readonly LaunchRow[],
): Promise<Map<string, UsageRun[]>> {
  const asked = launches.flatMap((launch) =>
    launch.scheduler_job_id === null
      ? []
      : [
          {
            parentJobId: launch.scheduler_job_id,
            name: `modu-${launch.id}`,
            submittedAfter: new Date(launch.created_at.getTime() - 86_400_000),
          },
        ],
  );
  const link = deps.bridges.link(cluster, cluster.serviceLogin);
  const reading = await deps.bridges.schedulerOf(cluster.scheduler).readUsage(link, asked);
  const byLaunch = new Map<string, UsageRun[]>();
  for (const run of reading.runs) {
    const id = run.name.replace(/^modu-/, '');
    byLaunch.set(id, [...(byLaunch.get(id) ?? []), run]);
  }
  return byLaunch;
}

const hasWaitedForAccounting = (deps: WorkerDeps, launch: LaunchRow): boolean =>
  launch.absent_since !== null &&
  Date.now() - launch.absent_since.getTime() > Math.min(10_000, deps.timing.accountingLagMs);

async function readEndFiles(deps: WorkerDeps, cluster: ClusterRow, launch: LaunchRow): Promise<JobChange[]> {
  const login = await findLogin(deps.db, cluster.id, launch.person_id);
  if (!login) return [];
  const files = await deps.bridges.files
    .readEnds(deps.bridges.link(cluster, login.name), launch.id)
    .catch((): EndFile[] => []);
  return files.map((file) => ({
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
