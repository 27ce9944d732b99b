import type { Trx } from '#db/client';
import { newId } from '#db/new-id';
import { deleteConsent, findConsent, insertConsent, lockConsent } from '#db/queries/guardians/consents';
import { forgetGuardian } from '#db/queries/guardians/forget-guardian';
import { recordAudit } from '#db/queries/record-audit';
import { consentDays, consentText } from '../../contract/guardians';
import type { Locale } from '../../contract/roles';
import type { AskView } from '../../guardian-services';
import { normalizeEmail } from '../people/normalize-email';
import { drawCode } from '../typed-codes';
import { childCodeLength, daysFromNow, type GuardianDeps } from './guardian-deps';
import { mailConsentLink } from './write-to-guardian';

/** What a child's browser holds of its wish; the database keeps hashes of both. */
export interface ChildHolds {
  handle: string;
  /** What the child reads to a teacher. */
  code: string;
}

/**
 * Writes to a guardian for a child that may not join yet. Kept of it: the address, the language, the text's version and the dates, and
 * hashes of what the browser gets. What the same browser asked before, and nobody has agreed to, is forgotten.
 * @throws AppError[email-invalid | too-many-tries]
 */
export async function askGuardian(
  deps: GuardianDeps,
  typedEmail: string,
  from: { address: string; locale: Locale; before?: string | undefined },
): Promise<ChildHolds> {
  const guardianEmail = normalizeEmail(typedEmail);
  await deps.triesByAddress.take(from.address);
  await deps.triesByEmail.take(`guardian ${guardianEmail}`);
  const { token: handle, tokenHash: handleHash } = deps.links.make();
  const code = drawCode(childCodeLength);
  const id = newId();
  const expiresAt = daysFromNow(consentDays.toAgree);
  await deps.db.transaction().execute(async (trx) => {
    if (from.before !== undefined) await forget(trx, deps, from.before);
    await insertConsent(trx, {
      id,
      guardianEmail,
      locale: from.locale,
      handleHash,
      codeHash: deps.links.hash(code),
      textVersion: consentText.version,
      expiresAt,
    });
    await audit(trx, id, 'asked');
    const consent = { id, locale: from.locale, guardian_email: guardianEmail, expires_at: expiresAt };
    await mailConsentLink(trx, deps, consent, 'guardian-ask', 'agree');
  });
  return { handle, code };
}

/** Where a child's wish stands; undefined when nothing is kept of it: refused, run out, used, taken back, or never asked. */
export async function readAsk(
  { db, links }: Pick<GuardianDeps, 'db' | 'links'>,
  handle: string,
): Promise<AskView | undefined> {
  const row = await findConsent(db, { handleHash: links.hash(handle) });
  if (!row?.guardian_email || row.expires_at === null) return undefined;
  if (row.state !== 'asked' && row.state !== 'agreed' && row.state !== 'given') return undefined;
  return {
    state: row.state,
    guardian: maskEmail(row.guardian_email),
    askedAt: row.asked_at,
    untilAt: row.expires_at,
  };
}

/** Takes a wish back that nobody has agreed to yet; otherwise does nothing. */
export async function forgetAsk(deps: GuardianDeps, handle: string): Promise<void> {
  await deps.db.transaction().execute((trx) => forget(trx, deps, handle));
}

async function forget(trx: Trx, { links }: Pick<GuardianDeps, 'links'>, handle: string): Promise<void> {
  const found = await findConsent(trx, { handleHash: links.hash(handle) });
  const consent = found && (await lockConsent(trx, found.id));
  if (!consent?.guardian_email || (consent.state !== 'asked' && consent.state !== 'agreed')) return;
  await deleteConsent(trx, consent.id);
  await forgetGuardian(trx, consent.guardian_email);
  await audit(trx, consent.id, 'taken-back');
}

const audit = (trx: Trx, consentId: string, what: 'asked' | 'taken-back') =>
  recordAudit(trx, {
    actorPersonId: null,
    action: `consent.${what}`,
    subjectKind: 'consent',
    subjectId: consentId,
  });

/** Enough to know it by, on a screen that others may see. */
const maskEmail = (email: string): string => {
  const [local = '', domain = ''] = email.split('@');
  return `${local.slice(0, 2)}…@${domain}`;
};
