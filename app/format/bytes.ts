import type { Locale } from '#server/contract/roles';
import { numberFormat } from './number';

const names = ['B', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB'];

/** A size in binary units with a no-break space: `512 B`, `1.3 MiB`, `64 GiB`. One decimal under 10. Never throws. */
export function formatBytes(bytes: number | bigint, locale: Locale): string {
  let value = Math.max(0, Number(bytes));
  let step = 0;
  while (value >= 1023.5 && step < names.length - 1) {
    value /= 1024;
    step += 1;
  }
  const digits = step > 0 && value < 9.95 ? 1 : 0;
  return `${numberFormat(locale, { maximumFractionDigits: digits }).format(value)}\u00a0${names[step]}`;
}
