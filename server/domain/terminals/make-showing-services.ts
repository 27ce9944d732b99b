import { listTeachersOfStudent } from '#db/queries/classes/teachers-of-student';
import type { Actor } from '../../actor';
import { AppError } from '../../contract/app-error';
import type { ShowingServices, ShownTerminal } from '../../showing-services';
import { recordWatching, showTerminal } from './show-terminal';
import type { Showing } from './showing';
import type { TerminalDeps } from './terminal-place';
import { mayWatch } from './terminal-policy';

/** Terminals that are shown to teachers. Opens nothing. */
export function makeShowingServices(deps: TerminalDeps): ShowingServices {
  const { db, living, showings } = deps;
  return {
    teachers: (actor) => listTeachersOfStudent(db, actor.personId),
    start: (actor, terminalId, teacherId) => showTerminal(deps, actor, terminalId, teacherId),
    stop: (actor, terminalId) => {
      if (living.find(actor.personId, terminalId)) showings.of(terminalId)?.end('hidden');
    },
    list: (actor) => (mayWatch(actor) ? showings.listOf(actor.personId).map(asShown) : []),
    get: async (actor, terminalId) => asShown(await getShown(deps, actor, terminalId)),
    watch: async (actor, terminalId, watcher) => {
      const { terminal } = await getShown(deps, actor, terminalId);
      await recordWatching(deps, actor, terminal);
      // Either may have ended it while that was written.
      const showing = showings.find(actor.personId, terminalId);
      if (!showing) throw new AppError('not-found');
      return showing.watch(watcher);
    },
    decline: (actor, terminalId) => {
      if (!mayWatch(actor)) throw new AppError('not-allowed');
      showings.find(actor.personId, terminalId)?.end('left');
    },
    recheck: async (terminalId) => {
      const showing = showings.of(terminalId);
      if (showing) await isTaught(deps, showing);
    },
    revoke: (actor, terminalId) => showings.find(actor.personId, terminalId)?.end('revoked'),
  };
}

async function getShown(deps: TerminalDeps, actor: Actor, terminalId: string): Promise<Showing> {
  if (!mayWatch(actor)) throw new AppError('not-allowed');
  const showing = deps.showings.find(actor.personId, terminalId);
  if (!showing || !(await isTaught(deps, showing))) throw new AppError('not-found');
  return showing;
}

/** Whether the teacher teaches the student still; ends the showing when not. */
async function isTaught({ db }: TerminalDeps, showing: Showing): Promise<boolean> {
  const { terminal, teacher } = showing;
  const found = await listTeachersOfStudent(db, terminal.personId, teacher.id);
  if (found.length === 0) showing.end('revoked');
  return found.length > 0;
}

const asShown = ({ terminal, studentName }: Showing): ShownTerminal => ({
  id: terminal.id,
  student: studentName,
  cluster: terminal.facts.cluster,
  ...(terminal.facts.launch && { launch: terminal.facts.launch }),
});
