/**
 * Ledger unit: one thousandth of a second of the reference accelerator. bigint in the ledger and the database,
 * a safe integer number in views and the API (2^53 mGPU·s is 2.5 thousand million GPU-hours).
 */
export type MilliGpuSeconds = bigint;

export const milliGpuSecondsPerGpuHour = 3_600_000;

/** Turns ledger units into a view's number. @throws RangeError when not a safe integer, which no real balance reaches. */
export function toViewNumber(amount: MilliGpuSeconds): number {
  const number = Number(amount);
  if (!Number.isSafeInteger(number)) throw new RangeError('amount of hours is not a safe integer');
  return number;
}

/** Extra seconds held on top of the walltime: KillWait (30 s, slurm.conf(5)) and 120 s for start, end and clock skew. */
export const holdMarginSeconds = 150;

/**
 * What a launch can cost at most, in ledger units: every task of an array may run to its limit.
 * CPU-only launches (0 GPUs) are billed as a tenth of a GPU, so that nothing is free and nothing is dear.
 */
export function maxCostMilliGpuSeconds(launch: {
  gpus: number;
  walltimeSeconds: number;
  tasks: number;
  rateMilli: number;
}): MilliGpuSeconds {
  return costMilliGpuSeconds({
    gpus: launch.gpus,
    seconds: (launch.walltimeSeconds + holdMarginSeconds) * launch.tasks,
    rateMilli: launch.rateMilli,
  });
}

/** What a number of seconds on some GPUs costs. rateMilli: 1000 = the reference accelerator. Never negative. */
export function costMilliGpuSeconds(use: {
  gpus: number;
  seconds: number;
  rateMilli: number;
}): MilliGpuSeconds {
  const milliGpus = use.gpus > 0 ? use.gpus * 1000 : 100;
  return (BigInt(Math.max(0, Math.round(use.seconds))) * BigInt(milliGpus) * BigInt(use.rateMilli)) / 1000n;
}
