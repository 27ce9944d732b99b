import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { coalesce } from './coalesce';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('the first call runs at once, a burst becomes one more at the end of the gap', () => {
  const run = vi.fn();
  const { call } = coalesce(run, 500);
  for (let index = 0; index < 100; index++) call();
  expect(run).toHaveBeenCalledTimes(1);
  vi.advanceTimersByTime(499);
  expect(run).toHaveBeenCalledTimes(1);
  vi.advanceTimersByTime(1);
  expect(run).toHaveBeenCalledTimes(2);
  vi.advanceTimersByTime(5000);
  expect(run).toHaveBeenCalledTimes(2);
});

test('however many events come, at most two runs a second', () => {
  const run = vi.fn();
  const { call } = coalesce(run, 500);
  for (let ms = 0; ms < 10_000; ms += 10) {
    call();
    vi.advanceTimersByTime(10);
  }
  expect(run.mock.calls.length).toBeGreaterThanOrEqual(20);
  expect(run.mock.calls.length).toBeLessThanOrEqual(21);
});

test('what waits can be dropped', () => {
  const run = vi.fn();
  const { call, cancel } = coalesce(run, 500);
  call();
  call();
  cancel();
  vi.advanceTimersByTime(1000);
  expect(run).toHaveBeenCalledTimes(1);
});
