import { expect, test } from 'vitest';
import { endingNotice, extensionChoices } from './walltime-guard';

const minutes = (count: number) => count * 60;

test.each([
  [120, 31, undefined],
  [120, 30, 30],
  [120, 10.1, 30],
  [120, 10, 10],
  [120, 2, 2],
  [120, 0, 2],
  // Short ones are not warned as soon as they begin.
  [59, 20, undefined],
  [59, 9, 10],
  [19, 9, undefined],
  [3, 1, undefined],
])('of %s minutes %s are left: %s', (walltime, left, due) =>
  expect(endingNotice(minutes(walltime), minutes(left))).toBe(due),
);

test.each([
  [60, 480, [90, 120, 180]],
  [60, 100, [90]],
  [60, 75, [75]],
  [60, 60, []],
  [60, 30, []],
])('%s minutes within %s can become %s', (walltime, limit, choices) =>
  expect(extensionChoices(minutes(walltime), minutes(limit))).toEqual(choices.map(minutes)),
);
