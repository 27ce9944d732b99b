import type { Kysely } from 'kysely';
import type { Database } from '../../database';

/** Puts new codes in place of a person's old ones; hashes only. */
export async function replaceRecoveryCodes(
  db: Kysely<Database>,
  personId: string,
  codeHashes: readonly string[],
): Promise<void> {
  await db.deleteFrom('recovery_codes').where('person_id', '=', personId).execute();
  if (codeHashes.length === 0) return;
  await db
    .insertInto('recovery_codes')
    .values(codeHashes.map((hash) => ({ code_hash: hash, person_id: personId })))
    .execute();
}

/** Uses a code up; true for one of two takers. */
export async function takeRecoveryCode(
  db: Kysely<Database>,
  personId: string,
  codeHash: string,
): Promise<boolean> {
  const taken = await db
    .deleteFrom('recovery_codes')
    .where('person_id', '=', personId)
    .where('code_hash', '=', codeHash)
    .returning('code_hash')
    .executeTakeFirst();
  return taken !== undefined;
}

/** How many codes of a person are left. */
export async function countRecoveryCodes(db: Kysely<Database>, personId: string): Promise<number> {
  const { count } = await db
    .selectFrom('recovery_codes')
    .select(({ fn }) => fn.countAll().as('count'))
    .where('person_id', '=', personId)
    .executeTakeFirstOrThrow();
  return Number(count);
}
