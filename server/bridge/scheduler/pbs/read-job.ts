import { cleanLine } from '../../clean-text';
import type { QueueJob, UsageRun } from '../port';
import { parseCtime, parseLength } from '../times';
import { gpusOf } from './gpus-of';
import { readJobEnd, type JobEnd } from './job-ends';
import { readJobId, type PbsJobId } from './job-id';
import { readJobState } from './job-states';
import { textAt, type PbsTree } from './read-pbs-json';
import { readWaitReason } from './wait-reasons';

/** One record of `qstat -f`, read once; what the queue and what accounting want are made of it. */
export interface PbsJob extends PbsJobId {
  schedulerJobId: string;
  name: string;
  login: string;
  partition: string;
  /** The `job_state` letter. */
  letter: string;
  end: JobEnd | undefined;
  reasonCode: string | undefined;
  comment: string;
  submittedAt: Date | undefined;
  startedAt: Date | undefined;
  endedAt: Date | undefined;
  estimatedStartAt: Date | undefined;
  node: string | undefined;
  gpus: number;
  walltimeSeconds: number | 'unlimited' | undefined;
  usedSeconds: number | undefined;
  /** Its own record is gone, and the array's stands in for it: times, node and use are not its own. */
  isMadeUp: boolean;
}

/**
 * Reads a job's record; undefined when it lacks what makes it a job (id, name, owner, queue, state). Never throws.
 * A start or an end left from an earlier run is passed over (surprise 9: a rerun job keeps `Exit_status` and `obittime`).
 * zone: of the times' clock [UTC].
 * @see e2e/transcripts/pbs/README.md
 */
export function readJob(schedulerJobId: string, tree: PbsTree, zone = 'UTC'): PbsJob | undefined {
  const instantAt = (...path: string[]) => parseCtime(textAt(tree, ...path) ?? '', zone);
  const id = readJobId(schedulerJobId);
  const letter = textAt(tree, 'job_state');
  const name = textAt(tree, 'Job_Name');
  const login = /^([^@]+)@/.exec(textAt(tree, 'Job_Owner') ?? '')?.[1];
  const partition = textAt(tree, 'queue');
  if (!id || letter === undefined || name === undefined || login === undefined || partition === undefined)
    return undefined;
  const isEnded = readJobState(letter) === 'ended';
  const isWaiting = /^[QHWT]$/.test(letter);
  const comment = textAt(tree, 'comment') ?? '';
  const substate = wholeNumber(textAt(tree, 'substate'));
  const startedAt = isWaiting ? undefined : instantAt('stime');
  return {
    ...id,
    schedulerJobId,
    name,
    login,
    partition,
    letter,
    end: isEnded
      ? readJobEnd({
          exitStatus: wholeNumber(textAt(tree, 'Exit_status')),
          substate,
          comment,
          hasStarted: startedAt !== undefined,
          isArray: id.isArray,
        })
      : undefined,
    reasonCode: readWaitReason({ letter, substate, holds: textAt(tree, 'Hold_Types') ?? '', comment }),
    comment,
    submittedAt: instantAt('ctime') ?? instantAt('qtime'),
    startedAt,
    // Of a job that never ran: the moment when it went into the history.
    endedAt: isEnded
      ? (instantAt('obittime') ?? epochAt(tree, 'history_timestamp') ?? instantAt('mtime'))
      : undefined,
    estimatedStartAt: isWaiting ? instantAt('estimated', 'start_time') : undefined,
    node: isWaiting ? undefined : nodeOf(textAt(tree, 'exec_host')),
    gpus: gpusOf(tree),
    walltimeSeconds: parseLength(textAt(tree, 'Resource_List', 'walltime') ?? ''),
    usedSeconds: isWaiting ? undefined : secondsAt(tree, 'resources_used', 'walltime'),
    isMadeUp: /^Subjob (?:finished|failed|terminated)$/.test(comment),
  };
}

/** What the queue shows. A finished job whose record does not say how it ended is `unknown`. Never throws. */
export function toQueueJob(job: PbsJob): QueueJob {
  const state = readJobState(job.letter);
  return {
    schedulerJobId: job.schedulerJobId,
    parentJobId: job.parentJobId,
    arrayIndex: job.arrayIndex,
    name: job.name,
    login: job.login,
    partition: job.partition,
    state: state === 'ended' && !job.end ? 'unknown' : state,
    end: job.end?.end,
    exitCode: job.end?.exitCode,
    exitSignal: job.end?.exitSignal,
    reasonCode: job.reasonCode,
    reasonWords: job.comment === '' ? undefined : cleanLine(job.comment),
    submittedAt: job.submittedAt,
    startedAt: job.isMadeUp ? undefined : job.startedAt,
    endedAt: job.isMadeUp ? undefined : job.endedAt,
    estimatedStartAt: job.estimatedStartAt,
    node: job.isMadeUp ? undefined : job.node,
    gpus: job.gpus,
    walltimeSeconds: job.walltimeSeconds,
  };
}

/**
 * What the job has used. PBS keeps one record a job: of a rerun job only the last run is known (ours may not be rerun).
 * undefined when the record cannot be charged by: no submission time, made up from its array, or ended in a way that it does not say.
 * Never throws.
 */
export function toUsageRun(job: PbsJob): UsageRun | undefined {
  if (!job.submittedAt || job.isMadeUp) return undefined;
  const isEnded = readJobState(job.letter) === 'ended';
  if (isEnded && !job.end) return undefined;
  const measured =
    job.startedAt && job.endedAt ? (job.endedAt.getTime() - job.startedAt.getTime()) / 1000 : undefined;
  return {
    schedulerJobId: job.schedulerJobId,
    parentJobId: job.parentJobId,
    arrayIndex: job.arrayIndex,
    name: job.name,
    login: job.login,
    submittedAt: job.submittedAt,
    startedAt: job.startedAt,
    endedAt: job.endedAt,
    seconds: Math.max(0, job.usedSeconds ?? measured ?? 0),
    gpus: job.gpus,
    end: job.end?.end,
    exitCode: job.end?.exitCode,
    exitSignal: job.end?.exitSignal,
    node: job.node,
  };
}

/** `gn01/0*2+gn02/1*2` → `gn01,gn02`. */
function nodeOf(execHost: string | undefined): string | undefined {
  const nodes = (execHost ?? '').split('+').map((part) => part.split('/')[0] ?? '');
  const distinct = [...new Set(nodes.filter((node) => /^[A-Za-z0-9][A-Za-z0-9._-]*$/.test(node)))];
  return distinct.length === 0 ? undefined : distinct.join(',');
}

const wholeNumber = (text: string | undefined): number | undefined =>
  /^-?\d{1,9}$/.test(text ?? '') ? Number(text) : undefined;

function epochAt(tree: PbsTree, key: string): Date | undefined {
  const text = textAt(tree, key) ?? '';
  return /^\d{9,11}$/.test(text) ? new Date(Number(text) * 1000) : undefined;
}

function secondsAt(tree: PbsTree, ...path: string[]): number | undefined {
  const length = parseLength(textAt(tree, ...path) ?? '');
  return length === 'unlimited' ? undefined : length;
}
