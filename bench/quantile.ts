/** The value below which `part` (0–1) of the samples lie, by nearest rank; NaN without samples. */
export function quantile(samples: readonly number[], part: number): number {
  const sorted = [...samples].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(part * sorted.length) - 1)] ?? Number.NaN;
}

/** `12.3 ms` */
export const ms = (value: number): string => `${value.toFixed(value < 10 ? 1 : 0)} ms`;
