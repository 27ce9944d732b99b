import type { Engine } from '../engine/engine';
import type { Job, JobRun, NodeShare } from '../engine/job';
import { clockOf, commentTimeOf, ctimeOf } from './time-words';

/** What qsub keeps for the display of a job, in `extra`. */
export interface PbsExtra {
  /** Where qsub was called: relative output paths begin there. */
  readonly submitFolder: string;
  /** `-o`, `-e` as given; null for the default. */
  readonly output: string | null;
  readonly error: string | null;
  /** `-j`: n, oe, eo. */
  readonly join: string;
  /** `-k`: n, or letters of d, o, e. */
  readonly keep: string;
  readonly select: string;
  readonly place: string;
  /** Whether memory was asked for. */
  readonly hasMemory: boolean;
  readonly account: string | null;
  readonly project: string;
  readonly priority: number;
  readonly umask: string | null;
  readonly shell: string | null;
  readonly mailPoints: string;
  /** As the server keeps it: `A=1,B=x\,y`, backslashes doubled. */
  readonly variableList: string;
  readonly submitArguments: string;
  /** As given with `-J`, without the limit. */
  readonly arrayRange: string | null;
  readonly dependText: string | null;
  readonly beginText: string | null;
}

export const extraOf = (job: Job): PbsExtra => job.extra as unknown as PbsExtra;

/** The `job_state` letter and the substate. A task that ended stays X while its array goes on. */
export function stateOf(job: Job, isArrayActive: boolean, now: Date): { letter: string; substate: number } {
  switch (job.state) {
    case 'held':
      return { letter: 'H', substate: 20 };
    case 'pending':
      if (job.reason === 'dependency' || job.reason === 'dependency-never')
        return { letter: 'H', substate: 22 };
      if (job.reason === 'begin-time') return { letter: 'W', substate: 30 };
      return { letter: 'Q', substate: 10 };
    case 'running':
      return { letter: 'R', substate: isJustSent(job, now) ? 41 : 42 };
    case 'ending':
      return job.cancelledBy === undefined ? { letter: 'E', substate: 50 } : { letter: 'R', substate: 42 };
    case 'ended':
      return { letter: job.array && isArrayActive ? 'X' : 'F', substate: endSubstateOf(job) };
  }
}

function endSubstateOf(job: Job): number {
  if (job.end === 'cancelled') return 91;
  return job.end === 'completed' ? 92 : 93;
}

/** Sent to the node, and the node has not answered yet: no start time, nothing used (surprise 7). */
export const isJustSent = (job: Job, now: Date): boolean =>
  job.state === 'running' && job.startAt !== undefined && now.getTime() - job.startAt.getTime() < 700;

/**
 * `Exit_status`: undefined if the job never ran, or if its node was lost. 128+n: the script died of signal n; 256+n: PBS killed it;
 * -29 walltime, -27 memory.
 */
export function exitStatusOf(job: Job): number | undefined {
  const run = job.runs.at(-1);
  if (job.state !== 'ended' || !run || job.end === 'node-failed') return undefined;
  if (job.end === 'timed-out') return -29;
  if (job.end === 'out-of-memory') return -27;
  const signal = job.signal ?? 0;
  if (signal > 0) return job.end === 'cancelled' ? 256 + signal : 128 + signal;
  return job.exitCode ?? 0;
}

export const gpusOf = (job: Pick<Job, 'chunks'>): number =>
  job.chunks.reduce((sum, chunk) => sum + chunk.gpus, 0);
export const coresOf = (job: Pick<Job, 'chunks'>): number =>
  job.chunks.reduce((sum, chunk) => sum + chunk.cores, 0);
export const memoryOf = (job: Pick<Job, 'chunks'>): number =>
  job.chunks.reduce((sum, chunk) => sum + chunk.memoryBytes, 0);

/** `4gb`, `512mb`, `100kb`. */
export function sizeOf(bytes: number): string {
  for (const [unit, size] of units) if (bytes >= size && bytes % size === 0) return `${bytes / size}${unit}`;
  return `${Math.ceil(bytes / 1024)}kb`;
}
const units = [
  ['tb', 1024 ** 4],
  ['gb', 1024 ** 3],
  ['mb', 1024 ** 2],
] as const;

