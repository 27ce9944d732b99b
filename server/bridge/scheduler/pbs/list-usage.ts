import type { UsageReading, UsageRun } from '../port';
import type { RemoteCommand, RemoteResult } from '../../ssh/port';
import { commandFailure } from './command-failures';
import { readJobId } from './job-id';
import { readJobs } from './list-queue';
import { toUsageRun } from './read-job';
import { readPbsJson } from './read-pbs-json';
import { pbsScript, readSections, unclear, type Section } from './remote-script';

/**
 * The records of these jobs from the history, tasks apart. All ids in one call, or (`isOneByOne`) a call each in the same script,
 * for clients that print only the first of several. Pure.
 */
export function buildListUsage(
  mark: string,
  parentJobIds: readonly string[],
  isOneByOne: boolean,
): RemoteCommand {
  const ask = ['qstat', '-x', '-t', '-f', '-F', 'json'];
  const commands = isOneByOne ? parentJobIds.map((id) => [...ask, id]) : [[...ask, ...parentJobIds]];
  return pbsScript(mark, commands, { deadlineMs: 60_000, maxOutputBytes: 64 * 1024 * 1024 });
}

export interface UsageAnswer extends UsageReading {
  /** Ids about which nothing was said, neither a record nor "unknown". */
  unanswered: string[];
}

/**
 * Reads the records. That a job is unknown, or that the site keeps no history, is an answer (no run); an id that is passed over in silence
 * stands in `unanswered`.
 * @throws AppError[cluster-down | cluster-answer-unclear]
 */
export function parseListUsage(
  result: RemoteResult,
  mark: string,
  parentJobIds: readonly string[],
  isOneByOne: boolean,
): UsageAnswer {
  const sections = readSections(result, mark, isOneByOne ? parentJobIds.length : 1);
  const runs = new Map<string, UsageRun>();
  const answered = new Set<string>();
  const notUnderstood: string[] = [];
  const unclearJobs = new Set<string>();
  for (const section of sections) readOne(section, runs, answered, notUnderstood, unclearJobs);
  return {
    runs: [...runs.values()],
    notUnderstood,
    unclearJobs: [...unclearJobs],
    unanswered: parentJobIds.filter((id) => !answered.has(id)),
  };
}

function readOne(
  section: Section,
  runs: Map<string, UsageRun>,
  answered: Set<string>,
  notUnderstood: string[],
  unclearJobs: Set<string>,
): void {
  const json = readPbsJson(section.stdout);
  // Without a final brace at all there is no answer; codes 35 and 153 belong to single ids, which stderr names.
  if (!json.isComplete) {
    if (section.exitCode !== 0) throw commandFailure('qstat', section);
    throw unclear(`qstat: the answer was cut: ${json.notUnderstood[0] ?? section.stderr}`);
  }
  for (const line of section.stderr.split('\n').filter((text) => text.trim() !== '')) {
    const id = saidOf(line);
    if (id === undefined) throw commandFailure('qstat', section);
    answered.add(id);
    if (line.includes('job history')) notUnderstood.push(line.slice(0, 300));
  }
  const { jobs, notUnderstood: lines } = readJobs(json);
  notUnderstood.push(...lines);
  for (const line of lines) {
    const id = readJobId(line.split(/:? /, 1)[0] ?? '');
    if (id) unclearJobs.add(id.parentJobId);
  }
  const withTasks = new Set(jobs.filter((job) => job.arrayIndex !== undefined).map((job) => job.parentJobId));
  for (const job of jobs) {
    answered.add(job.parentJobId);
    if (job.isArray && (withTasks.has(job.parentJobId) || job.letter === 'F')) continue;
    const run = toUsageRun(job);
    if (run) runs.set(job.schedulerJobId, run);
    else notUnderstood.push(`${job.schedulerJobId}: its record does not say what it used`);
  }
}

/** The id that a line on stderr gives a definite answer about. @see e2e/transcripts/pbs/unknown-job.txt, history-disabled.txt */
function saidOf(line: string): string | undefined {
  return (
    /^qstat: Unknown Job Id (\S+)\s*$/.exec(line)?.[1] ??
    /^qstat: PBS is not configured to maintain job history (\S+)\s*$/.exec(line)?.[1]
  );
}
