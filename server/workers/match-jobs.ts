import type { LaunchRow } from '#db/queries/launches/launch-rows';
import type { JobChange } from '#db/queries/jobs/write-jobs';
import type { QueueJob, UsageRun } from '../bridge/scheduler/port';

/** The jobs of a queue by the launch that they belong to: by the saved id and by the name, which both must agree. Pure. */
export function jobsByLaunch(
  launches: readonly LaunchRow[],
  jobs: readonly QueueJob[],
): Map<string, QueueJob[]> {
  const byParent = new Map<string, QueueJob[]>();
  for (const job of jobs) byParent.set(job.parentJobId, [...(byParent.get(job.parentJobId) ?? []), job]);
  return new Map(
    launches.map((launch) => [
      launch.id,
      // An id can be used again after it wrapped round; the name cannot. @see slurm.conf(5), MaxJobId
      (byParent.get(launch.scheduler_job_id ?? '') ?? []).filter((job) => job.name === `modu-${launch.id}`),
    ]),
  );
}

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
  for (const run of runs) {
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
