import type { Translated } from '../areas';
import type { states as ko } from '../ko/states';

export const states: Translated<typeof ko> = {
  launch: {
    held: 'Preparing',
    staged: 'Preparing',
    submitting: 'Sending',
    accepted: 'Sending',
    released: 'Waiting',
    queued: 'Waiting',
    running: 'Running',
    ended: 'Settling',
    settled: 'Done',
    unknown: 'Checking',
  },
  end: {
    completed: 'Completed',
    failed: 'Failed',
    'timed-out': 'Timed out',
    'out-of-memory': 'Out of memory',
    cancelled: 'Cancelled',
    preempted: 'Preempted',
    'node-failed': 'Node failed',
    rejected: 'Rejected',
    lost: 'Lost',
  },
  job: { held: 'Preparing', queued: 'Waiting', running: 'Running', ended: 'Ended', unknown: 'Checking' },
  request: {
    'with-adviser': 'Waiting for the adviser',
    submitted: 'Under review',
    'asked-back': 'Awaiting an answer',
    granted: 'Granted',
    'partly-granted': 'Partly granted',
    declined: 'Declined',
    withdrawn: 'Withdrawn',
  },
  cluster: { open: 'Open', draining: 'Draining', closed: 'Closed', maintenance: 'Maintenance' },
  reach: { unknown: 'Checking', ok: 'Answers', down: 'No answer' },
};
