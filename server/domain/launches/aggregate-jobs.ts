import type { End, JobState, LaunchState } from '../../contract/launch-states';

/** One scheduler job of a launch, as it was last positively seen. */
export interface SeenJob {
  state: JobState;
  end: End | null;
  exitCode: number | null;
  exitSignal: number | null;
  reasonCode: string | null;
  reasonWords: string | null;
  startedAt: Date | null;
  endedAt: Date | null;
}

export interface LaunchAggregate {
  state: Extract<LaunchState, 'released' | 'queued' | 'running' | 'ended'>;
  end: End | null;
  exitCode: number | null;
  exitSignal: number | null;
  reasonCode: string | null;
  reasonWords: string | null;
  runningAt: Date | null;
  endedAt: Date | null;
}

/** The worst end of an array is the launch's: what a person must look at first. */
const worstFirst: readonly End[] = [
  'failed',
  'out-of-memory',
  'timed-out',
  'node-failed',
  'lost',
  'preempted',
  'cancelled',
  'rejected',
  'completed',
];

/** What a launch does, from its jobs; `tasks` is how many there must be before it can have ended. Pure; never throws. */
export function aggregateJobs(jobs: readonly SeenJob[], tasks: number): LaunchAggregate {
  const times = (of: (job: SeenJob) => Date | null) => jobs.flatMap((job) => of(job)?.getTime() ?? []);
  const started = times((job) => job.startedAt);
  const ended = times((job) => job.endedAt);
  const base = {
    end: null,
    exitCode: null,
    exitSignal: null,
    reasonCode: null,
    reasonWords: null,
    runningAt: started.length > 0 ? new Date(Math.min(...started)) : null,
    endedAt: null,
  };
  const hasEnded = jobs.length >= tasks && jobs.every((job) => job.state === 'ended');
  if (hasEnded) {
    const worst = [...jobs].sort((a, b) => rank(a.end) - rank(b.end))[0];
    return {
      ...base,
      state: 'ended',
      end: worst?.end ?? 'lost',
      exitCode: worst?.exitCode ?? null,
      exitSignal: worst?.exitSignal ?? null,
      reasonWords: worst?.reasonWords ?? null,
      endedAt: ended.length > 0 ? new Date(Math.max(...ended)) : null,
    };
  }
  if (jobs.some((job) => job.state === 'running' || job.state === 'ended'))
    return { ...base, state: 'running' };
  const waiting = jobs.find((job) => job.state === 'queued');
  if (waiting)
    return { ...base, state: 'queued', reasonCode: waiting.reasonCode, reasonWords: waiting.reasonWords };
  return {
    ...base,
    state: 'released',
    reasonCode: jobs[0]?.reasonCode ?? null,
    reasonWords: jobs[0]?.reasonWords ?? null,
  };
}

const rank = (end: End | null): number => (end === null ? worstFirst.length : worstFirst.indexOf(end));
