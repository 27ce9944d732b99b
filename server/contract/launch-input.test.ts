import { describe, expect, it } from 'vitest';
import { isEvenRange, parseArrayRange } from './array-range';
import { limits } from './limits';
import { formatWalltime, parseWalltime } from './walltime';

describe('a walltime as people type it', () => {
  it.each<[string, number | undefined]>([
    ['90', 5400],
    ['90m', 5400],
    ['90min', 5400],
    ['1:30', 5400],
    ['1:30:00', 5400],
    ['01:30:00', 5400],
    ['1.5h', 5400],
    ['1h30m', 5400],
    ['1h 30m', 5400],
    ['45s', 45],
    ['1-00:00:00', 86_400],
    ['1-12', 129_600],
    ['1d', 86_400],
    [' 90M ', 5400],
    ['0', undefined],
    ['0:00:00', undefined],
    ['-5', undefined],
    ['-1:00:00', undefined],
    ['', undefined],
    ['soon', undefined],
    ['1:75', undefined],
    ['1:30:75', undefined],
    ['90 m m', undefined],
    ['1e9', undefined],
    ['٣', undefined],
    ['9'.repeat(400), undefined],
  ])('%j', (text, seconds) => {
    expect(parseWalltime(text)).toBe(seconds);
  });

  it('is written as it is read', () => {
    for (const seconds of [1, 59, 60, 3599, 5400, 86_400, 2_592_000])
      expect(parseWalltime(formatWalltime(seconds))).toBe(seconds);
  });
});

describe('an array range', () => {
  it.each<[string, number[] | undefined]>([
    ['0-3', [0, 1, 2, 3]],
    ['5', [5]],
    ['1,3,5', [1, 3, 5]],
    ['0-20:5%2', [0, 5, 10, 15, 20]],
    ['3-1', undefined],
    ['0-9:0', undefined],
    ['1,1', undefined],
    ['0-3%0', undefined],
    [`0-${limits.arrayTasks}`, undefined],
    ['0-9999999999', undefined],
    ['0-3;id', undefined],
    ['$(id)', undefined],
    ['-1', undefined],
    ['', undefined],
  ])('%j', (text, indexes) => {
    expect(parseArrayRange(text)?.indexes).toEqual(indexes);
  });

  it.each<[number[], boolean]>([
    [[5], true],
    [[0, 1, 2], true],
    [[4, 0, 2], true],
    [[0, 1, 5], false],
  ])('%j is even: %s', (indexes, isEven) => {
    expect(isEvenRange(indexes)).toBe(isEven);
  });
});
