import { sql, type Kysely, type Selectable } from 'kysely';
import type { Database } from '../../database';
import { newId } from '../../new-id';
import type { SessionTable } from '../../tables/sessions';
import type { PersonRow } from './people';

export type SessionRow = Selectable<SessionTable>;

/** Writes a session; only the token's hash is kept. */
export async function insertSession(
  db: Kysely<Database>,
  session: { tokenHash: string; personId: string; userAgent: string; expiresAt: Date },
): Promise<SessionRow> {
  return db
    .insertInto('sessions')
    .values({
      id: newId(),
      token_hash: session.tokenHash,
      person_id: session.personId,
      user_agent: session.userAgent,
      expires_at: session.expiresAt,
    })
    .returningAll()
    .executeTakeFirstOrThrow();
}

/** The session with this token hash and its person, when it has not expired and the person is not disabled. */
export async function findLiveSession(
  db: Kysely<Database>,
  tokenHash: string,
): Promise<{ session: SessionRow; person: PersonRow } | undefined> {
  const row = await db
    .selectFrom('sessions')
    .innerJoin('people', 'people.id', 'sessions.person_id')
    .selectAll('people')
    .select([
      'sessions.id as session_id',
      'sessions.user_agent',
      'sessions.created_at as session_created_at',
      'sessions.seen_at',
      'sessions.expires_at',
    ])
    .where('sessions.token_hash', '=', tokenHash)
    .where('sessions.expires_at', '>', sql<Date>`now()`)
    .where('people.disabled_at', 'is', null)
    .executeTakeFirst();
  if (!row) return undefined;
  const { session_id, user_agent, session_created_at, seen_at, expires_at, ...person } = row;
  const session = {
    id: session_id,
    token_hash: tokenHash,
    person_id: person.id,
    user_agent,
    created_at: session_created_at,
    seen_at,
    expires_at,
  };
  return { session, person };
}

/** Tells whether a session still counts: not revoked, not expired, its person not disabled. */
export async function isSessionLive(db: Kysely<Database>, sessionId: string): Promise<boolean> {
  const row = await db
    .selectFrom('sessions')
    .innerJoin('people', 'people.id', 'sessions.person_id')
    .select('sessions.id')
    .where('sessions.id', '=', sessionId)
    .where('sessions.expires_at', '>', sql<Date>`now()`)
    .where('people.disabled_at', 'is', null)
    .executeTakeFirst();
  return row !== undefined;
}

/** Notes that a session was used now, and until when it lasts. */
export async function touchSession(db: Kysely<Database>, sessionId: string, expiresAt: Date): Promise<void> {
  await db
    .updateTable('sessions')
    .set({ seen_at: new Date(), expires_at: expiresAt })
    .where('id', '=', sessionId)
    .execute();
}

/** Ends the session with this token hash; gives it back, undefined when there was none. */
export async function deleteSessionByToken(
  db: Kysely<Database>,
  tokenHash: string,
): Promise<SessionRow | undefined> {
  return db.deleteFrom('sessions').where('token_hash', '=', tokenHash).returningAll().executeTakeFirst();
}

/** Ends one session of a person; false when the person has none with this id. */
export async function deleteSessionOfPerson(
  db: Kysely<Database>,
  personId: string,
  sessionId: string,
): Promise<boolean> {
  const deleted = await db
    .deleteFrom('sessions')
    .where('person_id', '=', personId)
    .where('id', '=', sessionId)
    .returning('id')
    .executeTakeFirst();
  return deleted !== undefined;
}

/** Ends all sessions of a person; gives their ids. */
export async function deleteSessionsOfPerson(db: Kysely<Database>, personId: string): Promise<string[]> {
  const rows = await db.deleteFrom('sessions').where('person_id', '=', personId).returning('id').execute();
  return rows.map((row) => row.id);
}

/** The sessions of a person that have not expired, last used first. */
export async function listSessionsOfPerson(db: Kysely<Database>, personId: string): Promise<SessionRow[]> {
  return db
    .selectFrom('sessions')
    .selectAll()
    .where('person_id', '=', personId)
    .where('expires_at', '>', sql<Date>`now()`)
    .orderBy('seen_at', 'desc')
    .execute();
}

/** Removes what has expired: sessions and sign-in links. Harmless at any time. */
export async function deleteExpired(db: Kysely<Database>): Promise<void> {
  await db
    .deleteFrom('sessions')
    .where('expires_at', '<', sql<Date>`now()`)
    .execute();
  await db
    .deleteFrom('sign_in_links')
    .where('expires_at', '<', sql<Date>`now() - interval '1 day'`)
    .execute();
}
