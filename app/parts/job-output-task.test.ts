import { expect, test } from 'vitest';
import { firstTaskToShow } from './job-output-task';
import { aTask } from './testing/a-launch';

test('what went wrong is shown first, then what runs, then the first of the array', () => {
  const queued = aTask({ arrayIndex: 3 });
  const running = aTask({ arrayIndex: 4, state: 'running' });
  const good = aTask({ arrayIndex: 5, state: 'ended', end: 'completed' });
  const bad = aTask({ arrayIndex: 7, state: 'ended', end: 'failed' });
  const first = (...jobs: ReturnType<typeof aTask>[]) => firstTaskToShow({ jobs, array: '3-9' });
  expect([
    first(),
    first(queued, good),
    first(queued, good, running),
    first(queued, running, good, bad),
  ]).toEqual([3, 3, 4, 7]);
});
