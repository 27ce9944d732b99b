import type { Db } from '#db/client';
import {
  deleteConsent,
  endConsent,
  listJoined,
  lockConsent,
  lockDueReminders,
  lockExpired,
  updateConsent,
} from '#db/queries/guardians/consents';
import { deleteMailsToForgotten, forgetGuardian } from '#db/queries/guardians/forget-guardian';
import { deleteExpiredDoors } from '#db/queries/guardians/links';
import { recordAudit } from '#db/queries/record-audit';
import { consentDays } from '../../contract/guardians';
import { needsNoGuardian } from '../people/age-policy';
import { queueMail } from '../people/queue-mail';
import { daysFromNow, type GuardianDeps } from './guardian-deps';
import { mailConsentLink } from './write-to-guardian';

type Deps = Pick<GuardianDeps, 'db' | 'links' | 'addMailTask' | 'url' | 'consentAges'>;

/** Everything about consents that comes with time alone. Harmless however often and however many do it at once. */
export async function lookAfterConsents(deps: Deps): Promise<void> {
  await remind(deps);
  await expire(deps.db);
  await noteGrown(deps);
  await deleteExpiredDoors(deps.db);
  await deleteMailsToForgotten(deps.db);
}

/** Writes once more to guardians who have not answered, with a new link; the one before opens nothing any more. */
async function remind(deps: Deps): Promise<void> {
  await deps.db.transaction().execute(async (trx) => {
    for (const consent of await lockDueReminders(trx, consentDays.reminders)) {
      const { guardian_email, expires_at } = consent;
      if (guardian_email === null || expires_at === null) continue;
      await updateConsent(trx, consent.id, { reminders: consent.reminders + 1 });
      await mailConsentLink(
        trx,
        deps,
        { ...consent, guardian_email, expires_at },
        consent.state === 'agreed' ? 'guardian-confirm' : 'guardian-remind',
        consent.state === 'agreed' ? 'confirm' : 'agree',
      );
    }
  });
}

/** Forgets whose time is over: with no receipt, all of it; otherwise the address alone. */
async function expire(db: Db): Promise<void> {
  await db.transaction().execute(async (trx) => {
    for (const { id, state, guardian_email: guardianEmail } of await lockExpired(trx)) {
      if (state === 'asked' || state === 'agreed') await deleteConsent(trx, id);
      else await endConsent(trx, id);
      if (guardianEmail !== null) await forgetGuardian(trx, guardianEmail);
      await recordAudit(trx, {
        actorPersonId: null,
        action: 'consent.expired',
        subjectKind: 'consent',
        subjectId: id,
        detail: { state },
      });
    }
  });
}

/** A child that has certainly reached the age decides by itself: what its guardian stopped goes on, and the address goes in a month. */
async function noteGrown(deps: Deps): Promise<void> {
  for (const joined of await listJoined(deps.db)) {
    const born = { birthYearMonth: joined.birth_year_month, country: joined.country };
    // A country that was taken out of the table stays as it was.
    if (!deps.consentAges.has(joined.country) || !needsNoGuardian(deps.consentAges, born)) continue;
    await deps.db.transaction().execute(async (trx) => {
      const consent = await lockConsent(trx, joined.id);
      if (consent?.state !== 'joined' || !consent.guardian_email || !consent.person_id) return;
      await updateConsent(trx, consent.id, { state: 'grown', expires_at: daysFromNow(consentDays.grown) });
      await trx.updateTable('people').set({ stopped_at: null }).where('id', '=', consent.person_id).execute();
      await recordAudit(trx, {
        actorPersonId: null,
        action: 'consent.grown',
        subjectKind: 'consent',
        subjectId: consent.id,
      });
      await queueMail(trx, deps.addMailTask, {
        to: consent.guardian_email,
        kind: 'guardian-grown',
        locale: consent.locale,
        values: { link: `${deps.url}/guardian` },
      });
    });
  }
}
