import { useMemo } from 'react';
import { useLocale } from 'use-intl';
import { formatInstant } from '../format/instant';

/** Days of requests are days, not instants: they read the same in every zone. */
const noZone = 'UTC';

/** Turns `YYYY-MM-DD` into the reader's words: `10월 14일`, `14 October`. */
export function useDay(): (on: string) => string {
  const locale = useLocale();
  return useMemo(() => (on: string) => formatInstant(`${on}T00:00:00Z`, 'day', locale, noZone), [locale]);
}
