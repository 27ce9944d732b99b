import { createTransport } from 'nodemailer';
import type SMTPPool from 'nodemailer/lib/smtp-pool';
import type { MailSender } from './port';

export interface SmtpOptions {
  /** `smtp://name:password@host:587` (TLS is asked for where the server has it) or `smtps://…`. */
  url: string;
  from: string;
}

/** Sends mail through one server, a few connections kept open. `close` ends them. Opens nothing before the first mail. */
export function openSmtp({ url, from }: SmtpOptions): MailSender & { close(): void } {
  const pool: SMTPPool.Options = {
    url,
    pool: true,
    maxConnections: 2,
    connectionTimeout: 15_000,
    greetingTimeout: 15_000,
    socketTimeout: 30_000,
    // Plain text only; nothing is ever read from a file or an address that a mail names.
    disableFileAccess: true,
    disableUrlAccess: true,
  };
  const transport = createTransport(pool, { from });
  return {
    async send({ to, subject, text }) {
      // As an object, so that no address can be read out of the text of another one.
      await transport.sendMail({ to: { name: '', address: to }, subject, text });
    },
    close: () => transport.close(),
  };
}
