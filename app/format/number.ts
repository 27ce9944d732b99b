import type { Locale } from '#server/contract/roles';

const formats = new Map<string, Intl.NumberFormat>();

/** A number with grouping, e.g. `1,204`. digits: decimals shown at most (0). Never throws. */
export function formatNumber(value: number | bigint, locale: Locale, digits = 0): string {
  return numberFormat(locale, { maximumFractionDigits: digits }).format(value);
}

/** One cached `Intl.NumberFormat`: making one costs more than using it a hundred times. Never throws for valid options. */
export function numberFormat(locale: Locale, options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const key = `${locale}${JSON.stringify(options)}`;
  let format = formats.get(key);
  if (!format) formats.set(key, (format = new Intl.NumberFormat(locale, options)));
  return format;
}
