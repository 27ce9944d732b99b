import type { RemoteCommand, RemoteResult } from '../../ssh/port';
import type { SchedulerFacts } from '../port';
import { commandFailure } from './command-failures';
import { readPbsJson, textAt, treesUnder } from './read-pbs-json';
import { pbsScript, readSections, unclear } from './remote-script';

/** The server's own attributes. Pure. @see qstat(1B), OpenPBS 23.06, -B -f */
export const buildShowServer = (mark: string): RemoteCommand =>
  pbsScript(mark, [['qstat', '-B', '-f', '-F', 'json']]);

/** Attributes that bound a job or a login. @see pbs_server_attributes(7B), OpenPBS 23.06 */
const bounds = ['max_run', 'max_queued', 'max_run_res', 'max_array_size', 'max_job_sequence_id'];

/**
 * What an ordinary login is not shown stays unsaid: `job_history_duration` is for managers.
 * @throws AppError[cluster-down | cluster-answer-unclear]
 * @see e2e/transcripts/pbs/qstat-Bf.json
 */
export function parseShowServer(result: RemoteResult, mark: string): SchedulerFacts {
  const section = readSections(result, mark, 1)[0]!;
  if (section.exitCode !== 0) throw commandFailure('qstat', section);
  const json = readPbsJson(section.stdout);
  const [, server] = treesUnder(json, 'Server')[0] ?? [];
  if (!json.isComplete || !server) throw unclear('qstat -B: no server in the answer');
  const keepsHistory = textAt(server, 'job_history_enable') === 'True';
  return {
    version: (textAt(server, 'pbs_version') ?? textAt(json.top, 'pbs_version') ?? '').slice(0, 40),
    keepsAccounts: keepsHistory,
    historySeconds: keepsHistory ? undefined : 0,
    showsOthers: textAt(server, 'query_other_jobs') === 'True',
    limits: bounds.flatMap((name) => {
      const value = textAt(server, name);
      return value === undefined ? [] : [`${name}=${value.slice(0, 60)}`];
    }),
  };
}
