import type { Forecast } from './engine';
import type { Job, JobRequest, NodeShare } from './job';
import { sharesOf, type NodeSet, type Occupant } from './node-set';
import { place } from './placement';

export type Placeable = Pick<
  JobRequest,
  'chunks' | 'placement' | 'isExclusive' | 'partition' | 'walltimeSeconds' | 'beginAt'
>;

interface Stay extends Occupant {
  readonly endMs: number;
}

/** How far down the queue is looked; a place further back is not foreseen, as with Slurm's bf_max_job_test. */
const depth = 300;

/**
 * When each job of the queue would start if all that runs, and all before it in its partition, took its whole walltime. Jobs in the
 * order of the queue; the answers stand at the same places. `startAt` undefined: not foreseeable.
 */
export function foresee(
  queue: readonly Placeable[],
  { nodes, running, now }: { nodes: NodeSet; running: readonly Job[]; now: number },
): Forecast[] {
  const stays = running.map((job): Stay => ({ id: job.id, shares: sharesOf(job), endMs: endOf(job, now) }));
  const lastStart = new Map<string, number>();
  return queue.map((job, at): Forecast => {
    if (at >= depth) return { startAt: undefined, nodeNames: [] };
    const from = Math.max(now, lastStart.get(job.partition) ?? 0, job.beginAt?.getTime() ?? 0);
    const found = earliest(job, from, stays, nodes);
    if (!found) return { startAt: undefined, nodeNames: [] };
    lastStart.set(job.partition, found.atMs);
    stays.push({ id: -1 - at, shares: found.shares, endMs: found.atMs + job.walltimeSeconds * 1000 });
    return { startAt: new Date(found.atMs), nodeNames: found.shares.map((share) => share.node) };
  });
}

/** Room only grows when something ends, so those are the only instants to look at. */
function earliest(
  job: Placeable,
  from: number,
  stays: readonly Stay[],
  nodes: NodeSet,
): { atMs: number; shares: NodeShare[] } | undefined {
  const ends = [...new Set(stays.map((stay) => stay.endMs).filter((end) => end > from))].sort(
    (a, b) => a - b,
  );
  for (const atMs of [from, ...ends]) {
    const shares = place(job, nodes.views(stays.filter((stay) => stay.endMs > atMs)));
    if (shares) return { atMs, shares };
  }
  return undefined;
}

/** A job that is over its walltime is about to end. */
const endOf = (job: Job, now: number) =>
  Math.max(now + 1, (job.startAt?.getTime() ?? now) + job.walltimeSeconds * 1000);
