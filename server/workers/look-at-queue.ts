import type { Trx } from '#db/client';
import { announce } from '#db/queries/announce';
import type { ClusterRow } from '#db/queries/clusters/list-clusters';
import { noteReachable, noteUnreachable, writeFreeGpus } from '#db/queries/clusters/write-reach';
import { listWatchedLaunches } from '#db/queries/jobs/watched-launches';
import { writeJobs, writeSeenLaunches, type JobChange, type LaunchSeen } from '#db/queries/jobs/write-jobs';
import { addLaunchEvent } from '#db/queries/launches/launch-events';
import { listJobsOfLaunches, type JobRow, type LaunchRow } from '#db/queries/launches/launch-rows';
import type { QueueReading } from '../bridge/scheduler/port';
import { isAppError } from '../contract/app-error';
import { aggregateJobs, type SeenJob } from '../domain/launches/aggregate-jobs';
import { lookForEnds } from './look-for-ends';
import { fromQueue, isWholeArray, jobsByLaunch } from './match-jobs';
import { wakeWaitingLaunches } from './wake-waiting-launches';
import type { WorkerDeps } from './worker-deps';

/**
 * One tick of one cluster: reads the whole queue once, whatever the number of people, and writes what changed in a few statements.
 * A failed read changes nothing but the cluster's reach. Never throws for what the cluster does.
 */
export async function lookAtQueue(deps: WorkerDeps, cluster: ClusterRow): Promise<QueueReading | undefined> {
  const reading = await readQueue(deps, cluster);
  if (!reading) return undefined;
  const launches = await listWatchedLaunches(deps.db, cluster.id);
  if (launches.length === 0) return reading;
  const known = groupByLaunch(
    await listJobsOfLaunches(
      deps.db,
      launches.map((launch) => launch.id),
    ),
  );
  const seen = jobsByLaunch(launches, reading.jobs);
  const absent = launches.filter((launch) =>
    isMissing(launch, seen.get(launch.id) ?? [], known.get(launch.id) ?? []),
  );
  const askedAt = new Date();
  const found = await lookForEnds(deps, cluster, absent, known);
  const changes = launches.flatMap((launch) => {
    const queued = (seen.get(launch.id) ?? [])
      .filter((job) => !isWholeArray(launch, job))
      .map((job) => fromQueue(launch, job));
    const ended = found.get(launch.id)?.ends ?? [];
    // Accounting was asked later: a task that it knows to have ended may still stand in the queue that was read before.
    const byTask = new Map([...queued, ...ended].map((change) => [change.arrayIndex, change]));
    return [...byTask.values()];
  });
  const absence = new Map(
    absent.map((launch): [string, Absence] => {
      const { isAnswered = false, knownTasks = [] } = found.get(launch.id) ?? {};
      const tasks = presentTasks(seen.get(launch.id) ?? [], known.get(launch.id) ?? []);
      const isNowhere = isAnswered && new Set([...tasks, ...knownTasks]).size < launch.tasks;
      return [launch.id, { askedAt, isNowhere }];
    }),
  );
  await write(deps, launches, known, changes, absence, reading);
  return reading;
}

async function readQueue(deps: WorkerDeps, cluster: ClusterRow): Promise<QueueReading | undefined> {
  const scheduler = deps.bridges.schedulerOf(cluster.scheduler);
  try {
    const reading = await scheduler.readQueue(deps.bridges.link(cluster, cluster.serviceLogin));
    deps.count('queue-read', cluster.name);
    if (reading.notUnderstood.length > 0) {
      deps.count('not-understood', cluster.name, reading.notUnderstood.length);
      deps.log.warn(
        { cluster: cluster.name, lines: reading.notUnderstood.slice(0, 3) },
        'lines of a queue not understood',
      );
    }
    if (await noteReachable(deps.db, cluster.id, reading.readAt)) {
      await announce(deps.db, { everybody: true }, { kind: 'cluster', cluster: cluster.name });
      await wakeWaitingLaunches(deps, cluster.id);
    }
    return reading;
  } catch (error) {
    deps.count('queue-read-failed', cluster.name);
    const words = isAppError(error) ? error.code : error instanceof Error ? error.message : String(error);
    if (await noteUnreachable(deps.db, cluster.id, words)) {
      deps.log.warn({ cluster: cluster.name, err: error }, 'a cluster does not answer');
      await announce(deps.db, { everybody: true }, { kind: 'cluster', cluster: cluster.name });
    }
    return undefined;
  }
}

/** Not all of its tasks are in the queue, and not all of the missing ones are known to have ended. */
function isMissing(
  launch: LaunchRow,
  seen: readonly { arrayIndex: number | undefined }[],
  known: readonly JobRow[],
): boolean {
  // What is not released yet is the submit worker's.
  if (launch.state === 'accepted') return false;
  return !seen.some((job) => isWholeArray(launch, job)) && presentTasks(seen, known).size < launch.tasks;
}

/** The tasks (null: the job itself) that the queue shows, or that are known to have ended. */
function presentTasks(
  seen: readonly { arrayIndex: number | undefined }[],
  known: readonly JobRow[],
): Set<number | null> {
  const ended = known.filter((job) => job.state === 'ended').map((job) => job.array_index);
  return new Set([...ended, ...seen.map((job) => job.arrayIndex ?? null)]);
}

