import { costMilliGpuSeconds } from '#server/contract/hours';
import { endsPaidByPlatform } from '#server/contract/launch-states';
import type { LaunchView } from '#server/launch-services';
import { hasEnded } from './job-look';

export interface JobSpending {
  heldMilliGpuSeconds: number;
  /** What accounting says once it is settled; until then an estimate by the clock, never over what is held. */
  usedMilliGpuSeconds: number;
  /** What came back, or would if it ended now. */
  backMilliGpuSeconds: number;
  isSettled: boolean;
  isPaidByPlatform: boolean;
}

/** What a launch has cost. loadedAt: when the view was made; while tasks run, their seconds since then are added. Never throws. */
export function jobSpending(launch: LaunchView, loadedAt: Date, nowAt: Date): JobSpending {
  const isSettled = launch.chargedMilliGpuSeconds !== undefined;
  const held = launch.heldMilliGpuSeconds;
  const used =
    launch.chargedMilliGpuSeconds ??
    Math.min(held, launch.soFarMilliGpuSeconds + since(launch, loadedAt, nowAt));
  return {
    heldMilliGpuSeconds: held,
    usedMilliGpuSeconds: used,
    backMilliGpuSeconds: Math.max(0, held - used),
    isSettled,
    isPaidByPlatform:
      hasEnded(launch.state) && launch.end !== undefined && endsPaidByPlatform.includes(launch.end),
  };
}

function since(launch: LaunchView, loadedAt: Date, nowAt: Date): number {
  if (launch.state !== 'running') return 0;
  const running = launch.jobs.filter((job) => job.state === 'running').length;
  const seconds = ((nowAt.getTime() - loadedAt.getTime()) / 1000) * Math.max(1, running);
  return Number(costMilliGpuSeconds({ gpus: launch.gpus, seconds, rateMilli: launch.rateMilli }));
}
