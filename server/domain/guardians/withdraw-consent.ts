import { sql } from 'kysely';
import type { Trx } from '#db/client';
import { announce } from '#db/queries/announce';
import { endConsent, lockConsent, updateConsent, type ConsentRow } from '#db/queries/guardians/consents';
import { forgetGuardian } from '#db/queries/guardians/forget-guardian';
import { insertReceipt } from '#db/queries/guardians/receipts';
import { addLaunchEvent } from '#db/queries/launches/launch-events';
import { requestCancel } from '#db/queries/launches/request-cancel';
import { findTies } from '#db/queries/people/erase-person';
import { findPerson } from '#db/queries/people/people';
import { recordAudit } from '#db/queries/record-audit';
import { AppError } from '../../contract/app-error';
import type { ConsentMethod } from '../../contract/guardians';
import { erase } from '../people/leave/erase-me';
import { isOldEnough, lockOwnConsent, stopPerson } from './guarded-child';
import type { GuardianDeps } from './guardian-deps';
import { hashText, mailReceipt } from './write-to-guardian';

/**
 * Takes a consent back. Of a child that has not joined nothing is left at once. One that has is stopped, its jobs are cancelled, and it is
 * erased as leaving does: at once, or by a task once its jobs have ended and the hours are settled. Cannot be undone; twice is harmless.
 * @throws AppError[not-signed-in | not-found] also for a child that is old enough to decide
 */
export async function withdrawConsent(
  deps: GuardianDeps,
  session: string | undefined,
  consentId: string,
): Promise<{ isGone: boolean }> {
  return deps.db.transaction().execute(async (trx) => {
    const consent = await lockOwnConsent(trx, deps.links, session, consentId);
    // A link that would make the child is worth nothing any more.
    await sql`delete from sign_in_links where sign_up ->> 'consentId' = ${consent.id}`.execute(trx);
    if (consent.person_id === null) {
      await close(trx, deps, consent);
      return { isGone: true };
    }
    const person = await findPerson(trx, consent.person_id);
    if (!person || isOldEnough(deps.consentAges, person)) throw new AppError('not-found');
    await stopPerson(trx, consent.person_id, true);
    await updateConsent(trx, consent.id, { state: 'leaving' });
    await recordAudit(trx, {
      actorPersonId: null,
      action: 'consent.withdrawn',
      subjectKind: 'consent',
      subjectId: consent.id,
    });
    if (await eraseUntied(trx, deps, { ...consent, person_id: consent.person_id })) return { isGone: true };
    await cancelLaunches(trx, deps, consent.person_id);
    await deps.addTask(trx, 'erase-child', { id: consent.id });
    return { isGone: false };
  });
}

/**
 * Erases a child whose guardian took the consent back; harmless when it is gone already.
 * @throws AppError[launches-live] while its jobs are not settled: the task is tried again later
 */
export async function eraseChild(deps: GuardianDeps, consentId: string): Promise<void> {
  await deps.db.transaction().execute(async (trx) => {
    const consent = await lockConsent(trx, consentId);
    if (consent?.state !== 'leaving' || !consent.person_id || !consent.guardian_email) return;
    const { person_id, guardian_email } = consent;
    if (!(await eraseUntied(trx, deps, { ...consent, person_id, guardian_email })))
      throw new AppError('launches-live');
  });
}

async function eraseUntied(
  trx: Trx,
  deps: GuardianDeps,
  consent: ConsentRow & { guardian_email: string; person_id: string },
): Promise<boolean> {
  if ((await findTies(trx, consent.person_id)).launches > 0) return false;
  const person = await findPerson(trx, consent.person_id);
  // The consent first: erasing ends what is left of one, too.
  await close(trx, deps, consent);
  if (person && person.erased_at === null) await erase(trx, deps.addTask, person);
  return true;
}

/** The receipt, then nothing of the guardian but the mail that brings it. */
async function close(
  trx: Trx,
  deps: GuardianDeps,
  consent: ConsentRow & { guardian_email: string },
): Promise<void> {
  const { guardian_email: guardianEmail, locale, text_version: version } = consent;
  const receipt = await insertReceipt(trx, {
    consent_id: consent.id,
    kind: 'withdrawal',
    method: consent.method ?? ('mail' satisfies ConsentMethod),
    text_version: version,
    text_locale: locale,
    text_hash: hashText(version, locale),
    form_hash: null,
    seen_by: null,
  });
  await endConsent(trx, consent.id);
  await forgetGuardian(trx, guardianEmail);
  await recordAudit(trx, {
    actorPersonId: null,
    action: 'consent.ended',
    subjectKind: 'consent',
    subjectId: consent.id,
  });
  await mailReceipt(trx, deps, { guardianEmail, locale }, receipt);
}

async function cancelLaunches(trx: Trx, deps: GuardianDeps, personId: string): Promise<void> {
  const live = await trx
    .selectFrom('launches')
    .select('id')
    .where('person_id', '=', personId)
    .where('state', 'not in', ['ended', 'settled'])
    .execute();
  for (const { id } of live) {
    if (!(await requestCancel(trx, personId, id))) continue;
    await addLaunchEvent(trx, id, 'cancel-requested', { by: 'guardian' });
    await deps.addTask(trx, 'cancel-launch', { id });
    await announce(trx, { person: personId }, { kind: 'launch', launchId: id });
  }
}
