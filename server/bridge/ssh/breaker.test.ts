import { expect, test } from 'vitest';
import { AppError } from '#server/contract/app-error';
import { Breaker } from './breaker';

const down = new AppError('cluster-down', { details: { words: 'no route' } });
/** When a breaker that has failed so often lets the next one through, in milliseconds after the failure. */
function waitAfter(failures: number): number {
  const breaker = new Breaker(1_000, 30_000);
  let now = 0;
  for (let failure = 1; ; failure += 1) {
    breaker.failed(down, breaker.enter(now), now);
    const failedAt = now;
    while (refuses(breaker, now)) now += 100;
    if (failure === failures) return now - failedAt;
  }
}
function refuses(breaker: Breaker, now: number): boolean {
  try {
    breaker.check(now);
    return false;
  } catch {
    return true;
  }
}

test('waits double, with a fifth of jitter, up to the longest', () => {
  for (const [failures, ms] of [
    [1, 1_000],
    [2, 2_000],
    [4, 8_000],
    [8, 30_000],
    [20, 30_000],
  ] as const) {
    expect(waitAfter(failures)).toBeGreaterThanOrEqual(ms * 0.8 - 100);
    expect(waitAfter(failures)).toBeLessThanOrEqual(ms * 1.2 + 100);
  }
  expect(new Set(Array.from({ length: 20 }, () => waitAfter(1))).size).toBeGreaterThan(1);
});

test('while it is open it answers with the last failure, details and all', () => {
  const breaker = new Breaker(1_000, 30_000);
  breaker.failed(down, breaker.enter(0), 0);
  expect(() => breaker.enter(10)).toThrow(
    expect.objectContaining({ code: 'cluster-down', details: down.details }),
  );
});

test('after the wait one goes through and the others wait for what it finds', () => {
  const breaker = new Breaker(1_000, 30_000);
  breaker.failed(down, breaker.enter(0), 0);
  breaker.enter(5_000);
  expect(refuses(breaker, 5_000)).toBe(true);
  breaker.abandoned();
  const entered = breaker.enter(5_000);
  breaker.failed(down, entered, 5_000);
  expect(refuses(breaker, 6_500)).toBe(true);
  breaker.enter(9_000);
  breaker.succeeded();
  for (let count = 0; count < 100; count += 1) breaker.enter(9_000);
});

test('of several tries that fail together one counts', () => {
  const breaker = new Breaker(1_000, 30_000);
  const entered = Array.from({ length: 50 }, () => breaker.enter(0));
  for (const one of entered) breaker.failed(down, one, 0);
  expect(refuses(breaker, 1_300)).toBe(false);
});
