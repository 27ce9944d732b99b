import type { Trx } from '#db/client';
import { updateConsent, type ConsentRow } from '#db/queries/guardians/consents';
import { insertReceipt } from '#db/queries/guardians/receipts';
import { recordAudit } from '#db/queries/record-audit';
import { consentDays, type ConsentMethod } from '../../contract/guardians';
import { AppError } from '../../contract/app-error';
import { daysFromNow, type GuardianDeps } from './guardian-deps';
import { hashText, mailReceipt } from './write-to-guardian';

/** How a guardian agreed, and who of the portal saw it. */
export interface HowGiven {
  method: ConsentMethod;
  /** The teacher or administrator [the guardian's own answer]. */
  seenBy?: string;
  formHash?: string;
}

/**
 * Writes a consent down, with its receipt, and mails that; from then on the child may join, for two weeks. The caller has locked it.
 * @throws AppError[wrong-state] when it was given before
 */
export async function giveConsent(
  trx: Trx,
  deps: Pick<GuardianDeps, 'addMailTask' | 'url'>,
  consent: ConsentRow,
  { method, seenBy, formHash }: HowGiven,
): Promise<void> {
  const { id, guardian_email: guardianEmail, locale, text_version: version } = consent;
  if (guardianEmail === null || (consent.state !== 'asked' && consent.state !== 'agreed'))
    throw new AppError('wrong-state');
  await updateConsent(trx, id, {
    state: 'given',
    method,
    given_at: new Date(),
    // What the child reads out has done its work.
    code_hash: null,
    expires_at: daysFromNow(consentDays.toJoin),
  });
  await trx.deleteFrom('guardian_links').where('consent_id', '=', id).execute();
  await trx.deleteFrom('guardian_forms').where('consent_id', '=', id).execute();
  const receipt = await insertReceipt(trx, {
    consent_id: id,
    kind: 'consent',
    method,
    text_version: version,
    text_locale: locale,
    text_hash: hashText(version, locale),
    form_hash: formHash ?? null,
    seen_by: seenBy ?? null,
  });
  await recordAudit(trx, {
    actorPersonId: seenBy ?? null,
    action: 'consent.given',
    subjectKind: 'consent',
    subjectId: id,
    detail: { method, version },
  });
  await mailReceipt(trx, deps, { guardianEmail, locale }, receipt);
}
