import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Gate } from './gate';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

test('lets few in at once, one after the other, in order, and a second leave changes nothing', async () => {
  const gate = new Gate(2, 20);
  const inside: number[] = [];
  const leaves: (() => void)[] = [];
  for (const name of [1, 2, 3, 4])
    void gate.enter().then((leave) => {
      inside.push(name);
      leaves.push(leave);
    });
  await vi.advanceTimersByTimeAsync(0);
  expect(inside).toEqual([1]);
  await vi.advanceTimersByTimeAsync(19);
  expect(inside).toEqual([1]);
  await vi.advanceTimersByTimeAsync(1);
  expect(inside).toEqual([1, 2]);
  await vi.advanceTimersByTimeAsync(1_000);
  expect(inside).toEqual([1, 2]);
  leaves[0]?.();
  leaves[0]?.();
  await vi.advanceTimersByTimeAsync(1_000);
  expect(inside).toEqual([1, 2, 3]);
  leaves[1]?.();
  await vi.advanceTimersByTimeAsync(1_000);
  expect(inside).toEqual([1, 2, 3, 4]);
});
