import type { Locale } from '#server/contract/roles';
import type { GpuTime } from './gpu-hours';
import { numberFormat } from './number';

const units: Record<Locale, (value: string) => string> = {
  ko: () => 'GPU-\u2060초',
  en: (value) => (value === '1' ? 'GPU-\u2060second' : 'GPU-\u2060seconds'),
};

/**
 * Ledger units to the last digit, e.g. `1,250 GPU-초`: for sums that must be seen to be right, and for what is too little to be hours.
 * Never throws for integers.
 */
export function formatGpuSeconds(milliGpuSeconds: GpuTime, locale: Locale): string {
  // A double holds 15 digits: thousandths of a second of 100 million GPU-hours.
  const value = numberFormat(locale, { maximumFractionDigits: 3 }).format(Number(milliGpuSeconds) / 1000);
  return `${value}\u00a0${units[locale](value)}`;
}
