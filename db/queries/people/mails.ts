import type { Kysely, Selectable } from 'kysely';
import type { Database } from '../../database';
import { newId } from '../../new-id';
import type { MailTable } from '../../tables/mails';

export type MailRow = Selectable<MailTable>;

/** Puts a mail into the outbox; gives its id. */
export async function insertMail(
  db: Kysely<Database>,
  mail: { toEmail: string; kind: string; subject: string; bodyText: string },
): Promise<string> {
  const id = newId();
  await db
    .insertInto('mails')
    .values({ id, to_email: mail.toEmail, kind: mail.kind, subject: mail.subject, body_text: mail.bodyText })
    .execute();
  return id;
}

/** One mail of the outbox; undefined when there is none. */
export async function findMail(db: Kysely<Database>, mailId: string): Promise<MailRow | undefined> {
  return db.selectFrom('mails').selectAll().where('id', '=', mailId).executeTakeFirst();
}

/** Notes that a mail was taken by the mail server, and forgets its text: it may hold a link. */
export async function markMailSent(db: Kysely<Database>, mailId: string): Promise<void> {
  await db
    .updateTable('mails')
    .set({ sent_at: new Date(), last_error: null, body_text: '' })
    .where('id', '=', mailId)
    .execute();
}

/** Notes why a try failed; `isFinal` when there will be no other. */
export async function markMailFailed(
  db: Kysely<Database>,
  mailId: string,
  words: string,
  isFinal: boolean,
): Promise<void> {
  await db
    .updateTable('mails')
    .set({ last_error: words.slice(0, 500), ...(isFinal && { failed_at: new Date(), body_text: '' }) })
    .where('id', '=', mailId)
    .execute();
}

/** The newest mails that still have their text, newest first: the demo's outbox. */
export async function listMails(db: Kysely<Database>, limit: number): Promise<MailRow[]> {
  return db
    .selectFrom('mails')
    .selectAll()
    .where('body_text', '<>', '')
    .orderBy('id', 'desc')
    .limit(limit)
    .execute();
}
