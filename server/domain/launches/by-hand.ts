import type { LaunchOfJob } from '#db/queries/jobs/by-hand';
import type { QueueJob, UsageRun } from '../../bridge/scheduler/port';

/** How far a cluster's clock may be off ours; ids come round again after days, not within an hour. @see slurm.conf(5), MaxJobId */
const clockSkewMs = 3_600_000;

/** A duplicate of a launch's job, submitted by accident, ends at its first act. What runs longer under such a name is its person's doing. */
const fencedSeconds = 60;

/** What is known of one job, or of one task of an array, whoever says it. */
export type SeenByHand = Pick<
  QueueJob | UsageRun,
  'parentJobId' | 'arrayIndex' | 'name' | 'login' | 'submittedAt' | 'startedAt' | 'gpus'
>;

/** The launch that a job's name says it belongs to; undefined for any other name. Never throws. */
export const launchIdOfName = (name: string): string | undefined =>
  /^modu-([0-9A-HJKMNP-TV-Z]{26})$/.exec(name)?.[1];

/** Jobs by the id that their tasks share. Never throws. */
export function groupByParent<Job extends SeenByHand>(jobs: readonly Job[]): Map<string, Job[]> {
  const groups = new Map<string, Job[]>();
  for (const job of jobs) groups.set(job.parentJobId, [...(groups.get(job.parentJobId) ?? []), job]);
  return groups;
}

/**
 * Whether a launch of the person stands for these tasks already: under the same id, submitted while it lived (ids come round again); or,
 * named as the portal names its jobs, of a launch whose id is not known yet, of none at all (the sweeper's business), or as a duplicate that
 * has run for less than its fence takes. Pure.
 */
export function isKnownJob(
  tasks: readonly SeenByHand[],
  personId: string,
  launches: readonly LaunchOfJob[],
  nowAt = new Date(),
): boolean {
  const [first] = tasks;
  if (!first) return true;
  const submittedMs = (first.submittedAt ?? nowAt).getTime();
  const own = launches.filter((launch) => launch.personId === personId);
  const lived = own.some(
    (launch) =>
      launch.schedulerJobId === first.parentJobId &&
      submittedMs >= launch.fromAt.getTime() - clockSkewMs &&
      submittedMs <= (launch.endedAt ?? nowAt).getTime() + clockSkewMs,
  );
  const namedId = launchIdOfName(first.name);
  // Named as ours and nobody's: an orphan, which the sweeper cancels.
  const isOrphan = namedId !== undefined && !launches.some((launch) => launch.id === namedId);
  if (lived || isOrphan) return true;
  const named = own.find((launch) => launch.id === namedId);
  if (!named) return false;
  return named.schedulerJobId === null || tasks.every((task) => secondsOf(task, nowAt) < fencedSeconds);
}

function secondsOf(task: SeenByHand, nowAt: Date): number {
  if ('seconds' in task && typeof task.seconds === 'number') return task.seconds;
  return task.startedAt ? (nowAt.getTime() - task.startedAt.getTime()) / 1000 : 0;
}
