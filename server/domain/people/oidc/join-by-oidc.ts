import type { Db } from '#db/client';
import { findIdentity, insertIdentity } from '#db/queries/people/identities';
import { findPersonByEmail, insertNewPerson } from '#db/queries/people/people';
import { recordAudit } from '#db/queries/record-audit';
import type { OidcClaims, SignInLinks } from '../../../bridge/identity/port';
import { AppError } from '../../../contract/app-error';
import type { SignUpDraft } from '../../../services';
import { consentOf, spendConsent } from '../../guardians/spend-consent';
import { admitByAge, firstCountry, type ConsentAges } from '../age-policy';
import { normalizeEmail } from '../normalize-email';
import { readSignUpDraft } from '../sign-up-draft';

/** What joining works with. */
export interface OidcJoinDeps {
  db: Db;
  links: Pick<SignInLinks, 'hash'>;
  consentAges: ConsentAges;
}

/** Whom a provider's answer is here: somebody, or somebody new whose mail it vouches for. */
export type Recognised = { kind: 'person'; personId: string } | { kind: 'new'; email: string; name: string };

/**
 * Looks up whom a provider means. People are known by issuer and subject alone: an address never opens anybody's account.
 * @throws AppError[oidc-mail-unverified] without a mail that it has verified, [oidc-known-mail] when that address is a person's who has
 * not linked this provider, [oidc-failed] for a disabled person.
 */
export async function recognise(db: Db, claims: OidcClaims): Promise<Recognised> {
  const known = await findIdentity(db, claims.issuer, claims.subject);
  if (known?.disabled_at) throw new AppError('oidc-failed');
  if (known) return { kind: 'person', personId: known.person_id };
  const email = verifiedEmail(claims);
  if (await findPersonByEmail(db, email)) throw new AppError('oidc-known-mail');
  return { kind: 'new', email, name: claims.name };
}

/** The address in its one form. @throws AppError[oidc-mail-unverified] */
export function verifiedEmail({ email, isEmailVerified }: OidcClaims): string {
  if (!isEmailVerified || email === undefined) throw new AppError('oidc-mail-unverified');
  try {
    return normalizeEmail(email);
  } catch {
    throw new AppError('oidc-mail-unverified');
  }
}

/**
 * Makes the person whom a provider vouches for, once they have said how old they are; gives their id. Of two at once one is made.
 * guardianHandle: what the browser of a child holds [nothing].
 * @throws AppError[guardian-needed | guardian-mail-same | invalid-input | oidc-known-mail | oidc-mail-unverified]
 */
export async function joinByOidc(
  { db, links, consentAges }: OidcJoinDeps,
  claims: OidcClaims,
  draft: Omit<SignUpDraft, 'email'>,
  guardianHandle?: string,
): Promise<string> {
  const { mayJoin } = admitByAge(consentAges, draft);
  const { email, stored } = readSignUpDraft({ ...draft, email: verifiedEmail(claims) });
  return db.transaction().execute(async (trx) => {
    const consentId = mayJoin ? undefined : await consentOf(trx, links, guardianHandle, email);
    const country = stored.country ?? firstCountry(consentAges);
    const person = await insertNewPerson(trx, { email, ...stored, country });
    if (!person) throw new AppError('oidc-known-mail');
    if (consentId !== undefined) await spendConsent(trx, consentId, person.id);
    const isFirst = await insertIdentity(trx, { ...claims, email, personId: person.id });
    if (!isFirst) throw new AppError('oidc-known-mail');
    await recordAudit(trx, {
      actorPersonId: person.id,
      action: 'person.joined',
      subjectKind: 'person',
      subjectId: person.id,
      detail: { by: claims.issuer },
    });
    return person.id;
  });
}
