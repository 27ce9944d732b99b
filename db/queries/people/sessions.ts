import { sql, type Kysely, type Selectable } from 'kysely';
import type { ConfirmedBy } from '#server/contract/second-factor';
import type { Database } from '../../database';
import { newId } from '../../new-id';
import type { SessionTable } from '../../tables/sessions';
import type { PersonRow } from './people';
import { hasSecondFactorOf } from './second-factors';

export type SessionRow = Selectable<SessionTable>;

/** A person who has a second factor is in only when it was used. */
const isWaiting = sql<boolean>`(sessions.confirmed_at is null and ${hasSecondFactorOf('people.id')})`;

/** Writes a session; only the token's hash is kept. */
export async function insertSession(
  db: Kysely<Database>,
  session: {
    tokenHash: string;
    personId: string;
    userAgent: string;
    expiresAt: Date;
    /** [not known] */
    networkHash?: string;
    /** [nothing yet] */
    confirmedBy?: ConfirmedBy | undefined;
  },
): Promise<SessionRow> {
  return db
    .insertInto('sessions')
    .values({
      id: newId(),
      token_hash: session.tokenHash,
      person_id: session.personId,
      user_agent: session.userAgent,
      expires_at: session.expiresAt,
      network_hash: session.networkHash ?? '',
      confirmed_at: session.confirmedBy === undefined ? null : new Date(),
      confirmed_by: session.confirmedBy ?? null,
    })
    .returningAll()
    .executeTakeFirstOrThrow();
}

/**
 * The session with this token hash and its person, when it has not expired and the person is not disabled; and whether it waits for the
 * second factor that the person has.
 */
export async function findLiveSession(
  db: Kysely<Database>,
  tokenHash: string,
): Promise<{ session: SessionRow; person: PersonRow; isWaiting: boolean } | undefined> {
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
      'sessions.confirmed_at',
      'sessions.confirmed_by',
      'sessions.network_hash',
      isWaiting.as('is_waiting'),
    ])
    .where('sessions.token_hash', '=', tokenHash)
    .where('sessions.expires_at', '>', sql<Date>`now()`)
    .where('people.disabled_at', 'is', null)
    .executeTakeFirst();
  if (!row) return undefined;
  const {
    session_id,
    user_agent,
    session_created_at,
    seen_at,
    expires_at,
    confirmed_at,
    confirmed_by,
    network_hash,
    is_waiting,
    ...person
  } = row;
  const session = {
    id: session_id,
    token_hash: tokenHash,
    person_id: person.id,
    user_agent,
    created_at: session_created_at,
    seen_at,
    expires_at,
    confirmed_at,
    confirmed_by,
    network_hash,
  };
  return { session, person, isWaiting: is_waiting };
}

/** Tells whether a session still counts: not revoked, not expired, its person neither disabled nor stopped, nothing to be confirmed first. */
export async function isSessionLive(db: Kysely<Database>, sessionId: string): Promise<boolean> {
  const row = await db
    .selectFrom('sessions')
    .innerJoin('people', 'people.id', 'sessions.person_id')
    .select('sessions.id')
    .where('sessions.id', '=', sessionId)
    .where('sessions.expires_at', '>', sql<Date>`now()`)
    .where('people.disabled_at', 'is', null)
    .where('people.stopped_at', 'is', null)
    .where(sql<boolean>`not ${isWaiting}`)
    .executeTakeFirst();
  return row !== undefined;
}

/** Notes by what a session was confirmed [now]; harmless when it is gone. */
export async function confirmSession(
  db: Kysely<Database>,
  sessionId: string,
  confirmedBy: ConfirmedBy,
): Promise<void> {
  await db
    .updateTable('sessions')
    .set({ confirmed_at: new Date(), confirmed_by: confirmedBy })
    .where('id', '=', sessionId)
    .execute();
}

/** When a session was last confirmed; undefined: never, or it is gone. */
export async function findConfirmation(
  db: Kysely<Database>,
  sessionId: string,
): Promise<{ at: Date; by: ConfirmedBy } | undefined> {
  const row = await db
    .selectFrom('sessions')
    .select(['confirmed_at', 'confirmed_by'])
    .where('id', '=', sessionId)
    .executeTakeFirst();
  return row?.confirmed_at && row.confirmed_by ? { at: row.confirmed_at, by: row.confirmed_by } : undefined;
}

/** When a session began; undefined when it is gone. */
export async function findSessionStart(db: Kysely<Database>, sessionId: string): Promise<Date | undefined> {
  const row = await db
    .selectFrom('sessions')
    .select('created_at')
    .where('id', '=', sessionId)
    .executeTakeFirst();
  return row?.created_at;
}

/** Gives a session another token; the one before opens nothing from then on. false when there is no such session. */
export async function replaceSessionToken(
  db: Kysely<Database>,
  before: string,
  tokenHash: string,
): Promise<boolean> {
  const replaced = await db
    .updateTable('sessions')
    .set({ token_hash: tokenHash })
    .where('token_hash', '=', before)
    .returning('id')
    .executeTakeFirst();
  return replaced !== undefined;
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

/** Ends those sessions of a person that are named; gives the ids of those that there were. */
export async function deleteSomeSessions(
  db: Kysely<Database>,
  personId: string,
  sessionIds: readonly string[],
): Promise<string[]> {
  const rows = await db
    .deleteFrom('sessions')
    .where('person_id', '=', personId)
    .where('id', 'in', sessionIds)
    .returning('id')
    .execute();
  return rows.map((row) => row.id);
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

/** Removes what has expired: sessions, sign-in links, asks to be let in on a card. Harmless at any time. */
export async function deleteExpired(db: Kysely<Database>): Promise<void> {
  await db
    .deleteFrom('sessions')
    .where('expires_at', '<', sql<Date>`now()`)
    .execute();
  await db
    .deleteFrom('sign_in_links')
    .where('expires_at', '<', sql<Date>`now() - interval '1 day'`)
    .execute();
  await db
    .deleteFrom('login_card_asks')
    .where('expires_at', '<', sql<Date>`now()`)
    .execute();
}
