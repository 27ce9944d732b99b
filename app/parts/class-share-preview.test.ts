import { expect, test } from 'vitest';
import { sharePreview } from './class-share-preview';

const hours = (granted: number, used: number, free = granted - used) => ({
  grantedMilliGpuSeconds: granted,
  heldMilliGpuSeconds: 0,
  usedMilliGpuSeconds: used,
  freeMilliGpuSeconds: free,
});
const student = (granted: number, used: number) => ({
  personId: '',
  displayName: '',
  studentNumber: '',
  isFrozen: false,
  share: hours(granted, used),
  ofPoolMilliGpuSeconds: 0,
  queued: 0,
  running: 0,
  lastLaunchAt: undefined,
});
const view = { students: [student(10, 7), student(10, 0)], hours: hours(40, 7), pool: hours(20, 0) };

test.each([
  [5, 12, 28],
  [0, 7, 33],
  [15, 30, 10],
  [25, 50, -10],
  [Number.NaN, 7, 33],
])('a floor of %d', (floor, shares, pool) => {
  expect(sharePreview(view, floor)).toEqual({
    sharesMilliGpuSeconds: shares,
    poolMilliGpuSeconds: pool,
    mostEachMilliGpuSeconds: 20,
  });
});
