import type { Db } from '#db/client';
import type { ClusterRow } from '#db/queries/clusters/list-clusters';
import { listLaunchesOfJobs, listMappedLogins } from '#db/queries/jobs/by-hand';
import { listWatchedLaunches } from '#db/queries/jobs/watched-launches';
import { launchRows, type LaunchRow } from '#db/queries/launches/launch-rows';
import { sumUsageByLaunch } from '#db/queries/jobs/usage-records';
import type { QueueJob, UsageRun } from '../bridge/scheduler/port';
import { groupByParent, isKnownJob, launchIdOfName } from '../domain/launches/by-hand';
import { billableGpus } from '../domain/launches/charge-of-runs';
import { readRuns } from './look-for-ends';
import { isWholeArray, jobsByLaunch } from './match-jobs';
import type { WorkerDeps } from './worker-deps';

/** What does not fit: which rule, for what, and what stands there. */
export interface Difference {
  rule: string;
  subject: string;
  words: string;
}

/** How far back settled launches are compared: accounting elsewhere may forget, ours does not. */
const comparedDays = 7;
const mostCompared = 1_000;

/**
 * Compares the launches of a cluster with what its scheduler says: every job of our logins has a launch, every live launch a job, and what
 * was charged is what accounting says was used. What was submitted or written within `quietMs` is still on its way. Reads only. @throws AppError as the scheduler port, when the cluster does not answer
 */
export async function reconcileCluster(
  deps: { db: Db } & Pick<WorkerDeps, 'bridges'>,
  cluster: ClusterRow,
  quietMs = 120_000,
): Promise<Difference[]> {
  const isOld = (at: Date | undefined) => at !== undefined && Date.now() - at.getTime() > quietMs;
  const link = deps.bridges.link(cluster, cluster.serviceLogin);
  const { jobs } = await deps.bridges.schedulerOf(cluster.scheduler).readQueue(link);
  return [
    ...(await jobsWithoutLaunch(
      deps.db,
      cluster,
      jobs.filter((job) => isOld(job.submittedAt)),
    )),
    ...(await launchesWithoutJob(deps, cluster, jobs, (launch) => isOld(launch.updated_at))),
    ...(await chargesThatDiffer(deps, cluster)),
  ];
}

async function jobsWithoutLaunch(
  db: Db,
  cluster: ClusterRow,
  jobs: readonly QueueJob[],
): Promise<Difference[]> {
  const logins = await listMappedLogins(db, cluster.id, [...new Set(jobs.map((job) => job.login))]);
  const ours = jobs.filter((job) => logins.has(job.login));
  const launches = await listLaunchesOfJobs(db, cluster.id, {
    schedulerJobIds: ours.map((job) => job.parentJobId),
    launchIds: ours.flatMap((job) => launchIdOfName(job.name) ?? []),
  });
  return [...groupByParent(ours).entries()].flatMap(([id, tasks]) => {
    const personId = logins.get(tasks[0]?.login ?? '')?.personId ?? '';
    if (isKnownJob(tasks, personId, launches)) return [];
    return [{ rule: 'every job of our logins has a launch', subject: id, words: `of ${tasks[0]?.login}` }];
  });
}

async function launchesWithoutJob(
  deps: { db: Db } & Pick<WorkerDeps, 'bridges'>,
  cluster: ClusterRow,
  jobs: readonly QueueJob[],
  isOld: (launch: LaunchRow) => boolean,
): Promise<Difference[]> {
  const live = (await listWatchedLaunches(deps.db, cluster.id)).filter(isOld);
  const seen = jobsByLaunch(live, jobs);
  const absent = live.filter((launch) => (seen.get(launch.id) ?? []).length === 0);
  if (absent.length === 0) return [];
  const { runs } = await readRuns(deps, cluster, absent);
  return absent.map((launch) => {
    const ended = (runs.get(launch.id) ?? []).find((run) => run.end !== undefined)?.end;
    return {
      rule: 'every live launch has a job',
      subject: launch.id,
      words: `${launch.state} as ${launch.scheduler_job_id}; ${ended === undefined ? 'neither queue nor accounting knows it' : `accounting says ${ended}`}`,
    };
  });
}

async function chargesThatDiffer(
  deps: { db: Db } & Pick<WorkerDeps, 'bridges'>,
  cluster: ClusterRow,
): Promise<Difference[]> {
  const settled = await launchRows(deps.db)
    .where('launches.cluster_id', '=', cluster.id)
    .where('launches.state', '=', 'settled')
    .where('launches.scheduler_job_id', 'is not', null)
    .where('launches.settled_at', '>', new Date(Date.now() - comparedDays * 86_400_000))
    .orderBy('launches.settled_at', 'desc')
    .limit(mostCompared)
    .execute();
  if (settled.length === 0) return [];
  const [{ runs }, written] = await Promise.all([
    readRuns(deps, cluster, settled),
    sumUsageByLaunch(
      deps.db,
      settled.map((launch) => launch.id),
    ),
  ]);
  return settled.flatMap((launch) => {
    const accounted = gpuSecondsOf(launch, runs.get(launch.id) ?? []);
    const charged = written.get(launch.id) ?? 0;
    // What accounting has forgotten says nothing.
    if (accounted === undefined || accounted === charged) return [];
    return [
      {
        rule: 'what was used is what accounting says',
        subject: launch.id,
        words: `job ${launch.scheduler_job_id}: written ${charged} GPU·s, accounting says ${accounted}`,
      },
    ];
  });
}

function gpuSecondsOf(launch: LaunchRow, runs: readonly UsageRun[]): number | undefined {
  const used = runs.filter((run) => !isWholeArray(launch, run) && run.startedAt && run.end);
  if (used.length === 0) return undefined;
  return used.reduce((sum, run) => sum + billableGpus(launch, run.gpus) * run.seconds, 0);
}
