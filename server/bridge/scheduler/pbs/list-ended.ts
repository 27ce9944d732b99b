import type { RemoteCommand, RemoteResult } from '../../ssh/port';
import { commandFailure } from './command-failures';
import { readJobId } from './job-id';
import { pbsScript, readSections, unclear } from './remote-script';

/** Ids of what has ended since then, arrays whole; the client reads the time in its own zone, which the script makes UTC. Pure. @see qselect(1B), OpenPBS 23.06, -te, -x */
export function buildListEnded(mark: string, since: Date): RemoteCommand {
  const digits = since.toISOString().replace(/\D/g, '');
  return pbsScript(mark, [['qselect', '-x', `-te.ge.${digits.slice(0, 12)}.${digits.slice(12, 14)}`]]);
}

/** @throws AppError[cluster-down | cluster-answer-unclear] */
export function parseListEnded(result: RemoteResult, mark: string): string[] {
  const section = readSections(result, mark, 1)[0]!;
  if (section.exitCode !== 0 || section.stderr !== '') throw commandFailure('qselect', section);
  const ids = section.stdout
    .toString('utf8')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
  const wrong = ids.find((id) => !readJobId(id));
  if (wrong !== undefined) throw unclear(`qselect: ${wrong}`);
  return ids;
}
