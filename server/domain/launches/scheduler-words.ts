/**
 * A length of time as schedulers read it, in seconds: Slurm's `90` (minutes), `90:30`, `1:30:00`, `1-12`, `1-12:30`; undefined when it is
 * none. PBS Pro reads the forms with two colons alike. Never throws. @see sbatch(1), Slurm 24.05, --time
 */
export function secondsOf(text: string): number | undefined {
  const match = /^(?:(\d+)-)?(\d+)(?::(\d+))?(?::(\d+))?$/.exec(text);
  if (!match) return undefined;
  const [days, first, second, third] = match
    .slice(1)
    .map((part) => (part === undefined ? undefined : Number(part)));
  if (first === undefined) return undefined;
  if (days !== undefined) return days * 86_400 + first * 3_600 + (second ?? 0) * 60 + (third ?? 0);
  if (second === undefined) return first * 60;
  return third === undefined ? first * 60 + second : first * 3_600 + second * 60 + third;
}

/** A memory size as schedulers read it, in bytes: `4096` and `4096M` (MiB), `4G`, `4gb`; undefined when it is none. Never throws. */
export function sizeOf(text: string): number | undefined {
  const match = /^(\d+)(?:([kmgt])b?)?$/i.exec(text);
  if (!match) return undefined;
  return Number(match[1]) * 1024 ** ('kmgt'.indexOf((match[2] ?? 'm').toLowerCase()) + 1);
}
