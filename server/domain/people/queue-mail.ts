import type { Trx } from '#db/client';
import { insertMail } from '#db/queries/people/mails';
import type { Locale } from '../../contract/roles';
import { mailWords, type MailKind } from './mail-words';

/** Adds the durable task that sends a mail, in the same transaction; undefined where mails are only looked at (the demo). */
export type AddMailTask = ((trx: Trx, mailId: string) => Promise<void>) | undefined;

/**
 * Writes a mail into the outbox and its task beside it; both are there when the transaction commits, or neither. Who has no address gets
 * none: what concerns them stands on their pages.
 */
export async function queueMail(
  trx: Trx,
  addTask: AddMailTask,
  mail: { to: string | null | undefined; kind: MailKind; locale: Locale; values: Record<string, string> },
): Promise<void> {
  if (mail.to === null || mail.to === undefined) return;
  const { subject, text } = mailWords(mail.locale, mail.kind, mail.values);
  const mailId = await insertMail(trx, { toEmail: mail.to, kind: mail.kind, subject, bodyText: text });
  await addTask?.(trx, mailId);
}
