import { AppError } from '#server/contract/app-error';
import type { JobState } from '#server/contract/launch-states';
import { cleanLine } from '../../clean-text';
import type { RemoteCommand, RemoteResult } from '../../ssh/port';
import type { QueueJob, QueueReading } from '../port';
import { parseIsoTime, parseLength } from '../times';
import { gpusOfGres, gpusOfTres } from './gpus-of';
import { readSlurmState } from './job-states';
import { fieldMark, guarded, readAnswer, recordMark, slurmCommand } from './remote-slurm';

/**
 * The name comes last: it alone may hold anything. What a job asks for by `--gpus` stands in `tres-alloc` alone, also while it waits; the
 * other three are for sites that do not count GPUs (AccountingStorageTRES). @see squeue(1), Slurm 24.05, --Format
 */
const fields = [
  'JobArrayID',
  'ArrayJobID',
  'ArrayTaskID',
  'State',
  'Reason',
  'Partition',
  'UserName',
  'SubmitTime',
  'StartTime',
  'EndTime',
  'NodeList',
  'NumNodes',
  'tres-alloc',
  'tres-per-job',
  'tres-per-node',
  'TimeLimit',
  'Name',
];

/** All jobs of everybody, each task of an array on its own, ended ones too while Slurm remembers them. */
export function buildListQueue(mark: string): RemoteCommand {
  return slurmCommand(mark, [
    'squeue',
    '--array',
    '--states=all',
    // Of size 0 a field is as wide as what is in it (Slurm 22.05, 2026-11-28); what follows the size comes after it.
    `--Format=${fields.map((name) => `${name}:0${name === 'Name' ? guarded(recordMark, mark) : fieldMark}`).join(',')}`,
  ]);
}

/**
 * Reads the queue. Jobs that have ended are left out: squeue does not say how, accounting does. Lines that are not understood are
 * returned, not dropped. @throws AppError[cluster-down | cluster-answer-unclear], the latter also for an empty answer
 */
export function parseListQueue(result: RemoteResult, mark: string, readAt = new Date()): QueueReading {
  const [header, ...records] = readAnswer(result, mark, 'squeue').split(guarded(recordMark, mark));
  // After the last separator comes the end of its line, and nothing else.
  const rest = cleanLine(records.pop() ?? '');
  if (!header?.startsWith('JOBID'))
    throw new AppError('cluster-answer-unclear', { details: { words: 'squeue: no header' } });
  const reading: QueueReading = { readAt, jobs: [], notUnderstood: rest === '' ? [] : [rest] };
  for (const record of records) {
    const job = readJob(record.replace(/^\n/, ''));
    if (job === undefined) reading.notUnderstood.push(cleanLine(record));
    else if (job.state !== 'ended') reading.jobs.push(job);
  }
  return reading;
}

function readJob(record: string): QueueJob | undefined {
  const parts = record.split(fieldMark);
  if (parts.length < fields.length) return undefined;
  const [
    id,
    parent,
    index,
    stateText,
    reason,
    partition,
    login,
    submitted,
    started,
    ends,
    node,
    nodes,
    tres,
    perJob,
    perNode,
    limit,
  ] = parts as [
    string,
    string,
    string,
    string,
    string,
    string,
    string,
    string,
    string,
    string,
    string,
    string,
    string,
    string,
    string,
    string,
  ];
  const meaning = readSlurmState(stateText);
  if (!meaning || !/^\d+(_\d+)?$/.test(id) || !/^\d+$/.test(parent)) return undefined;
  const isHeld = meaning.state === 'queued' && /^JobHeld(User|Admin)$/.test(reason);
  const isRunning = meaning.state === 'running';
  return {
    schedulerJobId: id,
    parentJobId: parent,
    arrayIndex: /^\d+$/.test(index) && id.includes('_') ? Number(index) : undefined,
    name: parts.slice(fields.length - 1).join(fieldMark),
    login,
    partition,
    state: isHeld ? 'held' : meaning.state,
    end: meaning.end,
    exitCode: undefined,
    exitSignal: undefined,
    reasonCode: reason === '' || reason === 'None' ? undefined : cleanLine(reason, 100),
    reasonWords: reason === '' || reason === 'None' ? undefined : cleanLine(reason),
    submittedAt: parseIsoTime(submitted),
    startedAt: isRunning ? parseIsoTime(started) : undefined,
    endedAt: meaning.state === 'ended' ? parseIsoTime(ends) : undefined,
    estimatedStartAt: meaning.state === 'queued' ? parseIsoTime(started) : undefined,
    node: node === '' || node === '(null)' ? undefined : cleanLine(node, 100),
    gpus: gpusOfTres(tres) || gpusOfGres(perJob) || gpusOfGres(perNode) * nodesOf(meaning.state, nodes),
    walltimeSeconds: parseLength(limit),
  };
}

/** Of a job that waits, squeue guesses the nodes from its tasks: `--nodes=1 --ntasks=1 --cpus-per-task=2` has 2 (Slurm 22.05, 2026-11-24). */
const nodesOf = (state: JobState, nodes: string): number =>
  state === 'queued' ? 1 : Math.max(1, Number(nodes) || 1);
