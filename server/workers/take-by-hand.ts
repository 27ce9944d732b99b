import {
  findAccountingMark,
  listLaunchesOfJobs,
  listMappedLogins,
  writeAccountingMark,
  type MappedLogin,
} from '#db/queries/jobs/by-hand';
import type { ClusterRow } from '#db/queries/clusters/list-clusters';
import type { QueueReading, UsageRun } from '../bridge/scheduler/port';
import { groupByParent, isKnownJob, launchIdOfName, type SeenByHand } from '../domain/launches/by-hand';
import type { WorkerDeps } from './worker-deps';
import { writeByHand } from './write-by-hand';

/** Accounting tells of an end a while after it: what was looked through is looked through again this far back. */
const lookBackMs = 600_000;

/**
 * Takes jobs that people have typed at the cluster themselves into their launches, as the queue shows them: from then on they are watched,
 * charged once and can be cancelled like any other. Jobs of logins that the portal did not make are nobody's business here. Never throws
 * for what the cluster does.
 */
export async function takeQueuedByHand(
  deps: WorkerDeps,
  cluster: ClusterRow,
  reading: QueueReading,
): Promise<number> {
  const live = reading.jobs.filter((job) => job.state !== 'ended' && job.state !== 'unknown');
  const found = await findUnknown(deps, cluster, live);
  for (const { login, tasks } of found) {
    const walltimes = tasks.flatMap(({ walltimeSeconds }) =>
      typeof walltimeSeconds === 'number' ? [walltimeSeconds] : [],
    );
    await writeByHand(deps, cluster, login, {
      tasks,
      partition: tasks[0]?.partition,
      walltimeSeconds: walltimes.length > 0 ? Math.max(...walltimes) : undefined,
      isOver: false,
    });
  }
  return found.length;
}

/**
 * Takes jobs by hand that began and ended between two readings of the queue, from accounting; the next look at the queue misses them there
 * and finds their ends. A cluster whose accounting does not answer is
 * asked again next time, for the whole span. Never throws for what the cluster does.
 */
export async function takeEndedByHand(deps: WorkerDeps, cluster: ClusterRow): Promise<number> {
  const askedAt = new Date();
  const mark = (await findAccountingMark(deps.db, cluster.id)) ?? askedAt;
  const since = new Date(mark.getTime() - lookBackMs);
  const link = deps.bridges.link(cluster, cluster.serviceLogin);
  let runs: UsageRun[];
  try {
    ({ runs } = await deps.bridges.schedulerOf(cluster.scheduler).readUsageSince(link, since));
  } catch (error) {
    deps.log.debug({ cluster: cluster.name, err: error }, 'accounting was not looked through');
    return 0;
  }
  const whole = [...groupByParent(runs).values()].filter((tasks) =>
    tasks.every((run) => run.end !== undefined),
  );
  const used = whole.flat().filter((run) => run.startedAt !== undefined);
  const found = await findUnknown(deps, cluster, used);
  for (const { login, tasks } of found) {
    await writeByHand(deps, cluster, login, {
      tasks,
      partition: undefined,
      walltimeSeconds: Math.max(1, ...tasks.map((run) => run.seconds)),
      isOver: true,
    });
  }
  await writeAccountingMark(deps.db, cluster.id, askedAt);
  return found.length;
}

/** Of these jobs, those of our logins that no launch stands for, by job. */
async function findUnknown<Job extends SeenByHand>(
  deps: WorkerDeps,
  cluster: ClusterRow,
  jobs: readonly Job[],
): Promise<{ login: MappedLogin; tasks: Job[] }[]> {
  const logins = await listMappedLogins(deps.db, cluster.id, [...new Set(jobs.map((job) => job.login))]);
  const ours = jobs.filter((job) => {
    const login = logins.get(job.login);
    // A login's name may have been somebody else's before it was ours.
    return (
      login !== undefined && (job.submittedAt === undefined || job.submittedAt >= hourBefore(login.createdAt))
    );
  });
  if (ours.length === 0) return [];
  const launches = await listLaunchesOfJobs(deps.db, cluster.id, {
    schedulerJobIds: [...new Set(ours.map((job) => job.parentJobId))],
    launchIds: [...new Set(ours.flatMap((job) => launchIdOfName(job.name) ?? []))],
  });
  return [...groupByParent(ours).values()].flatMap((tasks) => {
    const login = logins.get(tasks[0]?.login ?? '');
    return login && !isKnownJob(tasks, login.personId, launches) ? [{ login, tasks }] : [];
  });
}

const hourBefore = (at: Date): Date => new Date(at.getTime() - 3_600_000);
