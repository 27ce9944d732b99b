/**
 * Reads `2026-11-24T03:25:23` in a zone [UTC: every command of ours runs with TZ=UTC]. Undefined for `N/A`, `Unknown`, `None` and anything else.
 * Never throws. @see squeue(1), sacct(1), Slurm 24.05, SLURM_TIME_FORMAT
 */
export function parseIsoTime(text: string, zone = 'UTC'): Date | undefined {
  const match = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)$/.exec(text.trim());
  if (!match) return undefined;
  const at = new Date(`${match[0]}Z`);
  return Number.isNaN(at.getTime()) ? undefined : fromZone(at, zone);
}

/**
 * Reads `Tue Nov 24 03:25:23 2026` in a zone [UTC]. Undefined for anything else. Never throws for a zone that exists.
 * @see ctime(3); PBS prints it in the zone of the asking client, without saying which (OpenPBS 23.06, qstat -f)
 */
export function parseCtime(text: string, zone = 'UTC'): Date | undefined {
  const match = /^(?:[A-Z][a-z]{2} )?([A-Z][a-z]{2}) {1,2}(\d{1,2}) (\d\d):(\d\d):(\d\d) (\d{4})$/.exec(
    text.trim(),
  );
  const month = months.indexOf(match?.[1] ?? '');
  if (!match || month < 0) return undefined;
  const [day, hours, minutes, seconds, year] = match.slice(2).map(Number) as [
    number,
    number,
    number,
    number,
    number,
  ];
  const at = new Date(Date.UTC(year, month, day, hours, minutes, seconds));
  return at.getUTCDate() === day && hours < 24 && minutes < 60 ? fromZone(at, zone) : undefined;
}
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** The instant of a wall clock's reading, given as if it were UTC. An hour that comes twice in a year is the first of the two. */
function fromZone(wall: Date, zone: string): Date {
  if (zone === 'UTC') return wall;
  const first = wall.getTime() - offsetMs(wall.getTime(), zone);
  return new Date(wall.getTime() - offsetMs(first, zone));
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** How far a zone's clocks are ahead of UTC at an instant. @throws RangeError for a zone that does not exist. */
function offsetMs(atMs: number, zone: string): number {
  const format = formats.get(zone) ?? new Intl.DateTimeFormat('sv', { ...wholeClock, timeZone: zone });
  formats.set(zone, format);
  return Date.parse(`${format.format(atMs).replace(' ', 'T')}Z`) - Math.floor(atMs / 1000) * 1000;
}
/** Swedish writes `2026-11-24 03:25:23`. */
const wholeClock = { dateStyle: 'short', timeStyle: 'medium' } as const;

/**
 * Reads a length of time as schedulers print it, in seconds: `MM:SS`, `HH:MM:SS` (hours may pass 24), `D-HH:MM:SS`, `D-HH:MM`, `D-HH`.
 * `UNLIMITED` is said as such. Undefined for `NOT_SET`, `INVALID`, `Partition_Limit`, `N/A` and anything else. Never throws.
 * @see squeue(1), Slurm 24.05, %l; pbs_resources(7B), OpenPBS 23.06, walltime
 */
export function parseLength(text: string): number | 'unlimited' | undefined {
  const trimmed = text.trim();
  if (/^unlimited$/i.test(trimmed)) return 'unlimited';
  const match = /^(?:(\d{1,5})-)?(\d{1,6})(?::(\d{1,2}))?(?::(\d{1,2}))?$/.exec(trimmed);
  if (!match) return undefined;
  const [days, first, second, third] = match
    .slice(1)
    .map((part) => (part === undefined ? undefined : Number(part)));
  if (days !== undefined) return days * 86_400 + (first ?? 0) * 3_600 + (second ?? 0) * 60 + (third ?? 0);
  if (second === undefined) return undefined;
  return third === undefined ? (first ?? 0) * 60 + second : (first ?? 0) * 3_600 + second * 60 + third;
}
