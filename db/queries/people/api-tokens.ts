import { sql, type Kysely, type Selectable } from 'kysely';
import type { Database } from '../../database';
import { newId } from '../../new-id';
import type { ApiTokenTable } from '../../tables/api-tokens';
import type { PersonRow } from './people';

export type ApiTokenRow = Selectable<ApiTokenTable>;

/** Writes a token; only its hash is kept. */
export async function insertApiToken(
  db: Kysely<Database>,
  token: {
    tokenHash: string;
    personId: string;
    name: string;
    expiresAt: Date;
    /** [never] */
    confirmedAt?: Date | undefined;
  },
): Promise<ApiTokenRow> {
  return db
    .insertInto('api_tokens')
    .values({
      id: newId(),
      token_hash: token.tokenHash,
      person_id: token.personId,
      name: token.name,
      expires_at: token.expiresAt,
      confirmed_at: token.confirmedAt ?? null,
    })
    .returningAll()
    .executeTakeFirstOrThrow();
}

/** Tokens of a person that still open something, newest first. */
export async function listApiTokensOfPerson(db: Kysely<Database>, personId: string): Promise<ApiTokenRow[]> {
  return db
    .selectFrom('api_tokens')
    .selectAll()
    .where('person_id', '=', personId)
    .where('revoked_at', 'is', null)
    .where('expires_at', '>', sql<Date>`now()`)
    .orderBy('id', 'desc')
    .execute();
}

/** Ends a token of a person; false when the person has no live one with this id. */
export async function revokeApiToken(
  db: Kysely<Database>,
  personId: string,
  tokenId: string,
): Promise<boolean> {
  const revoked = await db
    .updateTable('api_tokens')
    .set({ revoked_at: new Date() })
    .where('person_id', '=', personId)
    .where('id', '=', tokenId)
    .where('revoked_at', 'is', null)
    .returning('id')
    .executeTakeFirst();
  return revoked !== undefined;
}

/** The person behind a live token, noting at most once a minute that it was used; undefined for any other. */
export async function findPersonByApiToken(
  db: Kysely<Database>,
  tokenHash: string,
): Promise<{ tokenId: string; person: PersonRow; isConfirmed: boolean } | undefined> {
  const row = await db
    .selectFrom('api_tokens')
    .innerJoin('people', 'people.id', 'api_tokens.person_id')
    .selectAll('people')
    .select(['api_tokens.id as token_id', 'api_tokens.used_at', 'api_tokens.confirmed_at'])
    .where('api_tokens.token_hash', '=', tokenHash)
    .where('api_tokens.revoked_at', 'is', null)
    .where('api_tokens.expires_at', '>', sql<Date>`now()`)
    .where('people.disabled_at', 'is', null)
    .executeTakeFirst();
  if (!row) return undefined;
  const { token_id: tokenId, used_at, confirmed_at, ...person } = row;
  if (used_at === null || Date.now() - used_at.getTime() > 60_000)
    await db.updateTable('api_tokens').set({ used_at: new Date() }).where('id', '=', tokenId).execute();
  return { tokenId, person, isConfirmed: confirmed_at !== null };
}

/** Makes the callers of one person wait for each other until the transaction ends, so that a count holds. */
export async function lockPerson(db: Kysely<Database>, personId: string): Promise<void> {
  await db.selectFrom('people').select('id').where('id', '=', personId).forUpdate().execute();
}

/** Revokes all tokens of a person that still open something; gives their ids. */
export async function revokeAllApiTokens(db: Kysely<Database>, personId: string): Promise<string[]> {
  const rows = await db
    .updateTable('api_tokens')
    .set({ revoked_at: new Date() })
    .where('person_id', '=', personId)
    .where('revoked_at', 'is', null)
    .returning('id')
    .execute();
  return rows.map((row) => row.id);
}
