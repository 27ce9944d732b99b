import type { LaunchView } from '#server/launch-services';
import type { Step } from '../ui/steps';
import { hasEnded } from './job-look';

export const pathKeys = ['held', 'sent', 'queued', 'running', 'ended', 'settled'] as const;
export type PathKey = (typeof pathKeys)[number];

export interface PathStep {
  key: PathKey;
  at: Date | undefined;
  state: Step['state'];
}

/**
 * The way a launch has gone and has before it: what happened with its instant, what happens now, what is to come. What an end left out
 * (a job cancelled in the queue never ran) is not shown. Never throws.
 */
export function jobPath(launch: Pick<LaunchView, 'at' | 'state' | 'end'>): PathStep[] {
  const at: Record<PathKey, Date | undefined> = {
    held: launch.at.held,
    sent: launch.at.accepted,
    queued: launch.at.queued ?? launch.at.released,
    running: launch.at.running,
    ended: launch.at.ended,
    settled: launch.at.settled,
  };
  const last = pathKeys.findLastIndex((key) => at[key] !== undefined);
  return pathKeys.flatMap((key, index): PathStep[] => {
    if (index > last) return [{ key, at: undefined, state: index === last + 1 ? 'now' : 'todo' }];
    if (at[key] === undefined) return [];
    return [{ key, at: at[key], state: key === 'ended' ? endState(launch) : 'done' }];
  });
}

function endState({ state, end }: Pick<LaunchView, 'state' | 'end'>): Step['state'] {
  if (!hasEnded(state) || end === undefined || end === 'completed') return 'done';
  return end === 'cancelled' || end === 'preempted' ? 'stopped' : 'failed';
}
