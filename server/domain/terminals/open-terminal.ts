import type { Actor } from '../../actor';
import { AppError } from '../../contract/app-error';
import { ensureLogin } from '../clusters/ensure-login';
import { recordTerminal } from './record-terminal';
import { Terminal } from './terminal';
import { authorisePlace, type TerminalDeps } from './terminal-place';

/**
 * Opens a shell on the cluster's login node as the actor's own login, which is made when it is the first time. Who, when and where is
 * written to the audit log at both ends; what is typed is written nowhere.
 * @throws AppError[not-allowed | not-found | cluster-closed | limit-reached | cluster-down | host-key-changed | deadline-passed | cluster-answer-unclear]
 */
export async function openTerminal(
  deps: TerminalDeps,
  actor: Actor,
  clusterName: string,
  size: { columns: number; rows: number },
): Promise<Terminal> {
  const { db, log, living, desk } = deps;
  const cluster = await authorisePlace(deps, actor, { kind: 'login-node', cluster: clusterName });
  if (cluster.state === 'closed') throw new AppError('cluster-closed');
  const giveBack = deps.seats.take(actor.personId);
  let terminal: Terminal | undefined;
  try {
    const login = await ensureLogin(deps, cluster, actor.personId);
    const shell = await deps.bridges.link(cluster, login.name).shell(size);
    const facts = { cluster: cluster.name, login: login.name };
    terminal = new Terminal(actor.personId, facts, shell, size, desk);
    terminal.onEnd(giveBack);
    await recordTerminal(db, actor, terminal, 'terminal.opened', { via: actor.via.kind });
  } catch (error) {
    terminal?.end('cluster-down');
    giveBack();
    throw error;
  }
  living.add(terminal);
  const opened = terminal;
  terminal.onEnd((ended) => {
    recordTerminal(db, actor, opened, 'terminal.closed', { why: ended.code, seconds: ended.seconds }).catch(
      (error: unknown) =>
        log.error({ err: error, terminal: opened.id }, 'the end of a terminal was not recorded'),
    );
  });
  return terminal;
}
