import type { RemoteCommand, RemoteResult } from '../../ssh/port';
import { commandFailure } from './command-failures';
import { readJobId } from './job-id';
import { pbsScript, readSections, unclear } from './remote-script';

/**
 * The live jobs of that name of the login that asks, arrays whole. Without `-x`: the history may be off and is never depended on. Pure.
 * Who asks is said by the system and, where several logins share a number, by the name that was signed in with. @see launcher-pbs.sh
 */
export function buildSelectByName(mark: string, name: string): RemoteCommand {
  const prelude = `select_mine() {
  me=$(id -un)
  [ "\${LOGNAME:-$me}" = "$me" ] || me=$LOGNAME,$me
  qselect -u "$me" -N "$1"
}`;
  return pbsScript(mark, [['select_mine', name]], { prelude });
}

/** The ids, whole with their server. @throws AppError[cluster-down | cluster-answer-unclear]: a failed query never means "absent". */
export function parseSelectByName(result: RemoteResult, mark: string): string[] {
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
