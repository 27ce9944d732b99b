import { sql, type Kysely, type Selectable } from 'kysely';
import type { Database } from '../../database';
import { newId } from '../../new-id';
import type { PasskeyChallengeTable } from '../../tables/passkey-challenges';
import type { PasskeyTable } from '../../tables/passkeys';

export type PasskeyRow = Selectable<PasskeyTable>;
type Challenge = Selectable<PasskeyChallengeTable>;

/** Writes a passkey; undefined when somebody has one with this credential id already. */
export async function insertPasskey(
  db: Kysely<Database>,
  passkey: Pick<
    PasskeyRow,
    'person_id' | 'credential_id' | 'public_key' | 'use_count' | 'transports' | 'name'
  >,
): Promise<PasskeyRow | undefined> {
  return db
    .insertInto('passkeys')
    .values({ id: newId(), ...passkey })
    .onConflict((conflict) => conflict.column('credential_id').doNothing())
    .returningAll()
    .executeTakeFirst();
}

/** The passkey with this credential id, and whether its person may sign in; undefined when there is none. */
export async function findPasskey(
  db: Kysely<Database>,
  credentialId: string,
): Promise<(PasskeyRow & { disabled_at: Date | null }) | undefined> {
  return db
    .selectFrom('passkeys')
    .innerJoin('people', 'people.id', 'passkeys.person_id')
    .selectAll('passkeys')
    .select('people.disabled_at')
    .where('credential_id', '=', credentialId)
    .executeTakeFirst();
}

/** A person's passkeys, oldest first. */
export async function listPasskeys(db: Kysely<Database>, personId: string): Promise<PasskeyRow[]> {
  return db
    .selectFrom('passkeys')
    .selectAll()
    .where('person_id', '=', personId)
    .orderBy('created_at')
    .execute();
}

/**
 * Notes that a passkey was used [now]. false when its counter has not grown, which a copied authenticator shows; those that do not
 * count say 0 always. @see WebAuthn Level 3, §6.1.1
 */
export async function notePasskeyUse(
  db: Kysely<Database>,
  passkeyId: string,
  useCount: bigint,
): Promise<boolean> {
  const noted = await db
    .updateTable('passkeys')
    .set({ use_count: useCount, used_at: new Date() })
    .where('id', '=', passkeyId)
    .where(sql<boolean>`use_count < ${useCount} or (use_count = 0 and ${useCount} = 0)`)
    .returning('id')
    .executeTakeFirst();
  return noted !== undefined;
}

/** Removes a passkey of a person; false when the person has none with this id. */
export async function deletePasskey(
  db: Kysely<Database>,
  personId: string,
  passkeyId: string,
): Promise<boolean> {
  const deleted = await db
    .deleteFrom('passkeys')
    .where('person_id', '=', personId)
    .where('id', '=', passkeyId)
    .returning('id')
    .executeTakeFirst();
  return deleted !== undefined;
}

/** Keeps what a browser is asked to sign, and forgets what nobody answered in time. */
export async function insertChallenge(db: Kysely<Database>, challenge: Challenge): Promise<void> {
  await db
    .deleteFrom('passkey_challenges')
    .where('expires_at', '<', sql<Date>`now()`)
    .execute();
  await db.insertInto('passkey_challenges').values(challenge).execute();
}

/** Uses a challenge up; true for one of two takers, and only for whom and what it was made. */
export async function takeChallenge(
  db: Kysely<Database>,
  { challenge, purpose, bound_to }: Pick<Challenge, 'challenge' | 'purpose' | 'bound_to'>,
): Promise<boolean> {
  const taken = await db
    .deleteFrom('passkey_challenges')
    .where('challenge', '=', challenge)
    .where('purpose', '=', purpose)
    .where('bound_to', '=', bound_to)
    .where('expires_at', '>', sql<Date>`now()`)
    .returning('challenge')
    .executeTakeFirst();
  return taken !== undefined;
}
