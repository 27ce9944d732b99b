import type { Db, Trx } from '#db/client';
import { announce } from '#db/queries/announce';
import { erasePerson, findTies, listLoginIds } from '#db/queries/people/erase-person';
import { deleteSessionsOfPerson } from '#db/queries/people/sessions';
import { recordAudit } from '#db/queries/record-audit';
import type { Actor } from '../../../actor';
import { AppError } from '../../../contract/app-error';
import type { AddTask } from '../../launches/launch-deps';
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
    for (const loginId of await listLoginIds(trx, actor.personId))
      await addTask(trx, 'erase-home', { id: loginId });
    for (const sessionId of await deleteSessionsOfPerson(trx, actor.personId))
      await announce(trx, { person: actor.personId }, { kind: 'session-ended', sessionId });
    await erasePerson(trx, { id: actor.personId, email: actor.email });
    await recordAudit(trx, {
      actorPersonId: actor.personId,
      action: 'person.erased',
      subjectKind: 'person',
      subjectId: actor.personId,
      requestId: actor.requestId,
    });
  });
}

async function refuseTies(trx: Trx, personId: string): Promise<void> {
  const { launches, classes, isLastAdministrator } = await findTies(trx, personId);
  if (launches > 0) throw new AppError('launches-live', { details: { launches } });
  if (classes > 0) throw new AppError('classes-need-teacher', { details: { classes } });
  if (isLastAdministrator) throw new AppError('last-administrator');
}
