import type { Actor } from '../../actor';
import type { SshLink } from '../../bridge/ssh/port';
import { AppError } from '../../contract/app-error';
import type { TerminalFacts, TerminalPlace } from '../../terminal-services';
import { ensureLogin } from '../clusters/ensure-login';
import type { ScreenSize } from './draw-screen';
import { recordTerminal } from './record-terminal';
import { Terminal, type OpenedShell } from './terminal';
import { authorisePlace, type AllowedPlace, type TerminalDeps } from './terminal-place';

/**
 * Opens a shell on the cluster's login node, or inside a running job, as the actor's own login, which is made when it is the first time.
 * Who, when and where is written to the audit log at both ends; what is typed is written nowhere.
 * @throws AppError[not-allowed | not-found | wrong-state | no-shell-in-jobs | cluster-closed | limit-reached | cluster-down | host-key-changed | deadline-passed | cluster-answer-unclear]
 */
export async function openTerminal(
  deps: TerminalDeps,
  actor: Actor,
  place: Exclude<TerminalPlace, { kind: 'living' }>,
  size: ScreenSize,
): Promise<Terminal> {
  const { db, log, living, desk } = deps;
  const allowed = await authorisePlace(deps, actor, place);
  const { cluster, job } = allowed;
  if (cluster.state === 'closed') throw new AppError('cluster-closed');
  const giveBack = deps.seats.take(actor.personId);
  let terminal: Terminal | undefined;
  try {
    const login = await ensureLogin(deps, cluster, actor.personId);
    const opening = await openShell(deps, deps.bridges.link(cluster, login.name), allowed, size);
    const facts: TerminalFacts = {
      cluster: cluster.name,
      login: login.name,
      ...(job && { launch: { id: job.launch.id, name: job.launch.name } }),
    };
    terminal = new Terminal(actor.personId, facts, opening, size, desk);
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

async function openShell(
  { bridges }: TerminalDeps,
  link: SshLink,
  { cluster, job }: AllowedPlace,
  size: ScreenSize,
): Promise<OpenedShell> {
  if (!job) return { shell: await link.shell(size) };
  const { launch, row } = job;
  const launchId = launch.kind === 'by-hand' ? undefined : launch.id;
  const inJob = bridges.schedulerOf(cluster.scheduler).shellInJob(row.scheduler_job_id, launchId);
  if (!inJob) throw new AppError('no-shell-in-jobs');
  return { shell: await link.shell(size, inJob.line), isJobOver: inJob.isJobOver };
}
