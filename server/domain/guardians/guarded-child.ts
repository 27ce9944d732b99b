import { z } from 'zod';
import type { Trx } from '#db/client';
import { announce } from '#db/queries/announce';
import { listConsentsOf, lockConsent, type ConsentRow } from '#db/queries/guardians/consents';
import { listReceipts } from '#db/queries/guardians/receipts';
import { summarizeUse } from '#db/queries/guardians/summarize-use';
import { findPerson, updatePerson, type PersonRow } from '#db/queries/people/people';
import { listSessionsOfPerson } from '#db/queries/people/sessions';
import { recordAudit } from '#db/queries/record-audit';
import { AppError, type FieldErrors } from '../../contract/app-error';
import { isUuid } from '../../contract/ids';
import type { GuardedChildView, GuardianServices, KeptView } from '../../guardian-services';
import { needsNoGuardian } from '../people/age-policy';
import { exportPerson } from '../people/leave/export-everything';
import { displayNameSchema, schoolNameSchema } from '../people/sign-up-draft';
import { guardianOf } from './enter';
import type { GuardianDeps } from './guardian-deps';

type Deps = Pick<GuardianDeps, 'db' | 'links' | 'consentAges'>;

/** The guardian's page: whose it is, and each child for whom they have agreed. undefined without a session. */
export async function readGuardian(
  { db, links, consentAges }: Deps,
  session: string | undefined,
): ReturnType<GuardianServices['read']> {
  const email = await guardianOf(db, links, session).catch(() => undefined);
  if (email === undefined) return undefined;
  const rows = await listConsentsOf(db, email);
  const receipts = await listReceipts(
    db,
    rows.map((row) => row.id),
  );
  const children = await Promise.all(
    rows.map(async (row): Promise<GuardedChildView> => {
      const { state } = row;
      const isGrown = state === 'grown' || (row.birth_year_month !== null && isOldEnough(consentAges, row));
      const isThere = !isGrown && row.person_id !== null && row.display_name !== null;
      return {
        consentId: row.id,
        state: isGrown ? 'grown' : (state as GuardedChildView['state']),
        child: isThere
          ? ({
              email: row.email ?? undefined,
              displayName: row.display_name ?? '',
              schoolName: row.school_name ?? '',
              level: row.level ?? 'none',
              birthYearMonth: row.birth_year_month ?? '',
              joinedAt: row.person_created_at ?? row.asked_at,
              stoppedAt: row.stopped_at ?? undefined,
              ...(await summarizeUse(db, row.person_id ?? '')),
            } satisfies KeptView)
          : undefined,
        receipts: receipts
          .filter((receipt) => receipt.consent_id === row.id)
          .map(({ id, kind, method, text_version, text_hash, at }) => ({
            id,
            kind,
            method,
            version: text_version,
            hash: text_hash,
            at,
          })),
      };
    }),
  );
  return { email, children };
}

const changeSchema = z.object({ displayName: displayNameSchema, schoolName: schoolNameSchema });

/** Corrects what the child is called and where it learns. @throws AppError[not-signed-in | not-found | invalid-input] */
export async function correctChild(
  deps: Deps,
  session: string | undefined,
  consentId: string,
  typed: { displayName: string; schoolName: string },
): Promise<void> {
  await withChild(deps, session, consentId, async (trx, { person }) => {
    const result = changeSchema.safeParse(typed);
    if (!result.success) {
      const fields: FieldErrors = {};
      for (const issue of result.error.issues) fields[String(issue.path[0] ?? 'form')] = 'invalid-input';
      throw new AppError('invalid-input', { fields });
    }
    await updatePerson(trx, person.id, result.data);
    await audit(trx, person.id, 'guardian.corrected');
  });
}

/** Everything that is kept of the child: the same zip that it could take itself. @throws AppError[not-signed-in | not-found] */
export async function exportChild(
  deps: Deps,
  session: string | undefined,
  consentId: string,
): ReturnType<GuardianServices['exportChild']> {
  const person = await withChild(deps, session, consentId, async (trx, found) => {
    await audit(trx, found.person.id, 'guardian.exported');
    return found.person;
  });
  return exportPerson(deps.db, { id: person.id, email: person.email ?? undefined });
}

/**
 * Stops the child: pages, terminals and apps close at once, nobody comes in as it, and nothing new starts; jobs that run go on to their end.
 * Or lets it go on: the same sign-ins are good again. Twice is harmless. @throws AppError[not-signed-in | not-found]
 */
export async function setStopped(
  deps: Deps,
  session: string | undefined,
  consentId: string,
  isStopped: boolean,
): Promise<void> {
  await withChild(deps, session, consentId, async (trx, { consent, person }) => {
    if (consent.state !== 'joined' || (person.stopped_at !== null) === isStopped) return;
    await stopPerson(trx, person.id, isStopped);
    await audit(trx, person.id, isStopped ? 'guardian.stopped' : 'guardian.resumed');
  });
}

/** Sets whether somebody is stopped, and closes what is open. */
export async function stopPerson(trx: Trx, personId: string, isStopped: boolean): Promise<void> {
  await trx
    .updateTable('people')
    .set({ stopped_at: isStopped ? new Date() : null })
    .where('id', '=', personId)
    .execute();
  if (!isStopped) return;
  for (const { id: sessionId } of await listSessionsOfPerson(trx, personId))
    await announce(trx, { person: personId }, { kind: 'session-ended', sessionId });
}

/**
 * Does something to a child that has joined and is under age still, for its own guardian only.
 * @throws AppError[not-signed-in], [not-found] for another guardian's child and for what is not there
 */
async function withChild<Result>(
  { db, links, consentAges }: Deps,
  session: string | undefined,
  consentId: string,
  work: (trx: Trx, found: { consent: ConsentRow; person: PersonRow }) => Promise<Result>,
): Promise<Result> {
  return db.transaction().execute(async (trx) => {
    const consent = await lockOwnConsent(trx, links, session, consentId);
    const person = consent.person_id === null ? undefined : await findPerson(trx, consent.person_id);
    if (!person || isOldEnough(consentAges, person)) throw new AppError('not-found');
    return work(trx, { consent, person });
  });
}

/** A consent of the guardian whose session it is. @throws AppError[not-signed-in | not-found] */
export async function lockOwnConsent(
  trx: Trx,
  links: GuardianDeps['links'],
  session: string | undefined,
  consentId: string,
): Promise<ConsentRow & { guardian_email: string }> {
  const email = await guardianOf(trx, links, session);
  const consent = isUuid(consentId) ? await lockConsent(trx, consentId) : undefined;
  const isTheirs = consent?.guardian_email === email && consent.given_at !== null;
  if (!consent || !isTheirs) throw new AppError('not-found');
  return { ...consent, guardian_email: email };
}

/** A country that was taken out of the table asks a guardian still. */
export const isOldEnough = (
  ages: GuardianDeps['consentAges'],
  born: { birth_year_month: string | null; country: string | null },
): boolean =>
  ages.has(born.country ?? '') &&
  needsNoGuardian(ages, { birthYearMonth: born.birth_year_month ?? '', country: born.country ?? undefined });

const audit = (trx: Trx, personId: string, action: string) =>
  recordAudit(trx, { actorPersonId: null, action, subjectKind: 'person', subjectId: personId });
