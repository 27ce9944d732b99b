import type { Db } from '#db/client';
import type { ClusterRow } from '#db/queries/clusters/list-clusters';
import { recordAudit } from '#db/queries/record-audit';
import type { Actor } from '../../actor';
import { AppError } from '../../contract/app-error';
import type { Log } from '../../log';
import type { ClusterBridges } from '../clusters/cluster-bridges';
import { ensureLogin } from '../clusters/ensure-login';
import { getCluster } from '../clusters/get-cluster';
import type { Seats } from './seats';
import { Terminal } from './terminal';
import { mayUseTerminals } from './terminal-policy';

export interface TerminalDeps {
  db: Db;
  bridges: ClusterBridges;
  log: Log;
  seats: Seats;
}

/** The cluster, when the actor may have a terminal there. Dials nothing. @throws AppError[not-allowed | not-found] */
export async function authoriseTerminal(db: Db, actor: Actor, clusterName: string): Promise<ClusterRow> {
  if (!mayUseTerminals(actor)) throw new AppError('not-allowed');
  return getCluster(db, clusterName);
}

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
  const cluster = await authoriseTerminal(deps.db, actor, clusterName);
  if (cluster.state === 'closed') throw new AppError('cluster-closed');
  const giveBack = deps.seats.take(actor.personId);
  let terminal: Terminal | undefined;
  try {
    const login = await ensureLogin(deps, cluster, actor.personId);
    const shell = await deps.bridges.link(cluster, login.name).shell(size);
    const facts = { personId: actor.personId, cluster: cluster.name, login: login.name };
    terminal = new Terminal(facts, shell);
    terminal.onEnd(giveBack);
    await audit(deps.db, actor, terminal, 'terminal.opened', { via: actor.via.kind });
  } catch (error) {
    terminal?.end('cluster-down');
    giveBack();
    throw error;
  }
  const { id } = terminal;
  const opened = terminal;
  terminal.onEnd((ended) => {
    audit(deps.db, actor, opened, 'terminal.closed', { why: ended.code, seconds: ended.seconds }).catch(
      (error: unknown) =>
        deps.log.error({ err: error, terminal: id }, 'the end of a terminal was not recorded'),
    );
  });
  return terminal;
}

const audit = (
  db: Db,
  actor: Actor,
  terminal: Terminal,
  action: string,
  detail: Record<string, string | number>,
): Promise<void> =>
  recordAudit(db, {
    actorPersonId: actor.personId,
    action,
    subjectKind: 'terminal',
    subjectId: terminal.id,
    detail: { cluster: terminal.facts.cluster, login: terminal.facts.login, ...detail },
    requestId: actor.requestId,
  });
