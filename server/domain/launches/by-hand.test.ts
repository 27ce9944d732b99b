import { expect, test } from 'vitest';
import type { LaunchOfJob } from '#db/queries/jobs/by-hand';
import { isKnownJob, type SeenByHand } from './by-hand';

const ulid = '01K0000000000000000000ABCD';
const now = new Date('2026-11-24T12:00:00Z');
const ago = (minutes: number) => new Date(now.getTime() - minutes * 60_000);

const job = (change: Partial<SeenByHand> = {}): SeenByHand => ({
  parentJobId: '7',
  arrayIndex: undefined,
  name: 'mine',
  login: 'm1',
  submittedAt: ago(10),
  startedAt: ago(9),
  gpus: 1,
  ...change,
});
const launch = (change: Partial<LaunchOfJob> = {}): LaunchOfJob => ({
  id: ulid,
  schedulerJobId: '7',
  personId: 'me',
  fromAt: ago(11),
  endedAt: null,
  ...change,
});
const named = { name: `modu-${ulid}`, parentJobId: '8' };

test.each<[string, SeenByHand, LaunchOfJob[], boolean]>([
  ['nobody stands for it', job(), [], false],
  ['its launch lives', job(), [launch()], true],
  ['its launch ended after it was submitted', job(), [launch({ endedAt: ago(1) })], true],
  ['the id was used a year ago', job(), [launch({ fromAt: ago(600_000), endedAt: ago(500_000) })], false],
  ['the id is of a launch of the future', job(), [launch({ fromAt: ago(-600) })], false],
  ['somebody else had the id', job(), [launch({ personId: 'other' })], false],
  ['named as a launch whose id is not known', job(named), [launch({ schedulerJobId: null })], true],
  ['a duplicate at its fence', job({ ...named, startedAt: ago(0.5) }), [launch()], true],
  ['a job that hides behind a launch’s name', job(named), [launch()], false],
  ['a job that hides behind another’s', job(named), [launch({ personId: 'other' })], false],
  ['named as ours and nobody’s', job(named), [], true],
])('%s', (_what, seen, launches, isKnown) => {
  expect(isKnownJob([seen], 'me', launches, now)).toBe(isKnown);
});
