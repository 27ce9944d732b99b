import { expect, test } from 'vitest';
import { waitKindOf } from '#server/contract/wait-reasons';
import { readWaitReason } from './wait-reasons';

const codeOf = (comment: string) => readWaitReason({ letter: 'Q', substate: 10, holds: 'n', comment });

/** What the scheduler says (src/scheduler/job_info.cpp, OpenPBS 23.06.06), and what a person is told. */
test.each([
  ['Not Running: Insufficient amount of resource: ngpus (R: 4 A: 1 T: 8)', 'Resources', 'resources'],
  ['Not Running: Insufficient amount of resource: ngpus (R: 99 A: 1 T: 8)', 'BadConstraints', 'never-fits'],
  ['Can Never Run: Not enough total nodes available', 'BadConstraints', 'never-fits'],
  ['Not Running: Not enough free nodes available', 'Resources', 'resources'],
  ['Not Running: No available resources on nodes', 'Resources', 'resources'],
  ['Not Running: Job would break strict sorted order', 'Priority', 'priority'],
  ['Not Running: Job would conflict with reservation or top job', 'Priority', 'priority'],
  ['Not Running: Job would interfere with a confirmed reservation', 'Reservation', 'maintenance'],
  ['Not Running: Dedicated time conflict', 'Reservation', 'maintenance'],
  ['Not Running: Queue not started.', 'PartitionInactive', 'partition-closed'],
  ['Not Running: User has reached server running job limit.', 'AssocMaxJobsLimit', 'too-many-at-once'],
  ['Not Running: Queue gpu job limit reached for user bora', 'AssocMaxJobsLimit', 'too-many-at-once'],
  ['Not Running: Server per-user limit reached on resource ngpus', 'AssocMaxJobsLimit', 'too-many-at-once'],
  ['Not Running: Queue gpu job limit has been reached.', 'AssocGrpJobsLimit', 'shared-limit'],
  [
    "Not Running: would exceed project p's limit on resource ngpus in queue gpu",
    'AssocGrpJobsLimit',
    'shared-limit',
  ],
  [
    'Not Running: Number of concurrent running subjobs limit reached',
    'JobArrayTaskLimit',
    'too-many-at-once',
  ],
  ['Not Running: Node is in an ineligible state: offline', 'ReqNodeNotAvail', 'node-unavailable'],
  ['', undefined, 'not-said'],
  ['Something that nobody has seen', undefined, 'not-said'],
])('%s', (comment, code, kind) => {
  expect(codeOf(comment)).toBe(code);
  expect(waitKindOf(code)).toBe(kind);
});
