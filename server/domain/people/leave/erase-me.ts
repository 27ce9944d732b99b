import type { Db, Trx } from '#db/client';
import { announce } from '#db/queries/announce';
import {
  erasePerson,
  findTies,
  listEmptiedLoginIds,
  listLentLoginIds,
} from '#db/queries/people/erase-person';
import { endConsent, findConsentOfPerson } from '#db/queries/guardians/consents';
import { forgetGuardian } from '#db/queries/guardians/forget-guardian';
import { deleteSessionsOfPerson } from '#db/queries/people/sessions';
import { recordAudit } from '#db/queries/record-audit';
import type { Actor } from '../../../actor';
import { AppError } from '../../../contract/app-error';
import type { AddTask } from '../../launches/launch-deps';
import { releaseLease } from '../../logins/release-lease';
import { mustBeRecent } from '../second-factor/must-be-fresh';

/** What erasing works with. */
export interface LeaveDeps {
  db: Db;
  addTask: AddTask;
}

/**
 * Erases the actor: everything that names them in the database, at once, and the homes of their logins at clusters, by tasks that are tried until
 * the cluster has answered. Ledger rows, launches and decisions stay under an id that nobody can turn back into a person. Cannot be undone.
 * typedEmail: their own address, typed once more; of who has none, their name.
 * @throws AppError[email-invalid] for another address, [launches-live | classes-need-teacher | last-administrator] with how many,
 * [confirm-again | sign-in-again | not-allowed]
 */
export async function eraseMe({ db, addTask }: LeaveDeps, actor: Actor, typedEmail: string): Promise<void> {
  const typed = typedEmail.normalize('NFC').trim();
  if (actor.email === undefined ? typed !== actor.displayName : typed.toLowerCase() !== actor.email)
    throw new AppError('email-invalid', { fields: { email: 'email-invalid' } });
  await db.transaction().execute(async (trx) => {
    await mustBeRecent(trx, actor);
    await refuseTies(trx, actor.personId);
    await erase(trx, addTask, { id: actor.personId, email: actor.email }, actor);
  });
}

/**
 * Erases a person who has no ties any more, in the caller's transaction. by: who asked for it [their guardian, who is no person here].
 * Twice is harmless.
 */
export async function erase(
  trx: Trx,
  addTask: AddTask,
  person: { id: string; email: string | null | undefined },
  by?: Actor,
): Promise<void> {
  for (const loginId of await listEmptiedLoginIds(trx, person.id))
    await addTask(trx, 'erase-home', { id: loginId });
  for (const loginId of await listLentLoginIds(trx, person.id))
    await releaseLease(trx, addTask, loginId, 'left');
  for (const sessionId of await deleteSessionsOfPerson(trx, person.id))
    await announce(trx, { person: person.id }, { kind: 'session-ended', sessionId });
  await forgetGuardianOf(trx, person.id);
  await erasePerson(trx, { id: person.id, email: person.email ?? undefined });
  await recordAudit(trx, {
    actorPersonId: by?.personId ?? null,
    action: 'person.erased',
    subjectKind: 'person',
    subjectId: person.id,
    ...(by && { requestId: by.requestId }),
  });
}

/** Whoever agreed for them has nothing to look after any more. */
async function forgetGuardianOf(trx: Trx, personId: string): Promise<void> {
  const consent = await findConsentOfPerson(trx, personId);
  if (!consent?.guardian_email) return;
  await endConsent(trx, consent.id);
  await forgetGuardian(trx, consent.guardian_email);
}

async function refuseTies(trx: Trx, personId: string): Promise<void> {
  const { launches, classes, isLastAdministrator } = await findTies(trx, personId);
  if (launches > 0) throw new AppError('launches-live', { details: { launches } });
  if (classes > 0) throw new AppError('classes-need-teacher', { details: { classes } });
  if (isLastAdministrator) throw new AppError('last-administrator');
}
