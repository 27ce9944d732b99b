import type { Actor } from '../../actor';
import { AppError } from '../../contract/app-error';
import { recordTerminal } from './record-terminal';
import type { Terminal } from './terminal';
import { authorisePlace, type TerminalDeps } from './terminal-place';

/**
 * One of the actor's own terminals that live, with the rights that opening it anew would need. Written to the audit log.
 * @throws AppError[not-allowed | not-found | wrong-state | cluster-closed]
 */
export async function resumeTerminal(deps: TerminalDeps, actor: Actor, id: string): Promise<Terminal> {
  const { cluster } = await authorisePlace(deps, actor, { kind: 'living', id });
  if (cluster.state === 'closed') throw new AppError('cluster-closed');
  const terminal = deps.living.find(actor.personId, id);
  if (!terminal) throw new AppError('not-found');
  await recordTerminal(deps.db, actor, terminal, 'terminal.resumed', { via: actor.via.kind });
  return terminal;
}