function groupByLaunch(jobs: readonly JobRow[]): Map<string, JobRow[]> {
  const groups = new Map<string, JobRow[]>();
  for (const job of jobs) groups.set(job.launch_id, [...(groups.get(job.launch_id) ?? []), job]);
  return groups;
}

async function write(
  deps: WorkerDeps,
  launches: readonly LaunchRow[],
  known: ReadonlyMap<string, JobRow[]>,
  changes: readonly JobChange[],
  absence: ReadonlyMap<string, Absence>,
  reading: QueueReading,
): Promise<void> {
  const changed = changes.filter((change) => isNews(change, known.get(change.launchId) ?? []));
  const words = new Map(reading.jobs.map((job) => [job.schedulerJobId, job.reasonWords]));
  const seen = launches.map((launch) =>
    toSeen(
      deps,
      launch,
      merge(known.get(launch.id) ?? [], changes, launch.id, words),
      absence.get(launch.id),
    ),
  );
  await deps.db.transaction().execute(async (trx) => {
    await writeJobs(trx, changed);
    for (const launch of await writeSeenLaunches(trx, seen)) await tell(trx, deps, launch, seen);
    for (const id of new Set(changed.map((change) => change.launchId))) {
      const launch = launches.find((one) => one.id === id);
      if (launch && launch.tasks > 1)
        await announce(trx, { person: launch.person_id }, { kind: 'launch', launchId: id });
    }
  });
}

function isNews(change: JobChange, known: readonly JobRow[]): boolean {
  const before = known.find((job) => job.array_index === change.arrayIndex);
  if (!before) return true;
  if (before.state === 'ended') return false;
  return (
    before.state !== change.state ||
    before.reason_code !== change.reasonCode ||
    before.node !== change.node ||
    (before.started_at === null && change.startedAt !== null)
  );
}

/** What is known of a launch's jobs with what was seen now on top; an end that was known stays. */
function merge(
  known: readonly JobRow[],
  changes: readonly JobChange[],
  launchId: string,
  words: ReadonlyMap<string, string | undefined>,
): SeenJob[] {
  const jobs = new Map<number | null, SeenJob>();
  for (const job of known) {
    jobs.set(job.array_index, {
      state: job.state,
      end: job.end,
      exitCode: job.exit_code,
      exitSignal: job.exit_signal,
      reasonCode: job.reason_code,
      reasonWords: null,
      startedAt: job.started_at,
      endedAt: job.ended_at,
    });
  }
  for (const change of changes) {
    if (change.launchId !== launchId || jobs.get(change.arrayIndex)?.state === 'ended') continue;
    const startedAt = change.startedAt ?? jobs.get(change.arrayIndex)?.startedAt ?? null;
    jobs.set(change.arrayIndex, {
      ...change,
      startedAt,
      reasonWords: words.get(change.schedulerJobId) ?? null,
    });
  }
  return [...jobs.values()];
}

/** Some of a launch's jobs are not in the queue, nor known to have ended before. */
interface Absence {
  /** When accounting was asked about them. */
  askedAt: Date;
  /** It answered that it does not know all of them, and they have left no word in the launch's folder. */
  isNowhere: boolean;
}

/**
 * A launch that nobody knows the end of is `unknown` after a while. It is `lost` after a long one, when accounting is asked once more and
 * answers that it does not know it: time alone, or a question without an answer, ends nothing.
 */
function toSeen(
  deps: WorkerDeps,
  launch: LaunchRow,
  jobs: SeenJob[],
  absence: Absence | undefined,
): LaunchSeen {
  const aggregate = aggregateJobs(jobs, launch.tasks);
  if (aggregate.state === 'ended' || !absence) return { id: launch.id, ...aggregate, absentSince: null };
  const absentSince = launch.absent_since ?? absence.askedAt;
  const absentMs = absence.askedAt.getTime() - absentSince.getTime();
  if (absentMs >= deps.timing.lostAfterMs && absence.isNowhere) {
    return { id: launch.id, ...aggregate, state: 'ended', end: 'lost', endedAt: new Date(), absentSince };
  }
  const state =
    absentMs >= deps.timing.unknownAfterMs
      ? 'unknown'
      : launch.state === 'accepted'
        ? 'released'
        : launch.state;
  return {
    id: launch.id,
    ...aggregate,
    runningAt: aggregate.runningAt ?? launch.running_at,
    state,
    absentSince,
  };
}

async function tell(
  trx: Trx,
  deps: WorkerDeps,
  launch: { id: string; personId: string; state: string },
  seen: readonly LaunchSeen[],
): Promise<void> {
  const end = seen.find((one) => one.id === launch.id)?.end ?? null;
  await addLaunchEvent(trx, launch.id, launch.state, end === null ? {} : { end });
  if (launch.state === 'ended') await deps.addTask(trx, 'settle-launch', { id: launch.id });
  await announce(trx, { person: launch.personId }, { kind: 'launch', launchId: launch.id });
}

/** What is free in each partition now. Never throws. */
export async function lookAtPartitions(deps: WorkerDeps, cluster: ClusterRow): Promise<void> {
  try {
    const scheduler = deps.bridges.schedulerOf(cluster.scheduler);
    const free = await scheduler.readPartitions(deps.bridges.link(cluster, cluster.serviceLogin));
    if (await writeFreeGpus(deps.db, cluster.id, free))
      await announce(deps.db, { everybody: true }, { kind: 'cluster', cluster: cluster.name });
  } catch (error) {
    deps.log.debug({ cluster: cluster.name, err: error }, 'partitions not read');
  }
}
