import { milliGpuSecondsPerGpuHour } from '#server/contract/hours';
import { useFormat } from '../format/use-format';

interface Props {
  amount: number;
  /** The largest amount of the row: a row of less than an hour is in seconds, so that its amounts are seen to add up. [amount] */
  beside?: number;
  isStrong?: boolean;
}

/** The words for amounts that stand beside `beside`: hours, or seconds where an hour is too much to count in. */
export function useHoursText(beside: number): (amount: number) => string {
  const format = useFormat();
  return beside < milliGpuSecondsPerGpuHour ? format.gpuSeconds : format.gpuHours;
}

/** Hours in a cell: with their unit, and nothing as a quiet 0. */
export function HoursAmount({ amount, beside = amount, isStrong }: Props) {
  const text = useHoursText(beside)(amount);
  if (amount === 0) return <span className="text-text-3">0</span>;
  return isStrong ? <b>{text}</b> : <>{text}</>;
}
