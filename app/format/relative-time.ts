import type { Locale } from '#server/contract/roles';
import type { Instant } from './instant';

const units = [
  ['day', 86_400],
  ['hour', 3600],
  ['minute', 60],
] as const;
const now: Record<Locale, string> = { ko: '방금', en: 'just now' };
const soon: Record<Locale, string> = { ko: '곧', en: 'soon' };
const formats = new Map<Locale, Intl.RelativeTimeFormat>();

/**
 * How long ago or until, from `nowAt`: `방금`, `3분 전`, `어제`, `2시간 후`; under a minute in words. Rounded towards now.
 * nowAt comes from the loader on the first render, so that server and page agree. Never throws for valid instants.
 */
export function formatRelative(at: Instant, nowAt: Instant, locale: Locale): string {
  const seconds = (new Date(at).getTime() - new Date(nowAt).getTime()) / 1000;
  const unit = units.find(([, size]) => Math.abs(seconds) >= size);
  if (!unit) return seconds > 5 ? soon[locale] : now[locale];
  let format = formats.get(locale);
  if (!format) formats.set(locale, (format = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' })));
  return format.format(Math.trunc(seconds / unit[1]), unit[0]);
}
