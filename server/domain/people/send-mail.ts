import type { Db } from '#db/client';
import { findMail, markMailFailed, markMailSent } from '#db/queries/people/mails';
import type { MailSender } from '../../bridge/mail/port';

/** A mail that could not be sent for a day tells nobody anything any more. */
const giveUpAfterMs = 86_400_000;

/**
 * Sends one mail of the outbox; one that was sent, was given up or is gone is left alone. After a success its text is forgotten.
 * @throws Error when the mail server did not take it: the task is tried again later. When the server took it and the note of that
 * was lost, it is sent twice; a mail is never sent never.
 */
export async function sendMail(
  { db, sender }: { db: Db; sender: MailSender },
  mailId: string,
): Promise<void> {
  const mail = await findMail(db, mailId);
  if (!mail || mail.sent_at !== null || mail.failed_at !== null) return;
  try {
    await sender.send({ to: mail.to_email, subject: mail.subject, text: mail.body_text });
  } catch (error) {
    const isFinal = Date.now() - mail.created_at.getTime() > giveUpAfterMs;
    await markMailFailed(db, mailId, error instanceof Error ? error.message : String(error), isFinal);
    if (isFinal) return;
    throw error;
  }
  await markMailSent(db, mailId);
}
