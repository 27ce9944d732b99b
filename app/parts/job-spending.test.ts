import { expect, test } from 'vitest';
import { jobSpending } from './job-spending';
import { aLaunch, after, aTask } from './testing/a-launch';

const running = aTask({ state: 'running', startedAt: after(0) });

test('while it runs, the seconds since the page was loaded are added, for each task that runs', () => {
  const launch = aLaunch({ state: 'running', soFarMilliGpuSeconds: 60_000, jobs: [running, running] });
  expect(jobSpending(launch, after(100), after(110))).toMatchObject({
    usedMilliGpuSeconds: 80_000,
    backMilliGpuSeconds: 520_000,
    isSettled: false,
  });
});

test('by the rate of the accelerator', () => {
  const launch = aLaunch({ state: 'running', rateMilli: 700, jobs: [running] });
  expect(jobSpending(launch, after(0), after(10)).usedMilliGpuSeconds).toBe(7_000);
});

test('never more than is held, and nothing more once it waits or has ended', () => {
  const launch = aLaunch({ state: 'running', jobs: [running] });
  expect(jobSpending(launch, after(0), after(90_000)).usedMilliGpuSeconds).toBe(600_000);
  const ended = aLaunch({ state: 'ended', end: 'completed', soFarMilliGpuSeconds: 5_000 });
  expect(jobSpending(ended, after(0), after(900)).usedMilliGpuSeconds).toBe(5_000);
});

test('the charge is what accounting says, and the platform pays for what was nobody’s doing', () => {
  const launch = aLaunch({ state: 'settled', end: 'node-failed', chargedMilliGpuSeconds: 0 });
  expect(jobSpending(launch, after(0), after(9))).toEqual({
    heldMilliGpuSeconds: 600_000,
    usedMilliGpuSeconds: 0,
    backMilliGpuSeconds: 600_000,
    isSettled: true,
    isPaidByPlatform: true,
  });
});
