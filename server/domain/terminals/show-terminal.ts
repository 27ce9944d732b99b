import { announce } from '#db/queries/announce';
import { listTeachersOfStudent } from '#db/queries/classes/teachers-of-student';
import { recordAudit } from '#db/queries/record-audit';
import type { Actor } from '../../actor';
import { AppError } from '../../contract/app-error';
import { isUuid } from '../../contract/ids';
import type { ShowingEnd } from '../../contract/watch-protocol';
import { Showing } from './showing';
import type { Terminal } from './terminal';
import type { TerminalDeps } from './terminal-place';

/**
 * Shows one of the actor's own living terminals to a teacher of a class of theirs, instead of to any other; the teacher's pages are told.
 * Both ends are written to the audit log, with who and when. @throws AppError[not-found]
 */
export async function showTerminal(
  deps: TerminalDeps,
  actor: Actor,
  terminalId: string,
  teacherId: string,
): Promise<void> {
  const { db, living, showings } = deps;
  const terminal = living.find(actor.personId, terminalId);
  const [teacher] = isUuid(teacherId) ? await listTeachersOfStudent(db, actor.personId, teacherId) : [];
  if (!terminal || !teacher) throw new AppError('not-found');
  if (showings.find(teacher.id, terminalId)) return;
  await record(deps, terminal, {
    actor,
    action: 'terminal.shown',
    detail: { to: teacher.id },
  });
  // It may have ended, or have been shown to another, while that was written.
  showings.of(terminalId)?.end('instead');
  if (living.find(actor.personId, terminalId) !== terminal) throw new AppError('not-found');
  showings.add(
    new Showing({
      terminal,
      studentName: actor.displayName,
      teacher,
      waits: deps.showingWaits,
      onEnd: (code, watchedSeconds) => ended(deps, terminal, teacher.id, code, watchedSeconds),
    }),
  );
  await announce(db, { person: teacher.id }, { kind: 'shown' });
}

/** Written down that the teacher has begun to look. */
export const recordWatching = (deps: TerminalDeps, actor: Actor, terminal: Terminal): Promise<void> =>
  record(deps, terminal, { actor, action: 'terminal.watched', detail: { of: terminal.personId } });

function ended(
  deps: TerminalDeps,
  terminal: Terminal,
  teacherId: string,
  why: ShowingEnd,
  watchedSeconds: number,
): void {
  const { db, log, showings } = deps;
  showings.delete(terminal.id, teacherId);
  Promise.all([
    announce(db, { person: teacherId }, { kind: 'shown' }),
    record(deps, terminal, {
      action: 'terminal.hidden',
      detail: { of: terminal.personId, to: teacherId, why, watchedSeconds },
    }),
  ]).catch((error: unknown) =>
    log.error({ err: error, terminal: terminal.id }, 'the end of a showing was not recorded'),
  );
}

function record(
  { db }: TerminalDeps,
  terminal: Terminal,
  entry: {
    /** [the portal itself] */
    actor?: Actor;
    action: 'terminal.shown' | 'terminal.watched' | 'terminal.hidden';
    detail: Record<string, string | number>;
  },
): Promise<void> {
  const { actor, action, detail } = entry;
  return recordAudit(db, {
    actorPersonId: actor?.personId ?? null,
    action,
    subjectKind: 'terminal',
    subjectId: terminal.id,
    detail: { cluster: terminal.facts.cluster, ...detail },
    ...(actor && { requestId: actor.requestId }),
  });
}
