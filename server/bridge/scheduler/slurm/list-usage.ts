import { AppError } from '#server/contract/app-error';
import { cleanLine } from '../../clean-text';
import type { RemoteCommand, RemoteResult } from '../../ssh/port';
import type { UsageReading, UsageRun } from '../port';
import { parseIsoTime, parseLength } from '../times';
import { gpusOfTres } from './gpus-of';
import { readSlurmState } from './job-states';
import { fieldMark, guarded, readAnswer, slurmCommand } from './remote-slurm';

/** @see sacct(1), Slurm 24.05, --format. The name comes last. */
const fields = [
  'JobID',
  'State',
  'Submit',
  'Start',
  'End',
  'ElapsedRaw',
  'Suspended',
  'AllocTRES',
  'ExitCode',
  'User',
  'NodeList',
  'JobName',
];

/** Every run of these jobs (-D: requeues apart), whole jobs without their steps (-X), from a day before the oldest on. */
export function buildListUsage(
  mark: string,
  jobs: readonly { parentJobId: string; submittedAfter: Date }[],
): RemoteCommand {
  const since = new Date(Math.min(...jobs.map((job) => job.submittedAfter.getTime())))
    .toISOString()
    .slice(0, 19);
  const ids = [...new Set(jobs.map((job) => job.parentJobId))].join(',');
  return slurmCommand(mark, [
    'sacct',
    '--allusers',
    '--allocations',
    '--duplicates',
    '--parsable2',
    `--delimiter=${guarded(fieldMark, mark)}`,
    `--starttime=${since}`,
    `--jobs=${ids}`,
    `--format=${fields.join(',')}`,
  ]);
}

/** Reads accounting. @throws AppError[cluster-down | cluster-answer-unclear], the latter also for an answer without its header */
export function parseListUsage(result: RemoteResult, mark: string): UsageReading {
  const [header, ...lines] = readAnswer(result, mark, 'sacct').split('\n');
  const separator = guarded(fieldMark, mark);
  if (header !== fields.join(separator))
    throw new AppError('cluster-answer-unclear', { details: { words: 'sacct: no header' } });
  const reading: UsageReading = { runs: [], notUnderstood: [] };
  for (const line of lines.filter((one) => one !== '')) {
    const run = readRun(line, separator);
    if (run === undefined) reading.notUnderstood.push(cleanLine(line));
    else if (run !== 'waiting') reading.runs.push(run);
  }
  return reading;
}

/** waiting: tasks of an array that have no line of their own yet, `12_[4-9]`. */
function readRun(line: string, separator: string): UsageRun | 'waiting' | undefined {
  const parts = line.split(separator);
  if (parts.length < fields.length) return undefined;
  const [id, stateText, submitted, started, ended, elapsed, suspended, tres, exit, login, node] = parts as [
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
  if (/^\d+_\[/.test(id)) return 'waiting';
  const match = /^(\d+)(?:_(\d+))?$/.exec(id);
  const meaning = readSlurmState(stateText);
  const submittedAt = parseIsoTime(submitted);
  if (!match?.[1] || !meaning || !submittedAt) return undefined;
  const endedAt = parseIsoTime(ended);
  const [code, signal] = exit.split(':').map(Number);
  const paused = parseLength(suspended);
  // A requeued run is over, though the job is not: it used what it used.
  const end = /^REQUEUED/i.test(stateText) ? 'preempted' : meaning.end;
  return {
    schedulerJobId: id,
    parentJobId: match[1],
    arrayIndex: match[2] === undefined ? undefined : Number(match[2]),
    name: parts.slice(fields.length - 1).join(separator),
    login,
    submittedAt,
    startedAt: parseIsoTime(started),
    endedAt,
    seconds: Math.max(0, (Number(elapsed) || 0) - (typeof paused === 'number' ? paused : 0)),
    gpus: gpusOfTres(tres),
    // Ended without an instant: accounting has not heard all of it yet.
    end: meaning.state === 'ended' && !endedAt ? undefined : end,
    exitCode: code,
    exitSignal: signal === undefined || signal === 0 ? undefined : signal,
    node: /^(None assigned|\(null\)|)$/.test(node) ? undefined : cleanLine(node, 100),
  };
}
