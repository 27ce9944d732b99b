import type { JobRow, LaunchRow } from '#db/queries/launches/launch-rows';

/** When the first of its running jobs reaches its limit; undefined while none runs. Never throws. */
export function endsAtOf(
  launch: Pick<LaunchRow, 'state' | 'walltime_seconds'>,
  jobs: readonly Pick<JobRow, 'state' | 'started_at'>[],
): Date | undefined {
  if (launch.state !== 'running') return undefined;
  const starts = jobs.flatMap((job) =>
    job.state === 'running' && job.started_at ? [job.started_at.getTime()] : [],
  );
  return starts.length === 0 ? undefined : new Date(Math.min(...starts) + launch.walltime_seconds * 1000);
}

/**
 * How long it may become in all, in seconds; undefined where it cannot be extended: its centre does not, it is an array (each task has a
 * limit of its own), or it was typed by hand (its hours were not asked for here). Never throws.
 */
export const extensionLimitOf = (
  launch: Pick<LaunchRow, 'extend_limit_seconds' | 'array_range' | 'kind'>,
): number | undefined =>
  launch.array_range !== null || launch.kind === 'by-hand'
    ? undefined
    : (launch.extend_limit_seconds ?? undefined);
