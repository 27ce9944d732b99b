import { milliGpuSecondsPerGpuHour } from '#server/contract/hours';
import type { Locale } from '#server/contract/roles';
import { numberFormat } from './number';

/** Ledger units as they arrive: bigint on the server, a safe integer in views, a numeral in some answers. */
export type GpuTime = bigint | number | string;

/** U+2060 keeps hyphen and word together; see `finish-text.ts`. */
const units: Record<Locale, (value: string) => string> = {
  ko: () => 'GPU-\u2060시간',
  en: (value) => (value === '1' ? 'GPU-\u2060hour' : 'GPU-\u2060hours'),
};

/**
 * Hours with their unit, e.g. `14.2 GPU-시간`, with a no-break space between. Digits by size: `0.02`, `1.4`, `14.2`, `1,204`;
 * what is not nothing is never shown as 0 (`<0.01`). Never throws for integers.
 */
export function formatGpuHours(milliGpuSeconds: GpuTime, locale: Locale): string {
  const { value, unit } = gpuHoursParts(milliGpuSeconds, locale);
  return `${value}\u00a0${unit}`;
}

/** The same in two parts, for a figure whose unit is set smaller. Never throws for integers. */
export function gpuHoursParts(milliGpuSeconds: GpuTime, locale: Locale): { value: string; unit: string } {
  const value = hoursText(BigInt(milliGpuSeconds), locale);
  return { value, unit: units[locale](value) };
}

function hoursText(amount: bigint, locale: Locale): string {
  const size = amount < 0n ? -amount : amount;
  // A double holds 15 digits: enough for every balance once it is in hours.
  const hours = Number(size) / milliGpuSecondsPerGpuHour;
  const sign = amount < 0n ? '−' : '';
  if (size === 0n) return '0';
  if (hours < 0.01) return amount < 0n ? `${sign}0.01` : '<0.01';
  const digits = hours < 0.995 ? 2 : hours < 999.5 ? 1 : 0;
  return sign + numberFormat(locale, { maximumFractionDigits: digits }).format(hours);
}
