import type { Db } from '#db/client';
import { recordAudit } from '#db/queries/record-audit';
import type { Actor } from '../../actor';
import type { Terminal } from './terminal';

/** Writes who, where and when to the audit log; what is typed is written nowhere. */
export const recordTerminal = (
  db: Db,
  actor: Actor,
  terminal: Terminal,
  action: 'terminal.opened' | 'terminal.resumed' | 'terminal.closed',
  detail: Record<string, string | number>,
): Promise<void> => {
  const { cluster, login, launch } = terminal.facts;
  return recordAudit(db, {
    actorPersonId: actor.personId,
    action,
    subjectKind: 'terminal',
    subjectId: terminal.id,
    detail: { cluster, login, ...(launch && { launch: launch.id }), ...detail },
    requestId: actor.requestId,
  });
};
