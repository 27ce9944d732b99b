import type { Kysely } from 'kysely';
import type { Database } from '#db/database';
import { findConsent } from '#db/queries/guardians/consents';
import { recordAudit } from '#db/queries/record-audit';
import type { SignInLinks } from '../../bridge/identity/port';
import { AppError } from '../../contract/app-error';

/**
 * The consent that a child's browser holds the handle of, for a child with this address [none, by a login card].
 * @throws AppError[guardian-needed] when there is none, it is not given, or a child has joined by it, [guardian-mail-same] when the address is
 * the guardian's own
 */
export async function consentOf(
  db: Kysely<Database>,
  links: Pick<SignInLinks, 'hash'>,
  handle: string | undefined,
  email: string | undefined,
): Promise<string> {
  const consent =
    handle === undefined ? undefined : await findConsent(db, { handleHash: links.hash(handle) });
  if (consent?.state !== 'given') throw new AppError('guardian-needed');
  if (consent.guardian_email === email)
    throw new AppError('guardian-mail-same', { fields: { email: 'guardian-mail-same' } });
  return consent.id;
}

/**
 * Ties a consent to the child that joins by it, in the transaction that makes the child; a second child cannot. The browser's handle opens
 * nothing any more. @throws AppError[guardian-needed] when it was used, has run out or was taken back meanwhile
 */
export async function spendConsent(db: Kysely<Database>, consentId: string, personId: string): Promise<void> {
  const used = await db
    .updateTable('guardian_consents')
    .set({ state: 'joined', person_id: personId, handle_hash: null, expires_at: null })
    .where('id', '=', consentId)
    .where('state', '=', 'given')
    .where('expires_at', '>', new Date())
    .returning('id')
    .executeTakeFirst();
  if (!used) throw new AppError('guardian-needed');
  await recordAudit(db, {
    actorPersonId: personId,
    action: 'consent.used',
    subjectKind: 'consent',
    subjectId: consentId,
  });
}
