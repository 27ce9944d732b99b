import type { Partition } from './engine';
import { foresee } from './foresee';
import type { Job, NodeShare, WaitReason } from './job';
import type { JobStore } from './job-store';
import { sharesOf, type NodeSet, type Occupant } from './node-set';
import { couldEverFit, place } from './placement';

/** What one look at the queue decided. */
export interface Decisions {
  readonly starts: readonly { readonly job: Job; readonly shares: readonly NodeShare[] }[];
  /** Reasons of those that go on waiting. */
  readonly waits: readonly { readonly job: Job; readonly reason: WaitReason }[];
  /** The next instant at which a job may begin by its own wish; undefined when there is none. */
  readonly nextBeginMs: number | undefined;
}

/** Pending jobs in the order in which they are served: higher priority first, then first come. */
export const inOrder = (jobs: readonly Job[]): Job[] =>
  jobs.filter((job) => job.state === 'pending').sort((a, b) => b.priority - a.priority || a.id - b.id);

/**
 * Looks at the queue once. In each partition the first job that finds no room is promised the earliest room there will be; one behind
 * it may pass only if it is over by then. Decides only; nothing is changed.
 */
export function decide(store: JobStore, nodes: NodeSet, now: number): Decisions {
  const active = store.listActive();
  const running = active.filter((job) => sharesOf(job).length > 0);
  const occupants: Occupant[] = running.map((job) => ({ id: job.id, shares: sharesOf(job) }));
  const busyTasks = countBy(running, (job) => job.array?.id);
  const promised = new Map<string, number>();
  const starts: { job: Job; shares: readonly NodeShare[] }[] = [];
  const waits: { job: Job; reason: WaitReason }[] = [];
  let nextBeginMs: number | undefined;
  for (const job of inOrder(active)) {
    const obstacle = obstacleOf(job, { store, active, busyTasks, now });
    if (obstacle) {
      if (obstacle === 'begin-time')
        nextBeginMs = Math.min(nextBeginMs ?? Number.POSITIVE_INFINITY, job.beginAt?.getTime() ?? now);
      waits.push({ job, reason: obstacle });
      continue;
    }
    const views = nodes.views(occupants);
    const shares = place(job, views);
    const promise = promised.get(job.partition);
    const mayPass = promise === undefined || now + job.walltimeSeconds * 1000 <= promise;
    if (shares && mayPass) {
      starts.push({ job, shares });
      occupants.push({ id: job.id, shares });
      if (job.array) busyTasks.set(job.array.id, (busyTasks.get(job.array.id) ?? 0) + 1);
      continue;
    }
    const partition = nodes.partitions.find(({ name }) => name === job.partition);
    const reason = roomReason(job, partition, views, promise === undefined);
    waits.push({ job, reason });
    // What no node could ever run, or no node that is up now, holds nobody else back.
    if (promise === undefined && reason === 'resources')
      promised.set(job.partition, promiseTo(job, starts, running, nodes, now));
  }
  return { starts, waits, nextBeginMs };
}

function promiseTo(
  job: Job,
  starts: readonly { job: Job; shares: readonly NodeShare[] }[],
  running: readonly Job[],
  nodes: NodeSet,
  now: number,
): number {
  const alsoRunning = starts.map((start) => asRunning(start, now));
  const [forecast] = foresee([job], { nodes, running: [...running, ...alsoRunning], now });
  return forecast?.startAt?.getTime() ?? Number.POSITIVE_INFINITY;
}

/** A job as it will be a moment later, for looking ahead. */
function asRunning({ job, shares }: { job: Job; shares: readonly NodeShare[] }, now: number): Job {
  const startAt = new Date(now);
  const run = {
    number: 0,
    queuedAt: job.submitAt,
    startAt,
    endAt: undefined,
    end: undefined,
    exitCode: undefined,
    signal: undefined,
    shares,
    peakMemoryBytes: 0,
    cpuSeconds: 0,
  };
  return { ...job, state: 'running', startAt, runs: [run] };
}

function roomReason(
  job: Job,
  partition: Partition | undefined,
  views: ReturnType<NodeSet['views']>,
  isFirst: boolean,
): WaitReason {
  if (!partition || !couldEverFit(job, partition)) return 'never-fits';
  const isAnyUp = views.some((node) => node.partition === job.partition && node.state === 'up');
  if (!isAnyUp) return 'nodes-unavailable';
  return isFirst ? 'resources' : 'priority';
}

interface Scene {
  store: JobStore;
  active: readonly Job[];
  busyTasks: ReadonlyMap<number, number>;
  now: number;
}

/** What keeps a pending job waiting beside room. */
export function obstacleOf(job: Job, scene: Scene): WaitReason | undefined {
  if (job.beginAt && job.beginAt.getTime() > scene.now) return 'begin-time';
  const dependency = dependencyOf(job, scene);
  if (dependency) return dependency;
  const most = job.array?.maxRunning;
  if (job.array && most !== undefined && (scene.busyTasks.get(job.array.id) ?? 0) >= most)
    return 'array-limit';
  return undefined;
}

function dependencyOf(job: Job, { store, active }: Scene): WaitReason | undefined {
  if (job.dependencies.length === 0) return undefined;
  const answers = job.dependencies.map((dependency): 'met' | 'open' | 'never' => {
    if (dependency.kind === 'singleton') return isAlone(job, active) ? 'met' : 'open';
    const others = dependency.jobIds.flatMap((id) => {
      const tasks = store.tasksOf(id);
      return tasks.length > 0 ? tasks : (store.find(id) ?? []);
    });
    if (dependency.kind === 'after')
      return others.every((other) => other.startAt || other.state === 'ended') ? 'met' : 'open';
    if (others.some((other) => other.state !== 'ended')) return 'open';
    const isAllWell = others.length > 0 && others.every((other) => other.end === 'completed');
    if (dependency.kind === 'afterok' && !isAllWell) return 'never';
    if (dependency.kind === 'afternotok' && isAllWell) return 'never';
    return 'met';
  });
  if (job.dependencyRule === 'any' ? answers.includes('met') : answers.every((answer) => answer === 'met'))
    return undefined;
  const isHopeless =
    job.dependencyRule === 'any' ? answers.every((answer) => answer === 'never') : answers.includes('never');
  return isHopeless ? 'dependency-never' : 'dependency';
}

/** Of the jobs of one name and login only the earliest that has not ended may run; tasks of one array do not count against each other. */
const isAlone = (job: Job, active: readonly Job[]): boolean =>
  !active.some(
    (other) =>
      other.id < job.id &&
      other.login === job.login &&
      other.name === job.name &&
      !(job.array && other.array?.id === job.array.id),
  );

function countBy(jobs: readonly Job[], keyOf: (job: Job) => number | undefined): Map<number, number> {
  const counts = new Map<number, number>();
  for (const job of jobs) {
    const key = keyOf(job);
    if (key !== undefined) counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return counts;
}
