import type { Db } from '#db/client';
import type { JsonValue } from '#db/json';
import { findPersonByEmail } from '#db/queries/people/people';
import { insertSignInLink } from '#db/queries/people/sign-in-links';
import { AppError } from '../../contract/app-error';
import type { Locale } from '../../contract/roles';
import type { SignUpDraft } from '../../services';
import type { SignInLinks } from '../../bridge/identity/port';
import { consentOf } from '../guardians/spend-consent';
import { admitByAge, firstCountry, type ConsentAges } from './age-policy';
import { normalizeEmail } from './normalize-email';
import { queueMail, type AddMailTask } from './queue-mail';
import { safeNextPath } from './safe-next-path';
import { readSignUpDraft } from './sign-up-draft';
import type { TryLimit } from './try-limit';

export interface SignInDependencies {
  db: Db;
  links: SignInLinks;
  addMailTask: AddMailTask;
  /** Origin that people open. */
  url: string;
  triesByAddress: TryLimit;
  triesByEmail: TryLimit;
  consentAges: ConsentAges;
}

/** Long enough for slow mail, short enough for a mailbox left open. */
const linkSeconds = 15 * 60;

/**
 * Mails a sign-in link to a known address, and to an unknown one how to join. The caller cannot tell which.
 * @throws AppError[email-invalid | too-many-tries]
 */
export async function startSignIn(
  deps: SignInDependencies,
  typedEmail: string,
  from: { address: string; locale: Locale; nextPath?: string },
): Promise<void> {
  const email = normalizeEmail(typedEmail);
  await takeTry(deps, email, from.address);
  const person = await findPersonByEmail(deps.db, email);
  if (person && person.disabled_at === null)
    return mailLink(deps, { email, kind: 'sign-in', locale: person.locale, nextPath: from.nextPath });
  await deps.db.transaction().execute((trx) =>
    queueMail(trx, deps.addMailTask, {
      to: email,
      kind: 'sign-up-first',
      locale: from.locale,
      values: { link: `${deps.url}/sign-up` },
    }),
  );
}

/**
 * Mails a link that makes the person when it is followed; to an address that is a person's already, one that signs in. The draft is
 * kept in the link's own row and goes with it.
 * @throws AppError[email-invalid | guardian-needed | guardian-mail-same | too-many-tries | invalid-input]
 */
export async function startSignUp(
  deps: SignInDependencies,
  draft: SignUpDraft,
  from: { address: string; nextPath?: string; guardianHandle?: string | undefined },
): Promise<void> {
  const { mayJoin } = admitByAge(deps.consentAges, draft);
  if (!mayJoin && from.guardianHandle === undefined) throw new AppError('guardian-needed');
  const { email, stored } = readSignUpDraft(draft);
  await takeTry(deps, email, from.address);
  const consentId = mayJoin ? undefined : await consentOf(deps.db, deps.links, from.guardianHandle, email);
  const signUp = {
    ...stored,
    country: stored.country ?? firstCountry(deps.consentAges),
    ...(consentId !== undefined && { consentId }),
  };
  const person = await findPersonByEmail(deps.db, email);
  if (person?.disabled_at) return;
  await mailLink(deps, {
    email,
    kind: person ? 'sign-in' : 'sign-up',
    locale: stored.locale,
    nextPath: from.nextPath,
    ...(!person && { signUp }),
  });
}

async function takeTry(deps: SignInDependencies, email: string, address: string): Promise<void> {
  await deps.triesByAddress.take(address);
  await deps.triesByEmail.take(email);
}

interface Letter {
  email: string;
  kind: 'sign-in' | 'sign-up';
  locale: Locale;
  nextPath: string | undefined;
  signUp?: JsonValue;
}

async function mailLink(deps: SignInDependencies, letter: Letter): Promise<void> {
  const { token, tokenHash } = deps.links.make();
  await deps.db.transaction().execute(async (trx) => {
    await insertSignInLink(trx, {
      tokenHash,
      email: letter.email,
      signUp: letter.signUp,
      nextPath: safeNextPath(letter.nextPath),
      expiresAt: new Date(Date.now() + linkSeconds * 1000),
    });
    await queueMail(trx, deps.addMailTask, {
      to: letter.email,
      kind: letter.kind,
      locale: letter.locale,
      values: { link: `${deps.url}/auth/link?token=${token}` },
    });
  });
}
