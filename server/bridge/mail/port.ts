export interface Mail {
  to: string;
  subject: string;
  text: string;
}

/** Hands a mail to the world. @throws Error when it was not taken; the caller tries again later. */
export interface MailSender {
  send(mail: Mail): Promise<void>;
}
