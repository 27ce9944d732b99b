import type { RemoteCommand } from '../../ssh/port';
import { readSelectedIds } from './read-selected-ids';
import { pbsScript } from './remote-script';

/** Ids of what has ended since then, arrays whole; the client reads the time in its own zone, which the script makes UTC. Pure. @see qselect(1B), OpenPBS 23.06, -te, -x */
export function buildListEnded(mark: string, since: Date): RemoteCommand {
  const digits = since.toISOString().replace(/\D/g, '');
  return pbsScript(mark, [['qselect', '-x', `-te.ge.${digits.slice(0, 12)}.${digits.slice(12, 14)}`]]);
}

/** The ids. @throws as `readSelectedIds`. */
export const parseListEnded = readSelectedIds;
