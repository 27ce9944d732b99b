import { sql, type Kysely } from 'kysely';
import type { Database } from '../../database';

/** Whether `people.id` of the query around it has a passkey or a proved key for one-time codes. */
export const hasSecondFactorOf = (personId: string) => sql<boolean>`(
  exists (select from passkeys where passkeys.person_id = ${sql.ref(personId)})
  or exists (select from totp_keys where totp_keys.person_id = ${sql.ref(personId)} and totp_keys.proved_at is not null))`;

/** What a person confirms with. */
export async function findSecondFactors(
  db: Kysely<Database>,
  personId: string,
): Promise<{ hasPasskey: boolean; hasTotp: boolean }> {
  const { rows } = await sql<{ hasPasskey: boolean; hasTotp: boolean }>`
    select exists (select from passkeys where person_id = ${personId}) as "hasPasskey",
      exists (select from totp_keys where person_id = ${personId} and proved_at is not null) as "hasTotp"`.execute(
    db,
  );
  return rows[0] ?? { hasPasskey: false, hasTotp: false };
}

/** Forgets everything that a person confirms with; their tokens carry no role any more that needs it. false when there was nothing. */
export async function deleteSecondFactors(db: Kysely<Database>, personId: string): Promise<boolean> {
  const before = await findSecondFactors(db, personId);
  for (const table of ['passkeys', 'totp_keys', 'recovery_codes'] as const)
    await db.deleteFrom(table).where('person_id', '=', personId).execute();
  await db.updateTable('api_tokens').set({ confirmed_at: null }).where('person_id', '=', personId).execute();
  return before.hasPasskey || before.hasTotp;
}
