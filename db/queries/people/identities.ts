import type { Kysely, Selectable } from 'kysely';
import type { Database } from '../../database';
import type { IdentityTable } from '../../tables/identities';

export type IdentityRow = Selectable<IdentityTable>;

/** Whose an identity is, and whether they may come in; undefined when it is nobody's. */
export async function findIdentity(
  db: Kysely<Database>,
  issuer: string,
  subject: string,
): Promise<{ person_id: string; disabled_at: Date | null } | undefined> {
  return db
    .selectFrom('identities')
    .innerJoin('people', 'people.id', 'identities.person_id')
    .select(['identities.person_id', 'people.disabled_at'])
    .where('provider', '=', issuer)
    .where('subject', '=', subject)
    .executeTakeFirst();
}

/** Writes an identity; false when it is somebody's already. */
export async function insertIdentity(
  db: Kysely<Database>,
  identity: { issuer: string; subject: string; email: string; personId: string },
): Promise<boolean> {
  const inserted = await db
    .insertInto('identities')
    .values({
      provider: identity.issuer,
      subject: identity.subject,
      email: identity.email,
      person_id: identity.personId,
    })
    .onConflict((conflict) => conflict.columns(['provider', 'subject']).doNothing())
    .returning('id')
    .executeTakeFirst();
  return inserted !== undefined;
}

/** A person's identities, oldest first. */
export async function listIdentities(db: Kysely<Database>, personId: string): Promise<IdentityRow[]> {
  return db
    .selectFrom('identities')
    .selectAll()
    .where('person_id', '=', personId)
    .orderBy('created_at')
    .execute();
}

/** Removes an identity of a person; gives its issuer, undefined when the person has none with this id. */
export async function deleteIdentity(
  db: Kysely<Database>,
  personId: string,
  identityId: string,
): Promise<string | undefined> {
  const deleted = await db
    .deleteFrom('identities')
    .where('person_id', '=', personId)
    .where('id', '=', identityId)
    .returning('provider')
    .executeTakeFirst();
  return deleted?.provider;
}

/** Unlinks all providers of a person. */
export async function deleteIdentitiesOfPerson(db: Kysely<Database>, personId: string): Promise<void> {
  await db.deleteFrom('identities').where('person_id', '=', personId).execute();
}
