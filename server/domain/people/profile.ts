import { z } from 'zod';
import type { Db } from '#db/client';
import { sumHoursOfPeople } from '#db/queries/people/hours-of-people';
import { findPerson, updatePerson } from '#db/queries/people/people';
import { recordAudit } from '#db/queries/record-audit';
import type { Actor } from '../../actor';
import { AppError, type FieldErrors } from '../../contract/app-error';
import { levels, locales } from '../../contract/roles';
import type { MeView, PeopleServices } from '../../services';
import { mustBeAtThePage } from './people-policy';
import { toHoursView, toPersonView } from './person-view';
import { displayNameSchema, schoolNameSchema } from './sign-up-draft';

/** The actor with the hours over all their allocations. @throws AppError[not-signed-in] when the person is gone. */
export async function readMe(db: Db, actor: Actor): Promise<MeView> {
  const person = await findPerson(db, actor.personId);
  if (!person) throw new AppError('not-signed-in');
  const [hours] = await sumHoursOfPeople(db, [actor.personId]);
  return { ...toPersonView(person), hours: toHoursView(hours) };
}

const changeSchema = z.object({
  displayName: displayNameSchema.optional(),
  schoolName: schoolNameSchema.optional(),
  level: z.enum(levels).optional(),
  locale: z.enum(locales).optional(),
  endingMails: z.boolean().optional(),
  hoursMails: z.boolean().optional(),
});

/** Changes what the actor says about themselves; twice is harmless. @throws AppError[invalid-input] with the wrong fields. */
export async function updateProfile(
  db: Db,
  actor: Actor,
  typed: Parameters<PeopleServices['updateProfile']>[1],
): Promise<void> {
  mustBeAtThePage(actor);
  const result = changeSchema.safeParse(typed);
  if (!result.success) {
    const fields: FieldErrors = {};
    for (const issue of result.error.issues) fields[String(issue.path[0] ?? 'form')] = 'invalid-input';
    throw new AppError('invalid-input', { fields });
  }
  const change = Object.fromEntries(Object.entries(result.data).filter(([, value]) => value !== undefined));
  await db.transaction().execute(async (trx) => {
    await updatePerson(trx, actor.personId, change);
    await recordAudit(trx, {
      actorPersonId: actor.personId,
      action: 'person.changed',
      subjectKind: 'person',
      subjectId: actor.personId,
      detail: { fields: Object.keys(change) },
      requestId: actor.requestId,
    });
  });
}
