import type { Locale } from '#server/contract/roles';
import { numberFormat } from './number';

/** A part of one as a percentage: `0.592` → `59%`. digits: decimals shown at most (0). Something is never shown as 0 %. Never throws. */
export function formatPercent(part: number, locale: Locale, digits = 0): string {
  const format = numberFormat(locale, { style: 'percent', maximumFractionDigits: digits });
  const least = 10 ** -(digits + 2);
  return part > 0 && part < least / 2 ? `<${format.format(least)}` : format.format(part);
}
