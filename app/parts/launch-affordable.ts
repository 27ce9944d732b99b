import { costMilliGpuSeconds, holdMarginSeconds } from '#server/contract/hours';

interface Asked {
  gpus: number;
  tasks: number;
  rateMilli: number;
}

/**
 * The longest walltime that can be paid with what is free, in whole minutes as seconds; undefined when not even a minute can. Never throws.
 * A launch holds its walltime and a margin, for each of its tasks.
 */
export function longestAffordable(
  freeMilliGpuSeconds: number,
  { gpus, tasks, rateMilli }: Asked,
): number | undefined {
  // By the thousand, since the cost of a single second may be rounded.
  const perThousand = Number(costMilliGpuSeconds({ gpus, seconds: 1000 * tasks, rateMilli }));
  if (!(perThousand > 0)) return undefined;
  const minutes = Math.floor(((freeMilliGpuSeconds * 1000) / perThousand - holdMarginSeconds) / 60);
  return minutes >= 1 ? minutes * 60 : undefined;
}
