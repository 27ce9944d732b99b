/**
 * Reads an instant as PBS prints it, `Tue Nov 24 03:25:23 2026`, asked for with `TZ=UTC`; undefined when it is none. Never throws.
 * @see qstat(1B), OpenPBS 23.06; e2e/transcripts/pbs/timezone.txt: the asking client's zone, without saying which
 */
export function readPbsInstant(text: string | undefined): Date | undefined {
  const match = /^[A-Z][a-z]{2} ([A-Z][a-z]{2}) {1,2}(\d{1,2}) (\d{2}):(\d{2}):(\d{2}) (\d{4})$/.exec(text ?? '');
  const month = months.indexOf(match?.[1] ?? '');
  if (!match || month < 0) return undefined;
  const [day, hour, minute, second, year] = match.slice(2).map(Number) as [number, number, number, number, number];
  return new Date(Date.UTC(year, month, day, hour, minute, second));
}

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** Reads seconds since 1970 (`history_timestamp`); undefined when it is no such number. Never throws. */
export function readEpoch(text: string | undefined): Date | undefined {
  return /^\d{9,11}$/.test(text ?? '') ? new Date(Number(text) * 1000) : undefined;
}

/** Reads a duration, `HH:MM:SS` with hours past 24, `MM:SS` or seconds, in seconds; undefined when it is none. Never throws. */
export function readPbsDuration(text: string | undefined): number | undefined {
  const match = /^(?:(?:(\d{1,9}):)?(\d{1,9}):)?(\d{1,12})(?:\.\d+)?$/.exec(text ?? '');
  if (!match) return undefined;
  const seconds = Number(match[1] ?? 0) * 3_600 + Number(match[2] ?? 0) * 60 + Number(match[3]);
  return Number.isSafeInteger(seconds) ? seconds : undefined;
}

/** Writes seconds as `HH:MM:SS`. Never throws for whole numbers from 0 on. */
export function writePbsDuration(seconds: number): string {
  const two = (value: number) => String(value).padStart(2, '0');
  return `${two(Math.floor(seconds / 3_600))}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
}
