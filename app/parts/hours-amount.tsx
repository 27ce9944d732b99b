import { useFormat } from '../format/use-format';

/** Hours in a cell: with their unit, and nothing as a quiet 0. */
export function HoursAmount({ amount, isStrong }: { amount: number; isStrong?: boolean }) {
  const format = useFormat();
  if (amount === 0) return <span className="text-text-3">0</span>;
  const text = format.gpuHours(amount);
  return isStrong ? <b>{text}</b> : <>{text}</>;
}
