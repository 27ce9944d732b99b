import { expect, test } from 'vitest';
import type { LaunchRow } from '#db/queries/launches/launch-rows';
import type { QueueJob } from '../bridge/scheduler/port';
import { jobsByLaunch } from './match-jobs';

const submittedAt = new Date('2026-11-24T10:00:00Z');
const launch = {
  id: '01KB0000000000000000000000',
  scheduler_job_id: '77',
  login_name: 'mbora',
  submitting_at: submittedAt,
  created_at: new Date('2026-11-20T10:00:00Z'),
} as LaunchRow;
const other = { ...launch, id: '01KB0000000000000000000001', scheduler_job_id: '78' };
const job = { parentJobId: '77', name: `modu-${launch.id}`, login: 'mbora', submittedAt } as QueueJob;

const found = (seen: Partial<QueueJob>, of: Partial<LaunchRow> = {}): number =>
  jobsByLaunch([{ ...launch, ...of }, other], [{ ...job, ...seen }]).get(launch.id)?.length ?? 0;

test.each<[string, Partial<QueueJob>, Partial<LaunchRow>, number]>([
  ['its own job', {}, {}, 1],
  ['one that its owner renamed', { name: 'mine now' }, {}, 1],
  ['one that its owner renamed to another launch', { name: `modu-${other.id}` }, {}, 1],
  ['one that was queued again', { submittedAt: new Date('2026-11-25T10:00:00Z') }, {}, 1],
  ['one on a cluster whose clock is behind', { submittedAt: new Date('2026-11-24T09:30:00Z') }, {}, 1],
  ['one whose submission is not told', { submittedAt: undefined }, {}, 1],
  ['another login’s under its name and id', { login: 'mallory' }, {}, 0],
  ['the id in its last life', { submittedAt: new Date('2026-11-22T10:00:00Z') }, {}, 0],
  ['another id under its name', { parentJobId: '79' }, {}, 0],
  ['its name while its id is not known', {}, { scheduler_job_id: null }, 0],
  ['a job without a login, of a launch without one', { login: '' }, { login_name: null }, 0],
])('%s', (_what, seen, of, count) => {
  expect(found(seen, of)).toBe(count);
});
