import type { End } from '#server/contract/launch-states';

/** What a finished job's record says about its end. */
export interface EndRecord {
  /** `Exit_status`; absent if the job never ran. */
  exitStatus: number | undefined;
  /** 91 terminated, 92 finished, 93 failed. */
  substate: number | undefined;
  comment: string;
  hasStarted: boolean;
  isArray: boolean;
}

export interface JobEnd {
  end: End;
  exitCode: number | undefined;
  exitSignal: number | undefined;
}

/**
 * What PBS itself says by a negative `Exit_status`. -29 is what the output calls `=>> PBS: job killed: walltime … exceeded limit …`.
 * @see JOB_EXEC_* in src/include/job.h, OpenPBS 23.06.06
 */
const endOfNegative: Readonly<Record<number, End>> = {
  [-29]: 'timed-out',
  /** cput: processor time is a time limit too. */
  [-28]: 'timed-out',
  /** mem, vmem */
  [-27]: 'out-of-memory',
  [-26]: 'out-of-memory',
  /** More processors used than asked for. */
  [-25]: 'failed',
  [-24]: 'failed',
  /** The node's daemon was lost or came back without the job; a sister node failed; tasks could not join. */
  [-30]: 'node-failed',
  [-20]: 'node-failed',
  [-14]: 'node-failed',
  [-7]: 'node-failed',
  [-6]: 'node-failed',
  [-5]: 'node-failed',
  [-4]: 'node-failed',
  [-3]: 'node-failed',
};

/** By the words that the server puts at the end of the comment. @see update_job_finish_comment in src/server/svr_jobfunc.c */
const endOfComment: readonly [pattern: RegExp, end: End][] = [
  [/exceeded resource (?:walltime|cput)\b/, 'timed-out'],
  [/exceeded resource p?v?mem\b/, 'out-of-memory'],
  /** Made up from the array when the task's own record is gone. @see status_subjob in src/server/stat_job.c */
  [/^Subjob finished$/, 'completed'],
  [/^Subjob failed$/, 'failed'],
  [/^Subjob terminated$/, 'cancelled'],
];

/**
 * Tells how a finished job ended. Substate 91 is a deletion whatever the exit status says (0, 1, 265 and 271 were seen); an array's own
 * exit status is not believed. undefined: the record does not say, so it is no end.
 * Exit_status 0–255 is the script's own; 256+n: PBS killed it with signal n. Never throws.
 * @see e2e/transcripts/pbs/README.md, surprises 5 and 6
 */
export function readJobEnd(record: EndRecord): JobEnd | undefined {
  const exitStatus = record.isArray ? undefined : record.exitStatus;
  const byWords = endOfComment.find(([pattern]) => pattern.test(record.comment))?.[1];
  if (byWords !== undefined) return withoutCode(byWords);
  if (record.substate === 91) return { ...withoutCode('cancelled'), ...signalOf(exitStatus) };
  if (exitStatus === undefined) return endWithoutStatus(record);
  if (exitStatus < 0) return withoutCode(endOfNegative[exitStatus] ?? 'failed');
  if (exitStatus > 255) {
    const isTerminated = record.substate === undefined && (exitStatus === 271 || exitStatus === 265);
    return { ...withoutCode(isTerminated ? 'cancelled' : 'failed'), ...signalOf(exitStatus) };
  }
  return { end: exitStatus === 0 ? 'completed' : 'failed', exitCode: exitStatus, exitSignal: undefined };
}

function endWithoutStatus(record: EndRecord): JobEnd | undefined {
  if (record.isArray && record.substate === 92) return withoutCode('completed');
  if (record.isArray && record.substate === 93) return withoutCode('failed');
  // A child whose parent failed: finished "well", but never begun.
  if (record.substate === 92 && !record.hasStarted) return withoutCode('cancelled');
  // The node was lost: the server ends a job that may not run again without an exit status, and without a word in the comment.
  if (record.substate === 93 && record.hasStarted)
    return withoutCode(/ and failed$/.test(record.comment) ? 'failed' : 'node-failed');
  return undefined;
}

const withoutCode = (end: End): JobEnd => ({ end, exitCode: undefined, exitSignal: undefined });

const signalOf = (exitStatus: number | undefined) =>
  exitStatus !== undefined && exitStatus > 256 && exitStatus <= 256 + 64
    ? { exitSignal: exitStatus - 256 }
    : {};
