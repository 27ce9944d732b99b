import type { RemoteCommand } from '../../ssh/port';
import { readSelectedIds } from './read-selected-ids';
import { pbsScript } from './remote-script';

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

/** The ids. @throws as `readSelectedIds`. */
export const parseSelectByName = readSelectedIds;
