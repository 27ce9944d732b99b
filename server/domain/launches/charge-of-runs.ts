import { costMilliGpuSeconds } from '../../contract/hours';
import { endsPaidByPlatform, type End } from '../../contract/launch-states';

/** One run of a job, as it was used. */
export interface UsedRun {
  seconds: number;
  /** As accounting allocated them. */
  gpus: number;
  end: End;
}

/** Who pays for a run that ended so: the platform for what was nobody's doing. Never throws. */
export const paidBy = (end: End): 'person' | 'platform' =>
  endsPaidByPlatform.includes(end) ? 'platform' : 'person';

/** What the person pays for these runs, every requeue counted. rateMilli: the launch's own, as it was when it was made. Pure. */
export function chargeOfRuns(runs: readonly UsedRun[], rateMilli: number): bigint {
  return runs
    .filter((run) => paidBy(run.end) === 'person')
    .reduce((sum, run) => sum + costMilliGpuSeconds({ gpus: run.gpus, seconds: run.seconds, rateMilli }), 0n);
}

/**
 * GPUs that one run is charged for. A launch that asked for none pays for none, whatever a shared node counts, and one that asked for some
 * pays for no fewer. A job typed by hand pays for what accounting says: the queue only estimates how many it asks for. Pure.
 */
export function billableGpus(launch: { kind: string; gpus: number }, accounted: number): number {
  if (launch.kind === 'by-hand') return accounted > 0 ? accounted : launch.gpus;
  return launch.gpus === 0 ? 0 : Math.max(accounted, launch.gpus);
}
