import type { Db } from '#db/client';
import { announce } from '#db/queries/announce';
import { deleteSomeSessions, listSessionsOfPerson } from '#db/queries/people/sessions';
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
  const here = rows.find((row) => row.id === own)?.network_hash;
  return rows.map((row) => ({
    id: row.id,
    userAgent: row.user_agent,
    createdAt: row.created_at,
    seenAt: row.seen_at,
    isThisOne: row.id === own,
    isSameNetwork: here && row.network_hash ? row.network_hash === here : undefined,
  }));
}

/**
 * Ends sessions of the actor at once, and the connections that they opened. Those that are gone already are passed over.
 * @throws AppError[not-found] when none of them is there, [not-allowed] for tokens.
 */
export async function revokeSessions(db: Db, actor: Actor, sessionIds: readonly string[]): Promise<void> {
  mustBeAtThePage(actor);
  const ids = sessionIds.filter(isUuid);
  await db.transaction().execute(async (trx) => {
    const ended = ids.length === 0 ? [] : await deleteSomeSessions(trx, actor.personId, ids);
    if (ended.length === 0) throw new AppError('not-found');
    for (const sessionId of ended) {
      await announce(trx, { person: actor.personId }, { kind: 'session-ended', sessionId });
      await recordAudit(trx, {
        actorPersonId: actor.personId,
        action: 'session.revoked',
        subjectKind: 'session',
        subjectId: sessionId,
        requestId: actor.requestId,
      });
    }
  });
}
