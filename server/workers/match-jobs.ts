import type { LaunchRow } from '#db/queries/launches/launch-rows';
import type { JobChange } from '#db/queries/jobs/write-jobs';
import type { QueueJob, UsageRun } from '../bridge/scheduler/port';

/** How far a cluster's clock may be behind ours. A used id comes again after days, not within an hour. @see slurm.conf(5), MaxJobId */
const clockSkewMs = 3_600_000;

/** What is known of a job, whoever says it. */
type Sighting = Pick<QueueJob | UsageRun, 'parentJobId' | 'login' | 'submittedAt'>;

/**
 * What was seen, by the launch that it belongs to: under the scheduler's id, of the launch's own login, submitted since the launch was
 * (ids come round again). The name says nothing: its owner may change it (scontrol(1), update JobName; qalter(1B), -N). A launch whose
 * id is not known yet has no jobs here; the launcher at the cluster looks for those by name. Pure.
 */
export function jobsByLaunch<Job extends Sighting>(
  launches: readonly LaunchRow[],
  jobs: readonly Job[],
): Map<string, Job[]> {
  const byParent = new Map<string, Job[]>();
  for (const job of jobs) byParent.set(job.parentJobId, [...(byParent.get(job.parentJobId) ?? []), job]);
  return new Map(
    launches.map((launch) => [
      launch.id,
      (byParent.get(launch.scheduler_job_id ?? '') ?? []).filter((job) => isOf(launch, job)),
    ]),
  );
}

function isOf(launch: LaunchRow, job: Sighting): boolean {
  const earliest = (launch.submitting_at ?? launch.created_at).getTime() - clockSkewMs;
  return job.login === launch.login_name && (job.submittedAt?.getTime() ?? earliest) >= earliest;
}

/** Of an array as a whole, not of one of its tasks: it says that the array is there, and nothing of how its tasks do. Never throws. */
export const isWholeArray = (launch: LaunchRow, job: { arrayIndex: number | undefined }): boolean =>
  launch.array_range !== null && job.arrayIndex === undefined;

/** What the queue says of one job, as a row of the launch it belongs to. Never throws. */
export const fromQueue = (launch: LaunchRow, job: QueueJob): JobChange => ({
  launchId: launch.id,
  clusterId: launch.cluster_id,
  schedulerJobId: job.schedulerJobId,
  arrayIndex: job.arrayIndex ?? null,
  state: job.state,
  end: job.end ?? null,
  exitCode: job.exitCode ?? null,
  exitSignal: job.exitSignal ?? null,
  reasonCode: job.reasonCode ?? null,
  node: job.node ?? null,
  startedAt: job.startedAt ?? null,
  endedAt: job.state === 'ended' ? (job.endedAt ?? null) : null,
});

/** The last run of each task, where accounting says that it has ended. */
export function fromUsage(launch: LaunchRow, runs: readonly UsageRun[]): JobChange[] {
  const last = new Map<number | null, UsageRun>();
  for (const run of runs.filter((one) => !isWholeArray(launch, one))) {
    const key = run.arrayIndex ?? null;
    const before = last.get(key);
    if (!before || run.submittedAt >= before.submittedAt) last.set(key, run);
  }
  return [...last.entries()].flatMap(([arrayIndex, run]): JobChange[] =>
    run.end === undefined
      ? []
      : [
          {
            launchId: launch.id,
            clusterId: launch.cluster_id,
            schedulerJobId: run.schedulerJobId,
            arrayIndex,
            state: 'ended',
            end: run.end,
            exitCode: run.exitCode ?? null,
            exitSignal: run.exitSignal ?? null,
            reasonCode: null,
            node: run.node ?? null,
            startedAt: run.startedAt ?? null,
            endedAt: run.endedAt ?? null,
          },
        ],
  );
}
