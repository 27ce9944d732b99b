import type { Db } from '#db/client';
import { listMails } from '#db/queries/people/mails';
import { findPersonByEmail } from '#db/queries/people/people';
import { insertSignInLink } from '#db/queries/people/sign-in-links';
import type { SignInLinks } from '../bridge/identity/port';
import { AppError } from '../contract/app-error';
import type { DemoServices } from '../services';
import { demoPeople } from './people';

/** What only the demo shows: whom one can become, and the mails that were not sent. */
export function makeDemoServices(db: Db): DemoServices {
  return {
    people: async () =>
      demoPeople.map(({ email, displayName, roles, level }) => ({ email, displayName, roles, level })),
    outbox: async () =>
      (await listMails(db, 50)).map((mail) => ({
        id: mail.id,
        to: mail.to_email,
        subject: mail.subject,
        text: mail.body_text,
        createdAt: mail.created_at,
      })),
  };
}

/**
 * Makes a sign-in link for a demo person without a mail; following it is the same sign-in as anybody's. Gives the link's token.
 * @throws AppError[not-found] for anyone who is not a demo person.
 */
export async function makeDemoLink(db: Db, links: SignInLinks, email: string): Promise<string> {
  const isDemoPerson = demoPeople.some((person) => person.email === email);
  const person = isDemoPerson ? await findPersonByEmail(db, email) : undefined;
  if (!person) throw new AppError('not-found');
  const { token, tokenHash } = links.make();
  await insertSignInLink(db, {
    tokenHash,
    email,
    signUp: undefined,
    nextPath: undefined,
    expiresAt: new Date(Date.now() + 60_000),
  });
  return token;
}
