import type { Trx } from '#db/client';
import {
  deleteConsent,
  findConsent,
  lockConsent,
  updateConsent,
  type ConsentRow,
} from '#db/queries/guardians/consents';
import { forgetGuardian } from '#db/queries/guardians/forget-guardian';
import { findGuardianLink, takeGuardianLink } from '#db/queries/guardians/links';
import { findPersonByEmail } from '#db/queries/people/people';
import { recordAudit } from '#db/queries/record-audit';
import { AppError } from '../../contract/app-error';
import { consentText } from '../../contract/guardians';
import type { Locale } from '../../contract/roles';
import type { LetterView } from '../../guardian-services';
import { needsNoGuardian } from '../people/age-policy';
import { giveConsent } from './give-consent';
import type { GuardianDeps } from './guardian-deps';
import { mailConsentLink } from './write-to-guardian';

/** Who agrees for a child is of age. @see Civil Act (Korea), article 4: 19 */
const guardianYears = 19;

/** What a mailed link opens; undefined when it opens nothing any more. Uses nothing up: programs that scan mail open links too. */
export async function peekLetter(
  { db, links }: Pick<GuardianDeps, 'db' | 'links'>,
  token: string,
): Promise<LetterView | undefined> {
  const link = await findGuardianLink(db, links.hash(token));
  const consent = link?.consent_id ? await findConsent(db, { id: link.consent_id }) : undefined;
  if (!link || !consent || link.kind === 'enter') return undefined;
  const form = await db
    .selectFrom('guardian_forms')
    .select('uploaded_at')
    .where('consent_id', '=', consent.id)
    .executeTakeFirst();
  return { step: link.kind, formSentAt: form?.uploaded_at };
}

/**
 * The first of two steps: the guardian agrees to the text, and gets a second mail that asks whether it was they. The link is used up.
 * @throws AppError[link-expired], [changed-meanwhile] for another text than today's, [guardian-too-young] when the portal knows that the
 * address is somebody's under age
 */
export async function agree(
  deps: GuardianDeps,
  token: string,
  shown: { version: string; locale: Locale },
): Promise<void> {
  if (shown.version !== consentText.version) throw new AppError('changed-meanwhile');
  await deps.db.transaction().execute(async (trx) => {
    const consent = await take(trx, deps, token, ['agree']);
    await refuseMinor(trx, consent.guardian_email);
    await updateConsent(trx, consent.id, {
      state: 'agreed',
      agreed_at: new Date(),
      text_version: shown.version,
      locale: shown.locale,
    });
    await audit(trx, consent.id, 'agreed');
    await mailConsentLink(trx, deps, { ...consent, locale: shown.locale }, 'guardian-confirm', 'confirm');
  });
}

/** The second step: from then on the child may join. @throws AppError[link-expired] */
export async function confirm(deps: GuardianDeps, token: string): Promise<void> {
  await deps.db.transaction().execute(async (trx) => {
    const consent = await take(trx, deps, token, ['confirm']);
    await giveConsent(trx, deps, consent, { method: 'mail' });
  });
}

/** The guardian does not agree, at either step: everything goes at once, their address too. @throws AppError[link-expired] */
export async function refuse(deps: GuardianDeps, token: string): Promise<void> {
  await deps.db.transaction().execute(async (trx) => {
    const consent = await take(trx, deps, token, ['agree', 'confirm']);
    await deleteConsent(trx, consent.id);
    await forgetGuardian(trx, consent.guardian_email);
    await audit(trx, consent.id, 'refused');
  });
}

async function take(
  trx: Trx,
  { links }: Pick<GuardianDeps, 'links'>,
  token: string,
  kinds: readonly ('agree' | 'confirm')[],
): Promise<ConsentRow & { guardian_email: string; expires_at: Date }> {
  const link = await takeGuardianLink(trx, links.hash(token));
  const isRight = link && link.kind !== 'enter' && kinds.includes(link.kind);
  const consent = isRight && link.consent_id ? await lockConsent(trx, link.consent_id) : undefined;
  const state = link?.kind === 'agree' ? 'asked' : 'agreed';
  // Thrown inside the transaction: a link that was taken for the wrong step is still there.
  if (!consent?.guardian_email || !consent.expires_at || consent.state !== state)
    throw new AppError('link-expired');
  return { ...consent, guardian_email: consent.guardian_email, expires_at: consent.expires_at };
}

/** Whoever opens the link has the mailbox: saying that its owner is a minor tells nobody else anything. */
async function refuseMinor(trx: Trx, guardianEmail: string): Promise<void> {
  const person = await findPersonByEmail(trx, guardianEmail);
  if (!person) return;
  const ages = new Map([[person.country, guardianYears]]);
  if (!needsNoGuardian(ages, { birthYearMonth: person.birth_year_month, country: person.country }))
    throw new AppError('guardian-too-young');
}

const audit = (trx: Trx, consentId: string, what: 'agreed' | 'refused') =>
  recordAudit(trx, {
    actorPersonId: null,
    action: `consent.${what}`,
    subjectKind: 'consent',
    subjectId: consentId,
  });