/** `(nuri-gpu1:ncpus=4:ngpus=1:mem=2097152kb)+(…)` */
export const execVnodeOf = (shares: readonly NodeShare[]): string =>
  shares
    .map(({ node, cores, gpuIndices, memoryBytes }) => {
      const gpus = gpuIndices.length > 0 ? `:ngpus=${gpuIndices.length}` : '';
      const memory = memoryBytes > 0 ? `:mem=${Math.ceil(memoryBytes / 1024)}kb` : '';
      return `(${node}:ncpus=${cores}${gpus}${memory})`;
    })
    .join('+');

/** `nuri-gpu1/0*4+nuri-gpu2/0` */
export const execHostOf = (shares: readonly NodeShare[]): string =>
  shares.map(({ node, cores }) => `${node}/0${cores > 1 ? `*${cores}` : ''}`).join('+');

/** What stands as `comment`; undefined when the server has said nothing yet. */
export function commentOf(job: Job, engine: Engine, centreName: string, now: Date): string | undefined {
  const run = job.runs.at(-1);
  const isWaiting = job.state === 'held' || job.state === 'pending';
  if (!run || isWaiting) {
    const waits = waitCommentOf(job, engine);
    if (job.state !== 'ended') return waits;
    return waits === undefined ? undefined : `${waits} and terminated`;
  }
  if (isJustSent(job, now)) return `Job was sent for execution ${whereOf(run)}`;
  return `Job run ${whereOf(run)}${endCommentOf(job, centreName)}`;
}

const whereOf = (run: JobRun) => `at ${commentTimeOf(run.startAt)} on ${execVnodeOf(run.shares)}`;

function endCommentOf(job: Job, centreName: string): string {
  if (job.cancelledBy !== undefined && (job.state !== 'ended' || job.end === 'cancelled'))
    return ` and terminated by ${job.cancelledBy}@${centreName}`;
  if (job.state !== 'ended') return '';
  if (job.end === 'completed') return ' and finished';
  if (job.end === 'timed-out') return ' and exceeded resource walltime';
  if (job.end === 'out-of-memory') return ' and exceeded resource mem';
  return job.end === 'failed' ? ' and failed' : '';
}

/** @see e2e/transcripts/pbs/queued*.json; sched_error messages in src/scheduler/job_info.cpp, OpenPBS 23.06.06 */
function waitCommentOf(job: Job, engine: Engine): string | undefined {
  switch (job.reason) {
    case 'held-by-centre':
      return `Job held by root on ${ctimeOf(job.changedAt, 'UTC')}`;
    case 'resources':
      return `Not Running: Insufficient amount of resource: ${shortageOf(job, engine)}`;
    case 'priority':
      return 'Not Running: Job would break strict sorted order';
    case 'nodes-unavailable':
      return 'Not Running: Not enough free nodes available';
    case 'never-fits':
      return 'Can Never Run: Not enough total nodes available';
    case 'array-limit':
      return 'Not Running: Number of concurrent running subjobs limit reached';
    case 'login-limit':
      return 'Not Running: User has reached server running job limit.';
    case 'partition-time-limit':
    case 'none':
    case 'held-by-user':
    case 'begin-time':
    case 'dependency':
    case 'dependency-never':
      return undefined;
  }
}

/** `ngpus (R: 4 A: 1 T: 8)`: asked, available, in total. */
function shortageOf(job: Job, engine: Engine): string {
  const nodes = engine.nodes().filter((node) => node.partition === job.partition && node.state === 'up');
  const sum = (each: (node: (typeof nodes)[number]) => number) =>
    nodes.reduce((total, node) => total + each(node), 0);
  const gpus = gpusOf(job);
  const freeGpus = sum((node) => node.gpus - node.usedGpuIndices.length);
  const freeCores = sum((node) => node.cores - node.usedCores);
  return gpus > 0 && (gpus > freeGpus || coresOf(job) <= freeCores)
    ? `ngpus (R: ${gpus} A: ${freeGpus} T: ${sum((node) => node.gpus)})`
    : `ncpus (R: ${coresOf(job)} A: ${freeCores} T: ${sum((node) => node.cores)})`;
}

/** How long it has been eligible to run, as `eligible_time`. */
export function eligibleTimeOf(job: Job, now: Date): string {
  if (!job.eligibleAt) return '00:00:00';
  const until = job.startAt ?? job.endAt ?? now;
  return clockOf((until.getTime() - job.eligibleAt.getTime()) / 1000);
}
