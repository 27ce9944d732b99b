import type { Kysely } from 'kysely';
import type { Trx } from '#db/client';
import type { Database } from '#db/database';
import { findMember, type ClassMemberRow } from '#db/queries/classes/class-members';
import { findClass, lockClass, type ClassRow } from '#db/queries/classes/class-rows';
import type { Actor } from '../../actor';
import { AppError } from '../../contract/app-error';
import { isUuid } from '../../contract/ids';
import { mustHold } from '../people/people-policy';

export type ClassAct = 'see' | 'help' | 'manage';

/**
 * Who may what in a class. see: the whole wall; help: let in, top up, freeze, decide asks; manage: codes, roster, sharing, hours, the end.
 * Students see only themselves.
 */
const whoMay: Record<ClassAct, readonly ClassMemberRow['role'][]> = {
  see: ['teacher', 'assistant'],
  help: ['teacher', 'assistant'],
  manage: ['teacher'],
};

/** Tells whether a place in a class is enough for an act. Never throws. */
export const mayInClass = (act: ClassAct, member: ClassMemberRow | undefined): boolean =>
  member?.state === 'active' && whoMay[act].includes(member.role);

/** The class, when the actor may do the act there. @throws AppError[not-found] for who does not teach it, [not-allowed] for an assistant. */
export async function mustInClass(
  db: Kysely<Database>,
  actor: Actor,
  classId: string,
  act: ClassAct,
): Promise<ClassRow> {
  const row = isUuid(classId) ? await findClass(db, classId) : undefined;
  await refuseOthers(db, actor, row, act);
  return row as ClassRow;
}

/**
 * The same with the class locked until the transaction ends, for whatever changes it; an ended class is not changed any more.
 * @throws AppError[not-found | not-allowed | wrong-state]
 */
export async function lockForAct(trx: Trx, actor: Actor, classId: string, act: ClassAct): Promise<ClassRow> {
  const row = isUuid(classId) ? await lockClass(trx, classId) : undefined;
  await refuseOthers(trx, actor, row, act);
  if (row?.ended_at) throw new AppError('wrong-state');
  return row as ClassRow;
}

async function refuseOthers(
  db: Kysely<Database>,
  actor: Actor,
  row: ClassRow | undefined,
  act: ClassAct,
): Promise<void> {
  const member = row && (await findMember(db, row.id, actor.personId));
  if (!mayInClass('see', member)) throw new AppError('not-found');
  // Who teaches by a role that waits for its second factor does not teach meanwhile.
  if (actor.heldBackRoles?.includes('teacher')) throw new AppError('second-factor-needed');
  if (!mayInClass(act, member)) throw new AppError('not-allowed');
}

/** Teachers are verified by an administrator, who gives the role. @throws AppError[not-allowed | second-factor-needed] */
export const mustBeTeacher = (actor: Actor): void => mustHold(actor, 'teacher');
