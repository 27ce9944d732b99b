import { expect, test } from 'vitest';
import type { HourLimit } from '../../bridge/scheduler/port';
import { planHourLimits } from './plan-hour-limits';

const limit = (change: Partial<HourLimit>): HourLimit => ({
  login: 'm1',
  account: 'students',
  partition: '',
  limitMinutes: undefined,
  usedMinutes: 0,
  runningMinutes: 0,
  ...change,
});
const has = (freeMinutes: number, waitingMinutes = 0) => [
  { loginId: 'id-1', login: 'm1', freeMinutes, waitingMinutes },
];
const pushed = (minutes: number) => [
  { loginId: 'id-1', login: 'm1', account: 'students', partition: '', minutes },
];
const minutesOf = (...given: Parameters<typeof planHourLimits>) =>
  planHourLimits(...given).changes.map(({ minutes }) => minutes);

test('a limit is what is used and may be used by what runs, plus what is free and what waits', () => {
  expect(minutesOf(has(600, 30), [limit({ usedMinutes: 70, runningMinutes: 20 })], [])).toEqual([720]);
});

test('who has nothing left may use nothing more: the limit is what is used', () => {
  expect(minutesOf(has(0), [limit({ usedMinutes: 70 })], [])).toEqual([70]);
});

test('as a job runs, use grows and what it may still use shrinks: nothing is to be set', () => {
  expect(
    minutesOf(has(600), [limit({ limitMinutes: 690, usedMinutes: 80, runningMinutes: 10 })], pushed(690)),
  ).toEqual([]);
});

test('when Slurm lets old use decay, the limit goes down with it', () => {
  expect(minutesOf(has(600), [limit({ limitMinutes: 670, usedMinutes: 35 })], pushed(670))).toEqual([635]);
});

test('a limit that somebody changed is mended, and told; one that somebody took away too', () => {
  for (const limitMinutes of [9_999, undefined]) {
    const plan = planHourLimits(has(600), [limit({ limitMinutes })], pushed(600));
    expect(plan.drifts).toHaveLength(1);
    expect(plan.changes).toMatchObject([{ loginId: 'id-1', minutes: 600 }]);
  }
});

test('a limit off by less than the scheduler can count is left alone, and no drift', () => {
  const plan = planHourLimits(has(600), [limit({ limitMinutes: 599 })], pushed(599));
  expect(plan).toEqual({ changes: [], drifts: [] });
});

test('the limit of a login that is not of the portal’s making is nobody’s business', () => {
  expect(planHourLimits(has(600), [limit({ login: 'prof' })], [])).toEqual({ changes: [], drifts: [] });
});

test('each association of a login has its own use', () => {
  const both = [limit({ usedMinutes: 5 }), limit({ account: 'research', usedMinutes: 50 })];
  expect(
    planHourLimits(has(100), both, []).changes.map(({ account, minutes }) => [account, minutes]),
  ).toEqual([
    ['students', 105],
    ['research', 150],
  ]);
});
