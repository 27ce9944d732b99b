/** An instant as ctime(3) writes it in the zone of the asker's TZ [UTC]: `Tue Nov 24 03:25:23 2026`. */
export function ctimeOf(at: Date, zone: string | undefined): string {
  const parts = partsOf(at, zone);
  return `${parts.weekday} ${parts.month} ${parts.day.padStart(2)} ${parts.hour}:${parts.minute}:${parts.second} ${parts.year}`;
}

/** As comments have it, in the server's zone, which is UTC here: `Tue Nov 24 at 03:25`. */
export function commentTimeOf(at: Date): string {
  const { weekday, month, day, hour, minute } = partsOf(at, 'UTC');
  return `${weekday} ${month} ${day.padStart(2)} at ${hour}:${minute}`;
}

/** `HH:MM:SS`, hours may pass 24. */
export function clockOf(seconds: number): string {
  const two = (value: number) => String(value).padStart(2, '0');
  const whole = Math.max(0, Math.floor(seconds));
  return `${two(Math.floor(whole / 3600))}:${two(Math.floor(whole / 60) % 60)}:${two(whole % 60)}`;
}

/** `[[HH:]MM:]SS[.fraction]` in seconds; undefined for anything else. @see pbs_resources(7B), OpenPBS 23.06, duration */
export function readClock(text: string): number | undefined {
  const match = /^(?:(?:(\d+):)?(\d+):)?(\d+)(?:\.\d+)?$/.exec(text);
  if (!match) return undefined;
  return Number(match[1] ?? 0) * 3600 + Number(match[2] ?? 0) * 60 + Number(match[3]);
}

/** Seconds between two instants as a server counts them that keeps whole seconds. */
export const wholeSeconds = (from: Date, to: Date): number =>
  Math.max(0, Math.floor(to.getTime() / 1000) - Math.floor(from.getTime() / 1000));

function partsOf(at: Date, zone: string | undefined): Record<string, string> & { day: string } {
  const found = formatIn(zone).formatToParts(at);
  const parts = Object.fromEntries(found.map(({ type, value }) => [type, value]));
  return { ...parts, day: parts['day'] ?? '' };
}

const formats = new Map<string, Intl.DateTimeFormat>();

function formatIn(zone: string | undefined): Intl.DateTimeFormat {
  const known = formats.get(zone ?? '');
  if (known) return known;
  const options = {
    weekday: 'short',
    month: 'short',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    year: 'numeric',
    hourCycle: 'h23',
  } as const;
  let format: Intl.DateTimeFormat;
  try {
    format = new Intl.DateTimeFormat('en-US', { ...options, timeZone: zone || 'UTC' });
  } catch {
    format = new Intl.DateTimeFormat('en-US', { ...options, timeZone: 'UTC' });
  }
  if (formats.size < 100) formats.set(zone ?? '', format);
  return format;
}
