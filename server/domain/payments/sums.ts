import type { PurchaseRow } from '#db/queries/payments/purchases';
import type { RefundRow } from '#db/queries/payments/refunds';

/** What of a purchase has gone back, or is on its way. Pure. */
export function returnedOf(refunds: readonly RefundRow[]): { milliGpuSeconds: bigint; won: bigint } {
  const standing = refunds.filter((refund) => refund.state !== 'failed');
  return {
    milliGpuSeconds: standing.reduce((sum, refund) => sum + refund.milli_gpu_seconds, 0n),
    won: standing.reduce((sum, refund) => sum + refund.won, 0n),
  };
}

/** The hours of a purchase that were not returned yet; none once its whole price went back. Pure. */
export function leftOf(
  purchase: Pick<PurchaseRow, 'won' | 'milli_gpu_seconds'>,
  refunds: readonly RefundRow[],
): bigint {
  const returned = returnedOf(refunds);
  return returned.won >= purchase.won ? 0n : purchase.milli_gpu_seconds - returned.milliGpuSeconds;
}

/**
 * What is paid back for hours: their part of the price, so rounded that all parts together are never more than the price, and the last
 * one is what is left of it. Pure.
 */
export function wonFor(
  purchase: Pick<PurchaseRow, 'won' | 'milli_gpu_seconds'>,
  returned: { milliGpuSeconds: bigint; won: bigint },
  milliGpuSeconds: bigint,
): bigint {
  const upTo = (purchase.won * (returned.milliGpuSeconds + milliGpuSeconds)) / purchase.milli_gpu_seconds;
  return upTo > returned.won ? upTo - returned.won : 0n;
}

/** The hours that a part of the price stands for, rounded up: money that a bank has taken back buys nothing. Pure. */
export const hoursFor = (purchase: Pick<PurchaseRow, 'won' | 'milli_gpu_seconds'>, won: bigint): bigint =>
  (purchase.milli_gpu_seconds * won + purchase.won - 1n) / purchase.won;
