import { sql, type Kysely, type Selectable } from 'kysely';
import type { Database } from '../../database';
import type { JsonValue } from '../../json';
import type { SignInLinkTable } from '../../tables/sign-in-links';

export type SignInLinkRow = Selectable<SignInLinkTable>;

/** Writes a link; only the token's hash is kept. `signUp`: the draft of the person that following it makes. */
export async function insertSignInLink(
  db: Kysely<Database>,
  link: {
    tokenHash: string;
    email: string;
    signUp: JsonValue | undefined;
    nextPath: string | undefined;
    expiresAt: Date;
  },
): Promise<void> {
  await db
    .insertInto('sign_in_links')
    .values({
      token_hash: link.tokenHash,
      email: link.email,
      sign_up: link.signUp === undefined ? null : JSON.stringify(link.signUp),
      next_path: link.nextPath ?? null,
      expires_at: link.expiresAt,
    })
    .execute();
}

/** Uses a link up: the row is gone afterwards, and only one of two takers gets it. undefined when there is none. */
export async function takeSignInLink(
  db: Kysely<Database>,
  tokenHash: string,
): Promise<SignInLinkRow | undefined> {
  return db
    .deleteFrom('sign_in_links')
    .where('token_hash', '=', tokenHash)
    .where('expires_at', '>', sql<Date>`now()`)
    .returningAll()
    .executeTakeFirst();
}

/** Looks at a link without using it up. */
export async function findSignInLink(
  db: Kysely<Database>,
  tokenHash: string,
): Promise<SignInLinkRow | undefined> {
  return db
    .selectFrom('sign_in_links')
    .selectAll()
    .where('token_hash', '=', tokenHash)
    .where('expires_at', '>', sql<Date>`now()`)
    .executeTakeFirst();
}

/** Makes all other links to an address worthless, once one of them was followed. */
export async function deleteSignInLinksTo(db: Kysely<Database>, email: string): Promise<void> {
  await db.deleteFrom('sign_in_links').where('email', '=', email).execute();
}
