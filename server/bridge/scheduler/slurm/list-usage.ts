import { AppError } from '#server/contract/app-error';
import { parseArrayRange } from '#server/contract/array-range';
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
  return usageCommand(mark, [`--starttime=${since}`, `--jobs=${ids}`]);
}

/** What is asked of accounting in every case, and which jobs besides. Pure. */
export const usageCommand = (mark: string, which: readonly string[]): RemoteCommand =>
  slurmCommand(mark, [
    'sacct',
    '--allusers',
    '--allocations',
    '--duplicates',
    '--parsable2',
    `--delimiter=${guarded(fieldMark, mark)}`,
    ...which,
    `--format=${fields.join(',')}`,
  ]);

/** Reads accounting. @throws AppError[cluster-down | cluster-answer-unclear], the latter also for an answer without its header */
export function parseListUsage(result: RemoteResult, mark: string): UsageReading {
  const [header, ...lines] = readAnswer(result, mark, 'sacct').split('\n');
  const separator = guarded(fieldMark, mark);
  if (header !== fields.join(separator))
    throw new AppError('cluster-answer-unclear', { details: { words: 'sacct: no header' } });
  const reading: UsageReading = { runs: [], notUnderstood: [], unclearJobs: [] };
  const told: LineRun[] = [];
  for (const line of lines.filter((one) => one !== '')) {
    const runs = readRuns(line, separator);
    told.push(...runs);
    if (runs.length > 0) continue;
    reading.notUnderstood.push(cleanLine(line));
    // The rest of a name with a newline in it has no separator.
    const id = line.includes(separator) ? /^\d+/.exec(line)?.[0] : undefined;
    if (id !== undefined) reading.unclearJobs.push(id);
  }
  return { ...reading, runs: withoutStale(told) };
}

/**
 * The line that tasks share still names those that have left it for a line of their own, and says the wrong thing of them: seen with
 * `1_[0-9%1]` cancelled, of which `1_0` had run (Slurm 22.05, 2026-11-24). A line of one's own counts.
 */
function withoutStale(runs: readonly LineRun[]): UsageRun[] {
  const own = new Set(runs.filter((run) => !run.isShared).map((run) => run.schedulerJobId));
  return runs
    .filter((run) => !run.isShared || !own.has(run.schedulerJobId))
    .map(({ isShared: _isShared, ...run }) => run);
}

/** isShared: of a line that several tasks share. */
type LineRun = UsageRun & { isShared: boolean };

/** The runs that a line tells of: one, or one for each task of an array that has not begun; none: it is not understood. */
function readRuns(line: string, separator: string): LineRun[] {
  const parts = line.split(separator);
  if (parts.length < fields.length) return [];
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
  const ids = readIds(id);
  const meaning = readSlurmState(stateText);
  const submittedAt = parseIsoTime(submitted);
  if (!ids || !meaning || !submittedAt) return [];
  const endedAt = parseIsoTime(ended);
  const [code, signal] = exit.split(':').map(Number);
  const paused = parseLength(suspended);
  // A requeued run is over, though the job is not: it used what it used.
  const end = /^REQUEUED/i.test(stateText) ? 'preempted' : meaning.end;
  const isShared = id.endsWith(']');
  const isNoNode = /^(None assigned|\(null\)|)$/.test(node);
  const neverHadNode = isNoNode && Number(elapsed) === 0 && meaning.state === 'ended';
  return ids.map((each) => ({
    ...each,
    isShared,
    name: parts.slice(fields.length - 1).join(separator),
    login,
    submittedAt,
    // What was cancelled before it had a node has not begun, also where the line says that it began when it was cancelled.
    startedAt: isShared || neverHadNode ? undefined : parseIsoTime(started),
    endedAt,
    seconds: Math.max(0, (Number(elapsed) || 0) - (typeof paused === 'number' ? paused : 0)),
    gpus: gpusOfTres(tres),
    // Ended without an instant: accounting has not heard all of it yet.
    end: meaning.state === 'ended' && !endedAt ? undefined : end,
    exitCode: code,
    exitSignal: signal === undefined || signal === 0 ? undefined : signal,
    node: isNoNode ? undefined : cleanLine(node, 100),
  }));
}

/**
 * `12`, `12_7`, or `12_[0,3-5%2]`: tasks that have not begun share one line, also when they are cancelled so.
 * @see sacct(1), Slurm 24.05, --array and SLURM_BITSTR_LEN
 */
function readIds(
  text: string,
): Pick<UsageRun, 'schedulerJobId' | 'parentJobId' | 'arrayIndex'>[] | undefined {
  const [, parentJobId, index, range] = /^(\d+)(?:_(?:(\d+)|\[([^\]]+)\]))?$/.exec(text) ?? [];
  if (parentJobId === undefined) return undefined;
  if (range === undefined)
    return [
      { schedulerJobId: text, parentJobId, arrayIndex: index === undefined ? undefined : Number(index) },
    ];
  return parseArrayRange(range)?.indexes.map((arrayIndex) => ({
    schedulerJobId: `${parentJobId}_${arrayIndex}`,
    parentJobId,
    arrayIndex,
  }));
}
