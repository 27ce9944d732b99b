import { limits } from './limits';

/** An array as typed: `0-9`, `1,3,5`, `0-20:4`, optionally `%2` (at most two at once). */
export interface ArrayRange {
  indexes: number[];
  maxAtOnce?: number;
}

/**
 * Reads an array range; undefined when it cannot be read, is empty, repeats an index or has more than `limits.arrayTasks` tasks.
 * Indexes 0–9999. Never throws. @see sbatch(1), Slurm 24.05, --array; qsub(1B), OpenPBS 23.06, -J (which knows only `X-Y[:Z]`).
 */
export function parseArrayRange(text: string): ArrayRange | undefined {
  const match = /^([\d,:-]+)(?:%(\d{1,4}))?$/.exec(text.trim());
  if (!match?.[1]) return undefined;
  const indexes: number[] = [];
  for (const part of match[1].split(',')) {
    const range = /^(\d{1,4})(?:-(\d{1,4})(?::(\d{1,4}))?)?$/.exec(part);
    if (!range) return undefined;
    const first = Number(range[1]);
    const last = Number(range[2] ?? range[1]);
    const step = Number(range[3] ?? 1);
    if (last < first || step < 1 || (last - first) / step + 1 > limits.arrayTasks) return undefined;
    for (let index = first; index <= last; index += step) indexes.push(index);
  }
  const isDistinct = new Set(indexes).size === indexes.length;
  if (!isDistinct || indexes.length === 0 || indexes.length > limits.arrayTasks) return undefined;
  const maxAtOnce = match[2] === undefined ? undefined : Number(match[2]);
  if (maxAtOnce === 0) return undefined;
  return maxAtOnce === undefined ? { indexes } : { indexes, maxAtOnce };
}

/**
 * Whether the indexes are evenly spaced, as `X-Y:Z` says them; one index is. Never throws.
 * @see qsub(1B), OpenPBS 23.06, -J
 */
export function isEvenRange(indexes: readonly number[]): boolean {
  const sorted = [...indexes].sort((a, b) => a - b);
  const step = (sorted[1] ?? 0) - (sorted[0] ?? 0);
  return sorted.every((index, at) => index === (sorted[0] ?? 0) + at * step);
}
