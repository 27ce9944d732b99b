import type { JobState } from '#server/contract/launch-states';

/**
 * `job_state` in the portal's words. A letter that is not here is `unknown`, never an end.
 * @see qstat(1B), OpenPBS 23.06, "job states"; JOB_STATE_LTR_* in src/include/job.h
 */
const jobStateOf: Readonly<Record<string, JobState>> = {
  /** Queued. */
  Q: 'queued',
  /** Being moved to another queue. */
  T: 'queued',
  /** Waits for its start time (`qsub -a`) or for its input. */
  W: 'queued',
  H: 'held',
  /** Also while it is being deleted, and while its node is lost. */
  R: 'running',
  /** Being cleaned up; it still has its nodes. */
  E: 'running',
  /** Suspended by the scheduler or an administrator; it keeps its nodes. */
  S: 'running',
  /** Suspended because the workstation's owner is there. */
  U: 'running',
  /** An array of which a task has begun. */
  B: 'running',
  /** Finished: in the history only. */
  F: 'ended',
  /** A task that has ended while its array goes on. */
  X: 'ended',
  /** Moved to another server: it goes on, but not here. */
  M: 'unknown',
};

/** What a job does, from its `job_state` letter. Never throws. */
export function readJobState(letter: string | undefined): JobState {
  return jobStateOf[letter ?? ''] ?? 'unknown';
}
