import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ends, jobStates } from '#server/contract/launch-states';
import { jobRuler, jobSpan } from './job-ruler-geometry';
import { aLaunch, after, aTask } from './testing/a-launch';

const piecesOf = (...given: Parameters<typeof jobRuler>) =>
  jobRuler(...given).rows.map((row) =>
    row.pieces.map(({ fill, from, to }) => `${fill} ${from.toFixed(2)}-${to.toFixed(2)}`),
  );

describe('a launch on one line of time', () => {
  test('waits up to now, and the line reaches as far as a start right now would', () => {
    const shape = jobRuler(aLaunch(), after(200));
    expect([shape.fromAt, shape.toAt]).toEqual([after(0), after(800)]);
    expect(shape.now).toBeCloseTo(0.25);
    expect(piecesOf(aLaunch(), after(200))).toEqual([['wait 0.00-0.25']]);
  });

  test('runs: waited, has run, and what is left of the limit', () => {
    const launch = aLaunch({ state: 'running', at: { running: after(200) } });
    expect(piecesOf(launch, after(400))).toEqual([['wait 0.00-0.25', 'running 0.25-0.50', 'rest 0.50-1.00']]);
  });

  test('has ended: nothing is left and there is no now', () => {
    const at = { running: after(200), ended: after(400) };
    const launch = aLaunch({ state: 'settled', end: 'timed-out', at });
    expect(jobRuler(launch, after(9_999)).now).toBeUndefined();
    expect(piecesOf(launch, after(9_999))).toEqual([['wait 0.00-0.50', 'timed-out 0.50-1.00']]);
  });

  test('never ran: it waited to its end', () => {
    const launch = aLaunch({ state: 'settled', end: 'cancelled', at: { ended: after(100) } });
    expect(piecesOf(launch, after(500))).toEqual([['wait 0.00-1.00']]);
  });

  test('an array has a row a task, in order of their numbers', () => {
    const jobs = [
      aTask({ arrayIndex: 2 }),
      aTask({ arrayIndex: 0, state: 'ended', end: 'failed', startedAt: after(100), endedAt: after(300) }),
    ];
    const launch = aLaunch({ state: 'running', tasks: 2, array: '0,2', jobs, at: { running: after(100) } });
    const shape = jobRuler(launch, after(400));
    expect(shape.rows.map(({ arrayIndex }) => arrayIndex)).toEqual([0, 2]);
    expect(shape.rows.map((row) => row.pieces.map(({ fill }) => fill))).toEqual([
      ['wait', 'failed'],
      ['wait'],
    ]);
  });

  test('whatever clocks say, no piece leaves the line or runs backwards', () => {
    const instant = fc.option(fc.integer({ min: -500, max: 5_000 }).map(after), { nil: undefined });
    const task = fc.record({
      arrayIndex: fc.nat(9),
      state: fc.constantFrom(...jobStates),
      end: fc.option(fc.constantFrom(...ends), { nil: undefined }),
      startedAt: instant,
      endedAt: instant,
    });
    fc.assert(
      fc.property(
        fc.array(task, { minLength: 1, maxLength: 4 }),
        fc.integer({ min: -500, max: 9_000 }),
        (tasks, now) => {
          const launch = aLaunch({ state: 'running', tasks: 4, array: '0-3', jobs: tasks.map(aTask) });
          for (const { pieces } of jobRuler(launch, after(now)).rows) {
            for (const { from, to } of pieces) {
              expect(from).toBeGreaterThanOrEqual(0);
              expect(to).toBeGreaterThanOrEqual(from);
              expect(to).toBeLessThanOrEqual(1 + 1e-9);
            }
          }
        },
      ),
    );
  });
});

describe('how long it has run', () => {
  test('by the scheduler’s clock, from the first task’s start to the last one’s end', () => {
    const jobs = [
      aTask({ state: 'ended', startedAt: after(10), endedAt: after(40) }),
      aTask({ state: 'ended', startedAt: after(20), endedAt: after(70) }),
    ];
    const at = { running: after(12), ended: after(75) };
    expect(jobSpan(aLaunch({ state: 'settled', jobs, at }), after(500))).toEqual({ elapsedSeconds: 60 });
  });

  test('up to now while it runs, and nothing before it starts', () => {
    const launch = aLaunch({ state: 'running', at: { running: after(10) } });
    expect(jobSpan(launch, after(25))).toEqual({ elapsedSeconds: 15 });
    expect(jobSpan(aLaunch(), after(25))).toBeUndefined();
  });
});
