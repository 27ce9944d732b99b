import { milliGpuSecondsPerGpuHour } from '#server/contract/hours';
import { useFormat } from '../format/use-format';

interface Props {
  amount: number;
  /** The largest amount of the row: a row of less than an hour is in seconds, so that its amounts are seen to add up. [amount] */
  beside?: number;
  isStrong?: boolean;
}

/** Hours in a cell: with their unit, and nothing as a quiet 0. */
export function HoursAmount({ amount, beside = amount, isStrong }: Props) {
  const format = useFormat();
  if (amount === 0) return <span className="text-text-3">0</span>;
  const text = beside < milliGpuSecondsPerGpuHour ? format.gpuSeconds(amount) : format.gpuHours(amount);
  return isStrong ? <b>{text}</b> : <>{text}</>;
}
