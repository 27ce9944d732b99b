import { createHash } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { Trx } from '#db/client';
import type { Database } from '#db/database';
import { teachesLivingClass } from '#db/queries/classes/teaches-living-class';
import { findConsent, lockConsent, updateConsent, type ConsentRow } from '#db/queries/guardians/consents';
import { recordAudit } from '#db/queries/record-audit';
import type { Actor } from '../../actor';
import { AppError } from '../../contract/app-error';
import { consentText, formBytes, type FormMediaType } from '../../contract/guardians';
import { isUuid } from '../../contract/ids';
import type { Locale } from '../../contract/roles';
import type { DeskKey, DeskView, GuardianServices } from '../../guardian-services';
import { mustHold } from '../people/people-policy';
import { readTypedCode } from '../typed-codes';
import { giveConsent } from './give-consent';
import { childCodeLength, type GuardianDeps } from './guardian-deps';

/** Forms that wait to be seen, the longest first; none to teachers, who come with a code. @throws AppError[not-allowed | second-factor-needed] */
export async function listForms({ db }: Pick<GuardianDeps, 'db'>, actor: Actor): Promise<DeskView[]> {
  await mustSeeConsents(db, actor);
  if (!actor.roles.includes('administrator')) return [];
  const rows = await db
    .selectFrom('guardian_forms')
    .innerJoin('guardian_consents as consents', 'consents.id', 'guardian_forms.consent_id')
    .selectAll('consents')
    .select(['guardian_forms.media_type', 'guardian_forms.uploaded_at'])
    .where('consents.expires_at', '>', new Date())
    .orderBy('guardian_forms.uploaded_at')
    .limit(100)
    .execute();
  return rows.map((row) => toDesk(row, { mediaType: row.media_type, uploadedAt: row.uploaded_at }));
}

/** What a child's code stands for. @throws AppError[not-allowed | not-found | too-many-tries] */
export async function findByCode(deps: GuardianDeps, actor: Actor, code: string): Promise<DeskView> {
  const consent = await findOpen(deps.db, deps, actor, { code });
  const form = await deps.db
    .selectFrom('guardian_forms')
    .select(['media_type', 'uploaded_at'])
    .where('consent_id', '=', consent.id)
    .executeTakeFirst();
  return toDesk(consent, form && { mediaType: form.media_type, uploadedAt: form.uploaded_at });
}

/**
 * Logs that the actor has called the guardian, has read the text out word for word, and has heard them agree: the consent is given.
 * @throws AppError[not-allowed | not-found | too-many-tries], [changed-meanwhile] for another text than today's
 */
export async function logCall(
  deps: GuardianDeps,
  actor: Actor,
  code: string,
  shown: { version: string; locale: Locale },
): Promise<void> {
  if (shown.version !== consentText.version) throw new AppError('changed-meanwhile');
  await deps.db.transaction().execute(async (trx) => {
    const consent = await lockOpen(trx, deps, actor, { code });
    const agreed = { text_version: shown.version, locale: shown.locale };
    await updateConsent(trx, consent.id, agreed);
    await giveConsent(trx, deps, { ...consent, ...agreed }, { method: 'call', seenBy: actor.personId });
  });
}

/** Takes a signed form that the actor was given; a later one replaces it. @throws AppError[not-allowed | not-found | too-many-tries | form-unreadable | too-large] */
export async function takeForm(
  deps: GuardianDeps,
  actor: Actor,
  code: string,
  bytes: Uint8Array,
): Promise<void> {
  await deps.db.transaction().execute(async (trx) => {
    const consent = await lockOpen(trx, deps, actor, { code });
    await keepForm(trx, consent.id, bytes, actor.personId);
  });
}

/** Takes a signed form by the link of the first mail, which stays good. @throws AppError[link-expired | form-unreadable | too-large] */
export async function sendForm(
  { db, links }: Pick<GuardianDeps, 'db' | 'links'>,
  token: string,
  bytes: Uint8Array,
): Promise<void> {
  await db.transaction().execute(async (trx) => {
    const link = await trx
      .selectFrom('guardian_links')
      .selectAll()
      .where('token_hash', '=', links.hash(token))
      .where('expires_at', '>', new Date())
      .executeTakeFirst();
    const consent = link?.consent_id ? await lockConsent(trx, link.consent_id) : undefined;
    if (link?.kind !== 'agree' || consent?.state !== 'asked') throw new AppError('link-expired');
    await keepForm(trx, consent.id, bytes, null);
  });
}

/** The form as it was uploaded. @throws AppError[not-allowed | not-found | too-many-tries] */
export async function readForm(
  deps: GuardianDeps,
  actor: Actor,
  by: DeskKey,
): ReturnType<GuardianServices['readForm']> {
  const consent = await findOpen(deps.db, deps, actor, by);
  const { mediaType, bytes } = await getForm(deps.db, consent.id);
  return { mediaType, bytes };
}

