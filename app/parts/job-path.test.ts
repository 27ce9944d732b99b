import { expect, test } from 'vitest';
import { ends } from '#server/contract/launch-states';
import { jobPath } from './job-path';
import { aLaunch, after } from './testing/a-launch';

const pathOf = (launch: Parameters<typeof jobPath>[0]) =>
  jobPath(launch).map(({ key, state }) => `${key} ${state}`);

test('what happened has its instant, one step is now, the rest is to come', () => {
  const path = jobPath(aLaunch());
  expect(path.map(({ state }) => state)).toEqual(['done', 'done', 'done', 'now', 'todo', 'todo']);
  expect(path.map(({ at }) => at)).toEqual([after(0), after(2), after(4), undefined, undefined, undefined]);
});

test('a job that the queue has not shown yet stands in the queue since it was released', () => {
  const launch = aLaunch({ state: 'released', at: { queued: undefined } });
  expect(jobPath(launch).find(({ key }) => key === 'queued')?.at).toEqual(after(3));
});

test('each end but a good one is marked: by somebody’s wish, or as gone wrong', () => {
  const marks = ends.map((end) => {
    const at = { running: after(5), ended: after(9), settled: after(10) };
    return [end, jobPath(aLaunch({ state: 'settled', end, at })).find(({ key }) => key === 'ended')?.state];
  });
  expect(Object.fromEntries(marks)).toEqual({
    completed: 'done',
    failed: 'failed',
    'timed-out': 'failed',
    'out-of-memory': 'failed',
    cancelled: 'stopped',
    preempted: 'stopped',
    'node-failed': 'failed',
    rejected: 'failed',
    lost: 'failed',
  });
});

test('what an end left out is not shown', () => {
  const at = { ended: after(9), settled: after(9) };
  expect(pathOf(aLaunch({ state: 'settled', end: 'cancelled', at }))).toEqual([
    'held done',
    'sent done',
    'queued done',
    'ended stopped',
    'settled done',
  ]);
});

test('unknown is no end', () => {
  expect(pathOf(aLaunch({ state: 'unknown', at: { running: after(5) } })).slice(-2)).toEqual([
    'ended now',
    'settled todo',
  ]);
});
