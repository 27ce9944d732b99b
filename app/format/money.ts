import type { Locale } from '#server/contract/roles';
import { numberFormat } from './number';

/** An amount of won: `12,000원`, `₩12,000`. Whole won only: the won has no minor unit (ISO 4217). Never throws. */
export function formatWon(won: number | bigint, locale: Locale): string {
  if (locale === 'ko') return `${numberFormat(locale, { maximumFractionDigits: 0 }).format(won)}원`;
  return numberFormat(locale, { style: 'currency', currency: 'KRW' }).format(won);
}
