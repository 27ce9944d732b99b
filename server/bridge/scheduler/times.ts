/**
 * Reads `2026-11-24T03:25:23` as UTC: every command of ours runs with TZ=UTC. Undefined for `N/A`, `Unknown`, `None` and anything else.
 * Never throws. @see squeue(1), sacct(1), Slurm 24.05, SLURM_TIME_FORMAT
 */
export function parseIsoTime(text: string): Date | undefined {
  const match = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)$/.exec(text.trim());
  if (!match) return undefined;
  const at = new Date(`${match[0]}Z`);
  return Number.isNaN(at.getTime()) ? undefined : at;
}

/**
 * Reads `Tue Nov 24 03:25:23 2026` as UTC. Undefined for anything else. Never throws.
 * @see ctime(3); PBS prints it in the zone of the asking client, without saying which (OpenPBS 23.06, qstat -f)
 */
export function parseCtime(text: string): Date | undefined {
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
  return at.getUTCDate() === day && hours < 24 && minutes < 60 ? at : undefined;
}
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

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
