import type { QueueReading } from '../port';
import type { RemoteCommand, RemoteResult } from '../../ssh/port';
import { commandFailure } from './command-failures';
import { readJob, toQueueJob, type PbsJob } from './read-job';
import { readPbsJson, treesUnder } from './read-pbs-json';
import { pbsScript, readSections, unclear } from './remote-script';

/**
 * All live jobs of everybody, tasks apart (`-t`); without the history (`-x`), which would grow for two weeks. Pure.
 * No ids are named: the newer client prints only the first of several (e2e/transcripts/pbs/newer-emitter/three-ids-asked.txt).
 */
export function buildListQueue(mark: string): RemoteCommand {
  return pbsScript(mark, [['qstat', '-t', '-f', '-F', 'json']], {
    deadlineMs: 60_000,
    maxOutputBytes: 64 * 1024 * 1024,
  });
}

/**
 * Reads the queue. A job whose record is spoilt is reported in `notUnderstood`, the others stay. An array stands for itself only while none
 * of its tasks is shown.
 * @throws AppError[cluster-down | cluster-answer-unclear] for everything that is not a whole, undoubted answer (surprises 1 and 2).
 */
export function parseListQueue(result: RemoteResult, mark: string): QueueReading {
  const section = readSections(result, mark, 1)[0]!;
  if (section.exitCode !== 0) throw commandFailure('qstat', section);
  const json = readPbsJson(section.stdout);
  if (!json.isComplete)
    throw unclear(`qstat: the answer was cut: ${json.notUnderstood[0] ?? section.stderr}`);
  const { jobs, notUnderstood } = readJobs(json);
  if (jobs.length === 0 && section.stderr !== '') throw commandFailure('qstat', section);
  const withTasks = new Set(jobs.filter((job) => job.arrayIndex !== undefined).map((job) => job.parentJobId));
  return {
    readAt: new Date(),
    jobs: jobs.filter((job) => !job.isArray || !withTasks.has(job.parentJobId)).map(toQueueJob),
    notUnderstood: section.stderr === '' ? notUnderstood : [...notUnderstood, section.stderr.slice(0, 300)],
  };
}

/** The jobs of an answer, and what in it could not be read. zone: of its clock [UTC]. Never throws. */
export function readJobs(
  json: ReturnType<typeof readPbsJson>,
  zone = 'UTC',
): { jobs: PbsJob[]; notUnderstood: string[] } {
  const jobs: PbsJob[] = [];
  const notUnderstood = [...json.notUnderstood];
  for (const [id, tree] of treesUnder(json, 'Jobs')) {
    const job = readJob(id, tree, zone);
    if (job) jobs.push(job);
    else notUnderstood.push(`${id.slice(0, 100)}: lacks a name, an owner, a queue or a state`);
  }
  for (const [id, tree] of treesUnder({ top: json.top, repeated: json.repeated, spoilt: new Set() }, 'Jobs'))
    if (json.spoilt.has(tree)) notUnderstood.push(`${id.slice(0, 100)}: two records ran into one`);
  return { jobs, notUnderstood };
}
