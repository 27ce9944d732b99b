import type { End, JobState } from '#server/contract/launch-states';

interface Meaning {
  short: string;
  state: JobState;
  end?: End;
}

/**
 * Every state that Slurm knows, long and short, and what it means to the portal. What only says that something is under way is no end:
 * a requeued job runs again, a completing one still holds its nodes.
 * @see squeue(1) and sacct(1), Slurm 24.05, JOB STATE CODES
 */
export const slurmStates: Readonly<Record<string, Meaning>> = {
  BOOT_FAIL: { short: 'BF', state: 'ended', end: 'node-failed' },
  CANCELLED: { short: 'CA', state: 'ended', end: 'cancelled' },
  COMPLETED: { short: 'CD', state: 'ended', end: 'completed' },
  CONFIGURING: { short: 'CF', state: 'queued' },
  COMPLETING: { short: 'CG', state: 'running' },
  DEADLINE: { short: 'DL', state: 'ended', end: 'timed-out' },
  FAILED: { short: 'F', state: 'ended', end: 'failed' },
  LAUNCH_FAILED: { short: 'LF', state: 'ended', end: 'node-failed' },
  NODE_FAIL: { short: 'NF', state: 'ended', end: 'node-failed' },
  OUT_OF_MEMORY: { short: 'OOM', state: 'ended', end: 'out-of-memory' },
  PENDING: { short: 'PD', state: 'queued' },
  POWER_UP_NODE: { short: 'PU', state: 'queued' },
  PREEMPTED: { short: 'PR', state: 'ended', end: 'preempted' },
  RECONFIG_FAIL: { short: 'RF', state: 'queued' },
  REQUEUED: { short: 'RQ', state: 'queued' },
  REQUEUE_FED: { short: 'RF', state: 'queued' },
  REQUEUE_HOLD: { short: 'RH', state: 'held' },
  RESIZING: { short: 'RS', state: 'running' },
  RESV_DEL_HOLD: { short: 'RD', state: 'held' },
  REVOKED: { short: 'RV', state: 'unknown' },
  RUNNING: { short: 'R', state: 'running' },
  SIGNALING: { short: 'SI', state: 'running' },
  SPECIAL_EXIT: { short: 'SE', state: 'held' },
  STAGE_OUT: { short: 'SO', state: 'running' },
  STOPPED: { short: 'ST', state: 'running' },
  SUSPENDED: { short: 'S', state: 'running' },
  TIMEOUT: { short: 'TO', state: 'ended', end: 'timed-out' },
  UPDATE_DB: { short: 'UD', state: 'unknown' },
};

const byShort = new Map(Object.entries(slurmStates).map(([, meaning]) => [meaning.short, meaning]));

/** What a state means, either spelling, also `CANCELLED by 1001`; undefined for one that nobody knows. Never throws. */
export function readSlurmState(text: string): { state: JobState; end: End | undefined } | undefined {
  const word = text.trim().split(/[\s+]/, 1)[0]?.toUpperCase() ?? '';
  const meaning = slurmStates[word] ?? byShort.get(word);
  return meaning && { state: meaning.state, end: meaning.end };
}
