import { useMemo } from 'react';
import { useLocale, useTimeZone } from 'use-intl';
import { formatBytes } from './bytes';
import { formatClock, formatDuration } from './duration';
import { formatGpuHours, gpuHoursParts, type GpuTime } from './gpu-hours';
import { formatGpuSeconds } from './gpu-seconds';
import { formatInstant, formatInterval, type Instant, type InstantStyle } from './instant';
import { formatWon } from './money';
import { formatNumber } from './number';
import { formatPercent } from './percent';
import { formatRelative } from './relative-time';

/** Where no zone is known yet. */
export const defaultZone = 'Asia/Seoul';

/** Every format of this folder, bound to the reader's language and zone: `const format = useFormat(); format.gpuHours(left)`. */
export function useFormat() {
  const locale = useLocale();
  const zone = useTimeZone() ?? defaultZone;
  return useMemo(
    () => ({
      gpuHours: (amount: GpuTime) => formatGpuHours(amount, locale),
      gpuHoursParts: (amount: GpuTime) => gpuHoursParts(amount, locale),
      gpuSeconds: (amount: GpuTime) => formatGpuSeconds(amount, locale),
      duration: (seconds: number) => formatDuration(seconds, locale),
      clock: formatClock,
      bytes: (bytes: number | bigint) => formatBytes(bytes, locale),
      number: (value: number | bigint, digits?: number) => formatNumber(value, locale, digits),
      percent: (part: number, digits?: number) => formatPercent(part, locale, digits),
      won: (won: number | bigint) => formatWon(won, locale),
      instant: (at: Instant, style: InstantStyle) => formatInstant(at, style, locale, zone),
      interval: (from: Instant, to: Instant) => formatInterval(from, to, locale, zone),
      relative: (at: Instant, nowAt: Instant) => formatRelative(at, nowAt, locale),
    }),
    [locale, zone],
  );
}
