import { milliGpuSecondsPerGpuHour } from '#server/contract/hours';

/** GPU-hours as typed (`12`, `0.5`, `1,200`) in ledger units; undefined when it is no number over 0. Never throws. */
export function hoursTyped(text: string): number | undefined {
  const plain = text.trim().replace(/,(?=\d{3}(\D|$))/g, '');
  if (!/^\d{1,9}(\.\d{1,9})?$|^\.\d{1,9}$/.test(plain)) return undefined;
  const amount = Math.round(Number(plain) * milliGpuSecondsPerGpuHour);
  return amount > 0 ? amount : undefined;
}
