import { expect, test } from 'vitest';
import { readJobEnd, type EndRecord } from './job-ends';
import { readJobState } from './job-states';

const record = (more: Partial<EndRecord>): EndRecord => ({
  exitStatus: undefined,
  substate: 93,
  comment: 'Job run at Tue Nov 24 at 03:25 on (gn01:ncpus=1) and failed',
  hasStarted: true,
  isArray: false,
  ...more,
});
const said = (more: Partial<EndRecord>) => {
  const end = readJobEnd(record(more));
  return end && [end.end, end.exitCode, end.exitSignal].filter((part) => part !== undefined).join(' ');
};

test('every exit status has one end', () => {
  for (let exitStatus = 1; exitStatus < 256; exitStatus += 1)
    expect(said({ exitStatus })).toBe(`failed ${exitStatus}`);
  expect(said({ exitStatus: 0, substate: 92 })).toBe('completed 0');
  expect(said({ exitStatus: 256 + 9 })).toBe('failed 9');
  expect(said({ exitStatus: -29 })).toBe('timed-out');
  expect(said({ exitStatus: -28 })).toBe('timed-out');
  expect(said({ exitStatus: -27 })).toBe('out-of-memory');
  expect(said({ exitStatus: -26 })).toBe('out-of-memory');
  expect(said({ exitStatus: -20 })).toBe('node-failed');
  expect(said({ exitStatus: -4 })).toBe('node-failed');
  expect(said({ exitStatus: -1 })).toBe('failed');
});

test('a deletion is a deletion, whatever the exit status says', () => {
  for (const exitStatus of [undefined, 0, 1, 143, -11])
    expect(said({ substate: 91, exitStatus, comment: '' })).toBe('cancelled');
  expect(said({ substate: 91, exitStatus: 271 })).toBe('cancelled 15');
  expect(said({ substate: 91, exitStatus: 265 })).toBe('cancelled 9');
  expect(said({ substate: undefined, exitStatus: 271, comment: '' })).toBe('cancelled 15');
});

test('without an exit status', () => {
  // Its parent failed: substate of success, but it never began (surprise 5).
  expect(said({ substate: 92, hasStarted: false, comment: '' })).toBe('cancelled');
  // The node was lost and the job may not be rerun: the comment stays as it was.
  expect(said({ comment: 'Job run at Tue Nov 24 at 03:25 on (gn01:ncpus=1)' })).toBe('node-failed');
  expect(said({ comment: 'Job run at Tue Nov 24 at 03:25 on (gn01:ncpus=1) and failed' })).toBe('failed');
  expect(said({ substate: 92, hasStarted: true, comment: '' })).toBeUndefined();
  expect(said({ substate: undefined, comment: '' })).toBeUndefined();
});

test("an array's exit status is not believed, its substate is", () => {
  expect(said({ isArray: true, substate: 93, exitStatus: 0 })).toBe('failed');
  expect(said({ isArray: true, substate: 92, exitStatus: 1 })).toBe('completed');
  expect(said({ isArray: true, substate: 91, exitStatus: 1 })).toBe('cancelled');
});

test('words of the server, and of an array that stands in for its task', () => {
  expect(said({ comment: 'Job run at … and exceeded resource walltime', exitStatus: 271 })).toBe('timed-out');
  expect(said({ comment: 'Job run at … and exceeded resource mem', exitStatus: 265 })).toBe('out-of-memory');
  expect(said({ comment: 'Subjob finished', substate: 70 })).toBe('completed');
  expect(said({ comment: 'Subjob failed', substate: 70 })).toBe('failed');
  expect(said({ comment: 'Subjob terminated', substate: 70 })).toBe('cancelled');
});

test('every letter has a state, and a letter nobody knows is no end', () => {
  const states = [...'QTWHRESUBFXM?'].map((letter) => `${letter} ${readJobState(letter)}`);
  expect(states).toEqual([
    'Q queued',
    'T queued',
    'W queued',
    'H held',
    'R running',
    'E running',
    'S running',
    'U running',
    'B running',
    'F ended',
    'X ended',
    'M unknown',
    '? unknown',
  ]);
  expect(readJobState(undefined)).toBe('unknown');
});
