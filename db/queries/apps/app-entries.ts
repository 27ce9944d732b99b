import { sql, type Kysely } from 'kysely';
import type { Database } from '../../database';

/** Writes a ticket; only hashes of it and of what the browser keeps are stored. */
export async function insertAppTicket(
  db: Kysely<Database>,
  ticket: {
    tokenHash: string;
    launchId: string;
    personId: string;
    sessionId: string;
    knockHash: string;
    seconds: number;
  },
): Promise<void> {
  await db
    .insertInto('app_tickets')
    .values({
      token_hash: ticket.tokenHash,
      launch_id: ticket.launchId,
      person_id: ticket.personId,
      session_id: ticket.sessionId,
      knock_hash: ticket.knockHash,
      expires_at: sql<Date>`now() + make_interval(secs => ${ticket.seconds})`,
    })
    .execute();
}

export interface TakenTicket {
  personId: string;
  sessionId: string;
}

/**
 * Uses a ticket up, whatever comes of it: it is gone after the first try, also when that try was not its browser's. undefined: there was
 * none, it had expired, or it is of another launch or browser.
 */
export async function takeAppTicket(
  db: Kysely<Database>,
  asked: { tokenHash: string; launchId: string; knockHash: string },
): Promise<TakenTicket | undefined> {
  const row = await db
    .deleteFrom('app_tickets')
    .where('token_hash', '=', asked.tokenHash)
    .returning([
      'launch_id',
      'person_id',
      'session_id',
      'knock_hash',
      sql<boolean>`expires_at > now()`.as('is_live'),
    ])
    .executeTakeFirst();
  if (!row?.is_live || row.launch_id !== asked.launchId || row.knock_hash !== asked.knockHash)
    return undefined;
  return { personId: row.person_id, sessionId: row.session_id };
}

/** Lets a browser in at one launch's origin until the session that opened it ends, at most for `seconds`. */
export async function insertAppEntry(
  db: Kysely<Database>,
  entry: { tokenHash: string; launchId: string; personId: string; sessionId: string; seconds: number },
): Promise<void> {
  await db
    .insertInto('app_entries')
    .values({
      token_hash: entry.tokenHash,
      launch_id: entry.launchId,
      person_id: entry.personId,
      session_id: entry.sessionId,
      expires_at: sql<Date>`now() + make_interval(secs => ${entry.seconds})`,
    })
    .execute();
}

/** Whose entry this is at this launch, if it still counts: its session lives, its person may come in, the launch is theirs and has not ended. */
export async function findAppEntry(
  db: Kysely<Database>,
  launchId: string,
  tokenHash: string,
): Promise<TakenTicket | undefined> {
  const row = await liveEntries(db)
    .where('app_entries.token_hash', '=', tokenHash)
    .where('app_entries.launch_id', '=', launchId)
    .executeTakeFirst();
  return row && { personId: row.person_id, sessionId: row.session_id };
}

/** Which of these entries still count, in one question for all that is open. */
export async function listLiveAppEntries(
  db: Kysely<Database>,
  tokenHashes: readonly string[],
): Promise<Set<string>> {
  if (tokenHashes.length === 0) return new Set();
  const rows = await liveEntries(db)
    .where('app_entries.token_hash', '=', sql<string>`any(${tokenHashes as string[]}::text[])`)
    .execute();
  return new Set(rows.map((row) => row.token_hash));
}

const liveEntries = (db: Kysely<Database>) =>
  db
    .selectFrom('app_entries')
    .innerJoin('sessions', 'sessions.id', 'app_entries.session_id')
    .innerJoin('people', 'people.id', 'app_entries.person_id')
    .innerJoin('launches', (join) =>
      join
        .onRef('launches.id', '=', 'app_entries.launch_id')
        .onRef('launches.person_id', '=', 'app_entries.person_id'),
    )
    .select(['app_entries.token_hash', 'app_entries.person_id', 'app_entries.session_id'])
    .where('app_entries.expires_at', '>', sql<Date>`now()`)
    .where('sessions.expires_at', '>', sql<Date>`now()`)
    .where('people.disabled_at', 'is', null)
    .where('people.stopped_at', 'is', null)
    .where('launches.state', 'not in', ['ended', 'settled']);

/** Removes what has expired. Harmless at any time. */
export async function deleteExpiredAppEntries(db: Kysely<Database>): Promise<void> {
  for (const table of ['app_tickets', 'app_entries'] as const)
    await db
      .deleteFrom(table)
      .where('expires_at', '<', sql<Date>`now()`)
      .execute();
}
