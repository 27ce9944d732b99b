import type { Kysely } from 'kysely';
import type { Database } from '#db/database';
import { isGuardianKnown } from '#db/queries/guardians/consents';
import {
  deleteGuardianSession,
  findGuardianLink,
  findGuardianSession,
  insertGuardianLink,
  insertGuardianSession,
  takeGuardianLink,
} from '#db/queries/guardians/links';
import { recordAudit } from '#db/queries/record-audit';
import { AppError } from '../../contract/app-error';
import type { Locale } from '../../contract/roles';
import { normalizeEmail } from '../people/normalize-email';
import { queueMail } from '../people/queue-mail';
import type { GuardianDeps } from './guardian-deps';

/** As a sign-in link's: long enough for slow mail, short enough for a mailbox left open. */
const linkSeconds = 15 * 60;
/** A guardian comes to look and to decide, not to stay. */
const sessionSeconds = 30 * 60;

/**
 * Mails a link to the guardian's page to an address that has agreed for somebody, and to any other that it has not. The caller cannot tell
 * which. @throws AppError[email-invalid | too-many-tries]
 */
export async function askToEnter(
  deps: GuardianDeps,
  typedEmail: string,
  from: { address: string; locale: Locale },
): Promise<void> {
  const email = normalizeEmail(typedEmail);
  await deps.triesByAddress.take(from.address);
  await deps.triesByEmail.take(`guardian ${email}`);
  await deps.db.transaction().execute(async (trx) => {
    const isKnown = await isGuardianKnown(trx, email);
    const { token, tokenHash } = deps.links.make();
    if (isKnown)
      await insertGuardianLink(trx, {
        token_hash: tokenHash,
        kind: 'enter',
        consent_id: null,
        guardian_email: email,
        expires_at: new Date(Date.now() + linkSeconds * 1000),
      });
    await queueMail(trx, deps.addMailTask, {
      to: email,
      kind: isKnown ? 'guardian-enter' : 'guardian-unknown',
      locale: from.locale,
      values: { link: isKnown ? `${deps.url}/guardian/enter?token=${token}` : deps.url },
    });
  });
}

/** Whether a link opens the guardian's page still; uses nothing up. */
export async function peekEntry(
  { db, links }: Pick<GuardianDeps, 'db' | 'links'>,
  token: string,
): Promise<boolean> {
  return (await findGuardianLink(db, links.hash(token)))?.kind === 'enter';
}

/** Uses the link up and begins a session of its own kind: it opens the guardian's page and nothing else. @throws AppError[link-expired] */
export async function enter(
  { db, links }: Pick<GuardianDeps, 'db' | 'links'>,
  token: string,
): Promise<{ session: string; seconds: number }> {
  const made = links.make();
  await db.transaction().execute(async (trx) => {
    const link = await takeGuardianLink(trx, links.hash(token));
    if (link?.kind !== 'enter') throw new AppError('link-expired');
    await insertGuardianSession(trx, {
      token_hash: made.tokenHash,
      guardian_email: link.guardian_email,
      expires_at: new Date(Date.now() + sessionSeconds * 1000),
    });
    await recordAudit(trx, {
      actorPersonId: null,
      action: 'guardian.entered',
      subjectKind: 'guardian-session',
      subjectId: made.tokenHash.slice(0, 16),
    });
  });
  return { session: made.token, seconds: sessionSeconds };
}

/** Ends the session; harmless when it is over. */
export const leave = ({ db, links }: Pick<GuardianDeps, 'db' | 'links'>, session: string): Promise<void> =>
  deleteGuardianSession(db, links.hash(session));

/** Whose session it is. @throws AppError[not-signed-in] without one, or when it is over. */
export async function guardianOf(
  db: Kysely<Database>,
  links: GuardianDeps['links'],
  session: string | undefined,
): Promise<string> {
  const email = session === undefined ? undefined : await findGuardianSession(db, links.hash(session));
  if (email === undefined) throw new AppError('not-signed-in');
  return email;
}
