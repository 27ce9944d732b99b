/**
 * The life of a launch. `unknown` is never an end: it means that the cluster has not given a positive answer yet.
 * held: hours set aside · staged: files are at the cluster · submitting: the submit may have reached the scheduler ·
 * accepted: the job is at the cluster, held · released · queued · running · ended · settled: charged, the rest returned.
 */
export const launchStates = [
  'held',
  'staged',
  'submitting',
  'accepted',
  'released',
  'queued',
  'running',
  'ended',
  'settled',
  'unknown',
] as const;
export type LaunchState = (typeof launchStates)[number];

/** How a launch or a job ended; told apart always. */
export const ends = [
  'completed',
  'failed',
  'timed-out',
  'out-of-memory',
  'cancelled',
  'preempted',
  'node-failed',
  'rejected',
  'lost',
] as const;
export type End = (typeof ends)[number];

/** What one scheduler job (or one task of an array) is doing, in the portal's words. */
export const jobStates = ['held', 'queued', 'running', 'ended', 'unknown'] as const;
export type JobState = (typeof jobStates)[number];

/** The ends that are the platform's cost, not the person's (`docs/decisions`, ledger policy). */
export const endsPaidByPlatform: readonly End[] = ['node-failed', 'preempted', 'rejected', 'lost'];

/** What may be done to a launch in which state. One line per act. */
export const launchCan = {
  cancel: ['held', 'staged', 'submitting', 'accepted', 'released', 'queued', 'running', 'unknown'],
  runAgain: launchStates,
  /** A shell in its job, where the scheduler lets one in (`letsIntoJobs`). */
  enter: ['running'],
  showOutput: ['running', 'ended', 'settled', 'unknown'],
} as const satisfies Record<string, readonly LaunchState[]>;

/** Tells whether an act is possible in a state. Never throws. */
export function launchMay(act: keyof typeof launchCan, state: LaunchState): boolean {
  return (launchCan[act] as readonly LaunchState[]).includes(state);
}
