import type { Db } from '#db/client';
import { findMember, putMember } from '#db/queries/classes/class-members';
import { findPersonByEmail } from '#db/queries/people/people';
import type { Actor } from '../../actor';
import { AppError } from '../../contract/app-error';
import { isUuid } from '../../contract/ids';
import { normalizeEmail } from '../people/normalize-email';
import { auditClass, tellClass } from './audit-class';
import { lockForAct } from './class-policy';
import { letIn, takeOut } from './join-class';

/** Lets in some of those who wait; who is in already, or went away, is left alone. @throws AppError as `lockForAct` */
export async function admit(
  db: Db,
  actor: Actor,
  classId: string,
  personIds: readonly string[],
): Promise<void> {
  await db.transaction().execute(async (trx) => {
    const row = await lockForAct(trx, actor, classId, 'help');
    for (const personId of new Set(personIds)) {
      const member = isUuid(personId) ? await findMember(trx, classId, personId) : undefined;
      if (member?.state === 'waiting') await letIn(trx, actor, row, { personId, state: 'active' });
    }
  });
}

/** Takes a person out of the class. @throws AppError as `lockForAct` and `takeOut` */
export async function removeMember(db: Db, actor: Actor, classId: string, personId: string): Promise<void> {
  await db.transaction().execute(async (trx) => {
    const row = await lockForAct(trx, actor, classId, 'manage');
    await takeOut(trx, actor, row, personId);
  });
}

/**
 * Makes somebody a co-teacher (who holds the teacher role) or an assistant of the class. A student of the class stays one: take them out
 * first. @throws AppError as `lockForAct`; [email-invalid]; [not-found] under `email` when nobody has that address; [wrong-state]
 */
export async function addHelper(db: Db, actor: Actor, classId: string, typed: string): Promise<void> {
  const email = normalizeEmail(typed);
  await db.transaction().execute(async (trx) => {
    await lockForAct(trx, actor, classId, 'manage');
    const person = await findPersonByEmail(trx, email);
    if (!person || person.disabled_at) throw new AppError('not-found', { fields: { email: 'not-found' } });
    const role = person.roles.includes('teacher') ? 'teacher' : 'assistant';
    const before = await findMember(trx, classId, person.id);
    if (before?.role === 'student') throw new AppError('wrong-state', { fields: { email: 'wrong-state' } });
    await putMember(trx, { classId, personId: person.id, role, state: 'active' });
    await auditClass(trx, actor, 'helper-added', classId, { personId: person.id, role });
    await tellClass(trx, classId, [person.id]);
  });
}
