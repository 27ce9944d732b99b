import { sql, type Kysely, type Selectable } from 'kysely';
import type { Database } from '../../database';
import type { GuardianLinkTable } from '../../tables/guardian-links';

export type GuardianLinkRow = Selectable<GuardianLinkTable>;

/** Writes a link; only the token's hash is kept. Earlier ones for the same consent open nothing any more. */
export async function insertGuardianLink(
  db: Kysely<Database>,
  link: Omit<GuardianLinkRow, 'created_at'>,
): Promise<void> {
  if (link.consent_id !== null)
    await db.deleteFrom('guardian_links').where('consent_id', '=', link.consent_id).execute();
  await db.insertInto('guardian_links').values(link).execute();
}

/** Looks at a link without using it up; undefined for one that is unknown, used or expired. */
export async function findGuardianLink(
  db: Kysely<Database>,
  tokenHash: string,
): Promise<GuardianLinkRow | undefined> {
  return db
    .selectFrom('guardian_links')
    .selectAll()
    .where('token_hash', '=', tokenHash)
    .where('expires_at', '>', sql<Date>`now()`)
    .executeTakeFirst();
}

/** Uses a link up; only one of two takers gets it. */
export async function takeGuardianLink(
  db: Kysely<Database>,
  tokenHash: string,
): Promise<GuardianLinkRow | undefined> {
  return db
    .deleteFrom('guardian_links')
    .where('token_hash', '=', tokenHash)
    .where('expires_at', '>', sql<Date>`now()`)
    .returningAll()
    .executeTakeFirst();
}

/** Writes a guardian's session; only the token's hash is kept. */
export async function insertGuardianSession(
  db: Kysely<Database>,
  session: { token_hash: string; guardian_email: string; expires_at: Date },
): Promise<void> {
  await db.insertInto('guardian_sessions').values(session).execute();
}

/** Whose session it is; undefined for one that is unknown or over. */
export async function findGuardianSession(
  db: Kysely<Database>,
  tokenHash: string,
): Promise<string | undefined> {
  const row = await db
    .selectFrom('guardian_sessions')
    .select('guardian_email')
    .where('token_hash', '=', tokenHash)
    .where('expires_at', '>', sql<Date>`now()`)
    .executeTakeFirst();
  return row?.guardian_email;
}

/** Ends a session; harmless when it is over. */
export async function deleteGuardianSession(db: Kysely<Database>, tokenHash: string): Promise<void> {
  await db.deleteFrom('guardian_sessions').where('token_hash', '=', tokenHash).execute();
}

/** Removes what has expired. Harmless at any time. */
export async function deleteExpiredDoors(db: Kysely<Database>): Promise<void> {
  for (const table of ['guardian_links', 'guardian_sessions'] as const)
    await db
      .deleteFrom(table)
      .where('expires_at', '<', sql<Date>`now()`)
      .execute();
}
