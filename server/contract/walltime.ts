/**
 * Reads a walltime as people type it, in seconds: `90` (minutes, as Slurm does), `90m`, `1.5h`, `2h30m`, `45s`, `1:30` (h:mm),
 * `1:30:00`, `1-00:00:00`, `1-12`. Never throws; undefined when it cannot be read or is not over zero.
 * @see sbatch(1), Slurm 24.05, --time. Slurm reads `1:30` as minutes:seconds; people mean hours:minutes, and the page shows which.
 */
export function parseWalltime(text: string): number | undefined {
  const trimmed = text.trim().toLowerCase();
  const seconds = fromUnits(trimmed) ?? fromClock(trimmed);
  return seconds !== undefined && Number.isSafeInteger(seconds) && seconds > 0 ? seconds : undefined;
}

function fromUnits(text: string): number | undefined {
  if (/^\d{1,6}$/.test(text)) return Number(text) * 60;
  const match =
    /^(?:(\d+(?:\.\d+)?)d)?\s*(?:(\d+(?:\.\d+)?)h)?\s*(?:(\d+(?:\.\d+)?)m(?:in)?)?\s*(?:(\d+)s)?$/.exec(text);
  if (!match || text === '') return undefined;
  const [, days, hours, minutes, seconds] = match;
  return Math.round(
    Number(days ?? 0) * 86_400 +
      Number(hours ?? 0) * 3_600 +
      Number(minutes ?? 0) * 60 +
      Number(seconds ?? 0),
  );
}

function fromClock(text: string): number | undefined {
  const match = /^(?:(\d{1,3})-)?(\d{1,4})(?::(\d{1,2}))?(?::(\d{1,2}))?$/.exec(text);
  if (!match) return undefined;
  const [, days, hours, minutes, seconds] = match;
  if (days === undefined && minutes === undefined) return undefined;
  if (Number(minutes ?? 0) > 59 || Number(seconds ?? 0) > 59) return undefined;
  return (
    Number(days ?? 0) * 86_400 + Number(hours) * 3_600 + Number(minutes ?? 0) * 60 + Number(seconds ?? 0)
  );
}

/** Writes seconds as `H:MM:SS`, the form that both schedulers and `parseWalltime` read. Never throws. */
export function formatWalltime(seconds: number): string {
  const two = (value: number) => String(value).padStart(2, '0');
  return `${Math.floor(seconds / 3600)}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
}
