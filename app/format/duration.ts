import type { Locale } from '#server/contract/roles';

type Unit = 'day' | 'hour' | 'minute' | 'second';
const seconds: Record<Unit, number> = { day: 86_400, hour: 3600, minute: 60, second: 1 };
const order: readonly Unit[] = ['day', 'hour', 'minute', 'second'];

const words: Record<Locale, Record<Unit, string>> = {
  ko: { day: '일', hour: '시간', minute: '분', second: '초' },
  en: { day: '\u00a0d', hour: '\u00a0h', minute: '\u00a0min', second: '\u00a0s' },
};

/**
 * A length of clock time in its two largest units: `1시간 20분`, `41분`, `12초`, `2일 3시간`; under ten minutes with seconds
 * (`1분 5초`). Rounded down, so that what is shown has really passed; negative counts as 0. Never throws.
 */
export function formatDuration(durationSeconds: number, locale: Locale): string {
  const total = Math.max(0, Math.floor(durationSeconds));
  const largest = order.find((unit) => total >= seconds[unit]) ?? 'second';
  const count = Math.floor(total / seconds[largest]);
  const next = order[order.indexOf(largest) + 1];
  const first = `${count}${words[locale][largest]}`;
  if (next === undefined || (largest === 'minute' && count >= 10)) return first;
  const rest = Math.floor((total % seconds[largest]) / seconds[next]);
  return rest === 0 ? first : `${first} ${rest}${words[locale][next]}`;
}

/** A stopwatch's form for what counts up on a page: `0:41`, `12:05`, `1:02:09`, `49:00:00`. Negative counts as 0. Never throws. */
export function formatClock(durationSeconds: number): string {
  const total = Math.max(0, Math.floor(durationSeconds));
  const two = (value: number) => String(value).padStart(2, '0');
  const hours = Math.floor(total / 3600);
  const minutes = Math.floor((total % 3600) / 60);
  return hours > 0 ? `${hours}:${two(minutes)}:${two(total % 60)}` : `${minutes}:${two(total % 60)}`;
}