/**
 * Decides on a form that the actor has looked at: it is signed, and by a guardian (then the consent is given, and the receipt says what the
 * form was and who saw it), or it is not. Either way the form itself is deleted. @throws AppError[not-allowed | not-found | too-many-tries | wrong-state]
 */
export async function decideForm(
  deps: GuardianDeps,
  actor: Actor,
  by: DeskKey,
  isRight: boolean,
): Promise<void> {
  await deps.db.transaction().execute(async (trx) => {
    const consent = await lockOpen(trx, deps, actor, by);
    const { bytes } = await getForm(trx, consent.id);
    const formHash = createHash('sha256').update(bytes).digest('hex');
    if (isRight) return giveConsent(trx, deps, consent, { method: 'form', seenBy: actor.personId, formHash });
    await trx.deleteFrom('guardian_forms').where('consent_id', '=', consent.id).execute();
    await audit(trx, actor.personId, consent.id, 'form-refused');
  });
}

async function getForm(
  db: Kysely<Database>,
  consentId: string,
): Promise<{ mediaType: FormMediaType; bytes: Buffer }> {
  const form = await db
    .selectFrom('guardian_forms')
    .select(['media_type as mediaType', 'bytes'])
    .where('consent_id', '=', consentId)
    .executeTakeFirst();
  if (!form) throw new AppError('not-found');
  return form;
}

async function keepForm(
  trx: Trx,
  consentId: string,
  bytes: Uint8Array,
  personId: string | null,
): Promise<void> {
  if (bytes.byteLength > formBytes) throw new AppError('too-large', { details: { limitBytes: formBytes } });
  const mediaType = mediaTypeOf(bytes);
  if (!mediaType) throw new AppError('form-unreadable', { fields: { form: 'form-unreadable' } });
  const kept = { media_type: mediaType, bytes: Buffer.from(bytes), uploaded_at: new Date() };
  await trx
    .insertInto('guardian_forms')
    .values({ consent_id: consentId, ...kept })
    .onConflict((conflict) => conflict.column('consent_id').doUpdateSet(kept))
    .execute();
  await audit(trx, personId, consentId, 'form-sent');
}

/** By its first bytes, whatever it is called. @see ISO 32000-1 §7.5.2; PNG (W3C) §5.2; JPEG File Interchange Format 1.02 */
function mediaTypeOf(bytes: Uint8Array): FormMediaType | undefined {
  const begins = (...head: number[]) => head.every((byte, index) => bytes[index] === byte);
  if (begins(0x25, 0x50, 0x44, 0x46, 0x2d)) return 'application/pdf';
  if (begins(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)) return 'image/png';
  if (begins(0xff, 0xd8, 0xff)) return 'image/jpeg';
  return undefined;
}

async function lockOpen(trx: Trx, deps: GuardianDeps, actor: Actor, by: DeskKey): Promise<ConsentRow> {
  const found = await findOpen(trx, deps, actor, by);
  const consent = await lockConsent(trx, found.id);
  if (!consent) throw new AppError('not-found');
  return consent;
}

/** A wish that waits. By its code: teachers of a class that goes on, and administrators. By its id: administrators, who see the list. */
async function findOpen(
  db: Kysely<Database>,
  { links, codeTries }: Pick<GuardianDeps, 'links' | 'codeTries'>,
  actor: Actor,
  by: DeskKey,
): Promise<ConsentRow> {
  await mustSeeConsents(db, actor);
  if ('consentId' in by) mustHold(actor, 'administrator');
  else await codeTries.take(actor.personId);
  const code = 'code' in by ? readTypedCode(by.code, childCodeLength) : undefined;
  const consent =
    'consentId' in by
      ? isUuid(by.consentId)
        ? await findConsent(db, { id: by.consentId })
        : undefined
      : code !== undefined
        ? await findConsent(db, { codeHash: links.hash(code) })
        : undefined;
  if (consent?.state !== 'asked' && consent?.state !== 'agreed')
    throw new AppError('not-found', { fields: { code: 'not-found' } });
  return consent;
}

/** @throws AppError[not-allowed | second-factor-needed] */
async function mustSeeConsents(db: Kysely<Database>, actor: Actor): Promise<void> {
  if (actor.via.kind === 'token') throw new AppError('not-allowed');
  if (actor.roles.includes('administrator')) return;
  mustHold(actor, 'teacher');
  if (!(await teachesLivingClass(db, actor.personId))) throw new AppError('not-allowed');
}

const toDesk = (row: ConsentRow, form: DeskView['form']): DeskView => ({
  consentId: row.id,
  askedAt: row.asked_at,
  untilAt: row.expires_at ?? row.asked_at,
  form,
});

const audit = (trx: Trx, personId: string | null, consentId: string, what: string) =>
  recordAudit(trx, {
    actorPersonId: personId,
    action: `consent.${what}`,
    subjectKind: 'consent',
    subjectId: consentId,
  });
