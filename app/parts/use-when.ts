import { useFormat } from '../format/use-format';

/** An instant as short as it can be read from now: only the clock on the same day, otherwise with its day. */
export function useWhen(nowAt: Date) {
  const format = useFormat();
  const today = format.instant(nowAt, 'day');
  return (at: Date, style: 'time' | 'seconds' = 'time'): string =>
    format.instant(at, format.instant(at, 'day') === today ? style : 'dayTime');
}
