import type { Db } from '#db/client';
import { announce } from '#db/queries/announce';
import { deleteSessionOfPerson, listSessionsOfPerson } from '#db/queries/people/sessions';
import { recordAudit } from '#db/queries/record-audit';
import type { Actor } from '../../actor';
import { AppError } from '../../contract/app-error';
import { isUuid } from '../../contract/ids';
import type { SessionView } from '../../services';
import { mustBeAtThePage } from './people-policy';

/** The browsers in which the actor is signed in, last used first. @throws AppError[not-allowed] for tokens. */
export async function listSessions(db: Db, actor: Actor): Promise<SessionView[]> {
  mustBeAtThePage(actor);
  const own = actor.via.kind === 'session' ? actor.via.sessionId : undefined;
  const rows = await listSessionsOfPerson(db, actor.personId);
  return rows.map((row) => ({
    id: row.id,
    userAgent: row.user_agent,
    createdAt: row.created_at,
    seenAt: row.seen_at,
    isThisOne: row.id === own,
  }));
}

/** Ends one session of the actor at once, and the connections that it opened. @throws AppError[not-found | not-allowed] */
export async function revokeSession(db: Db, actor: Actor, sessionId: string): Promise<void> {
  mustBeAtThePage(actor);
  if (!isUuid(sessionId)) throw new AppError('not-found');
  await db.transaction().execute(async (trx) => {
    if (!(await deleteSessionOfPerson(trx, actor.personId, sessionId))) throw new AppError('not-found');
    await announce(trx, { person: actor.personId }, { kind: 'session-ended', sessionId });
    await recordAudit(trx, {
      actorPersonId: actor.personId,
      action: 'session.revoked',
      subjectKind: 'session',
      subjectId: sessionId,
      requestId: actor.requestId,
    });
  });
}
