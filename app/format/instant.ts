import type { Locale } from '#server/contract/roles';

export type Instant = Date | string | number;
/** time `14:05` · seconds `14:05:09` · day `10월 14일` · dayTime `10월 14일 14:05` · weekday `10월 14일 화요일` · full with year. */
export type InstantStyle = 'time' | 'seconds' | 'day' | 'dayTime' | 'weekday' | 'full';

const clock = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const;
const styles: Record<InstantStyle, Intl.DateTimeFormatOptions> = {
  time: clock,
  seconds: { ...clock, second: '2-digit' },
  day: { month: 'long', day: 'numeric' },
  dayTime: { month: 'long', day: 'numeric', ...clock },
  weekday: { month: 'long', day: 'numeric', weekday: 'long' },
  full: { year: 'numeric', month: 'long', day: 'numeric', ...clock },
};
/** British order and 24-hour clock: short, and not to be misread. */
const tags: Record<Locale, string> = { ko: 'ko-KR', en: 'en-GB' };
const formats = new Map<string, Intl.DateTimeFormat>();

/**
 * An instant in the reader's zone. zone: an IANA name known to this runtime.
 * The same on server and page, so that hydration finds what it expects. @throws RangeError for an invalid instant or zone.
 */
export function formatInstant(at: Instant, style: InstantStyle, locale: Locale, zone: string): string {
  const key = `${locale}/${zone}/${style}`;
  let format = formats.get(key);
  if (!format) {
    formats.set(key, (format = new Intl.DateTimeFormat(tags[locale], { ...styles[style], timeZone: zone })));
  }
  // ICU versions differ in the space they put before a time; a page and its server may have different ones.
  return format.format(new Date(at)).replace(/[\u202f\u00a0]/g, ' ');
}

/** A stretch of time of one day, `10:41~10:47` or `10:41–10:47`; with days when it spans midnight. @throws RangeError as above. */
export function formatInterval(from: Instant, to: Instant, locale: Locale, zone: string): string {
  const isOneDay = formatInstant(from, 'day', locale, zone) === formatInstant(to, 'day', locale, zone);
  const style = isOneDay ? 'time' : 'dayTime';
  const dash = locale === 'ko' ? '~' : '–';
  return `${formatInstant(from, style, locale, zone)}${dash}${formatInstant(to, style, locale, zone)}`;
}

/** Whether this runtime knows a zone's name; what a cookie says is checked by this before it is used. Never throws. */
export function isZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return /^[A-Za-z0-9_+\-/]{1,64}$/.test(name);
  } catch {
    return false;
  }
}
