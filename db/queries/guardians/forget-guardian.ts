import { sql, type Kysely } from 'kysely';
import type { Database } from '../../database';

/** Mails to guardians are of kinds that begin so, and of no other person. */
const guardianMails = 'guardian-%';

/**
 * Forgets an address that no consent hangs on any more: its links, sessions and mails. Does nothing while one does. The caller has deleted or
 * ended the consent before, in the same transaction.
 */
export async function forgetGuardian(db: Kysely<Database>, guardianEmail: string): Promise<void> {
  const other = await db
    .selectFrom('guardian_consents')
    .select('id')
    .where('guardian_email', '=', guardianEmail)
    .limit(1)
    .executeTakeFirst();
  if (other) return;
  await db.deleteFrom('guardian_links').where('guardian_email', '=', guardianEmail).execute();
  await db.deleteFrom('guardian_sessions').where('guardian_email', '=', guardianEmail).execute();
  await db
    .deleteFrom('mails')
    .where('to_email', '=', guardianEmail)
    .where('kind', 'like', guardianMails)
    .execute();
}

/** Removes mails to addresses that no consent hangs on, two days after they were written: a mail is tried for one. */
export async function deleteMailsToForgotten(db: Kysely<Database>): Promise<void> {
  await sql`
    delete from mails where kind like ${guardianMails} and created_at < now() - interval '2 days'
      and not exists (select from guardian_consents where guardian_email = mails.to_email)`.execute(db);
}
