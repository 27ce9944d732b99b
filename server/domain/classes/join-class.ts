import type { Db, Trx } from '#db/client';
import { findOpenCode, takeCodeUse, type ClassCodeRow } from '#db/queries/classes/class-codes';
import { deleteMember, findMember, listMembersWithHours, putMember } from '#db/queries/classes/class-members';
import { findClass, lockClass, type ClassRow } from '#db/queries/classes/class-rows';
import { takeRosterLine } from '#db/queries/classes/class-roster';
import type { Actor } from '../../actor';
import type { CodePreview } from '../../class-services';
import { AppError } from '../../contract/app-error';
import { isUuid } from '../../contract/ids';
import type { TryLimit } from '../people/try-limit';
import { auditClass, tellClass } from './audit-class';
import { giveParts, returnShare } from './class-shares';
import { readCode } from './join-codes';

export interface JoinDeps {
  db: Db;
  /** Codes tried by one person, right ones too: else the limit would not stop a lucky guess. */
  triesByPerson: TryLimit;
  /** Wrong codes of everybody together: a thousand persons guess no faster. */
  triesByAll: TryLimit;
}

/** What a code opens. @throws AppError[not-found] for a wrong, used up, ended or expired one; [too-many-tries] */
export async function previewCode(deps: JoinDeps, actor: Actor, typed: string): Promise<CodePreview> {
  const { row } = await openCode(deps, actor, typed);
  const members = await listMembersWithHours(deps.db, row.id);
  return {
    classId: row.id,
    className: row.name,
    schoolName: row.school_name,
    teachers: members.flatMap((member) => (member.role === 'teacher' ? [member.displayName] : [])),
    joining: row.joining,
    isMember: members.some((member) => member.personId === actor.personId),
  };
}

/**
 * Joins the class that a code opens: at once where the teacher lets everybody in or expected this address, else as one who waits.
 * Joining again is harmless and takes no use of the code. @throws AppError[not-found | too-many-tries]
 */
export async function joinClass(
  deps: JoinDeps,
  actor: Actor,
  typed: string,
): Promise<{ classId: string; state: 'active' | 'waiting' }> {
  const { code } = await openCode(deps, actor, typed);
  return deps.db.transaction().execute(async (trx) => {
    const row = await lockClass(trx, code.class_id);
    if (!row || row.ended_at) throw new AppError('not-found');
    const before = await findMember(trx, row.id, actor.personId);
    if (before) return { classId: row.id, state: before.state };
    if (!(await takeCodeUse(trx, code.id))) throw new AppError('not-found');
    const expected = actor.email === undefined ? undefined : await takeRosterLine(trx, row.id, actor.email);
    const state = expected || row.joining === 'automatic' ? 'active' : 'waiting';
    await letIn(trx, actor, row, {
      personId: actor.personId,
      state,
      studentNumber: expected?.student_number ?? '',
    });
    return { classId: row.id, state };
  });
}

/** Puts a person into the locked class, with their part of its hours when they are let in. Harmless when called twice. */
export async function letIn(
  trx: Trx,
  actor: Actor,
  row: ClassRow,
  member: { personId: string; state: 'active' | 'waiting'; studentNumber?: string },
): Promise<void> {
  const isNew = await putMember(trx, { classId: row.id, role: 'student', ...member });
  if (!isNew) return;
  if (member.state === 'active') await giveParts(trx, row, [member.personId]);
  await auditClass(trx, actor, member.state === 'active' ? 'member-let-in' : 'member-waits', row.id, {
    personId: member.personId,
  });
  await tellClass(trx, row.id, [member.personId]);
}

/**
 * Takes a person out: what of their share is free goes to the pool, what runs settles, nothing new starts on the class's hours.
 * @throws AppError[not-found] for whom is not in it; [wrong-state] for the last teacher.
 */
export async function takeOut(trx: Trx, actor: Actor, row: ClassRow, personId: string): Promise<void> {
  const member = isUuid(personId) ? await findMember(trx, row.id, personId) : undefined;
  if (!member) throw new AppError('not-found');
  if (member.role === 'teacher') {
    const all = await listMembersWithHours(trx, row.id);
    if (all.filter((one) => one.role === 'teacher').length < 2) throw new AppError('wrong-state');
  }
  await returnShare(trx, row, personId, actor.personId);
  await tellClass(trx, row.id, [personId]);
  await deleteMember(trx, row.id, personId);
  await auditClass(trx, actor, 'member-gone', row.id, { personId });
}

/** Leaves a class by oneself. @throws AppError[not-found | wrong-state] */
export async function leaveClass(db: Db, actor: Actor, classId: string): Promise<void> {
  await db.transaction().execute(async (trx) => {
    const row = isUuid(classId) ? await lockClass(trx, classId) : undefined;
    if (!row) throw new AppError('not-found');
    await takeOut(trx, actor, row, actor.personId);
  });
}

async function openCode(
  { db, triesByPerson, triesByAll }: JoinDeps,
  actor: Actor,
  typed: string,
): Promise<{ code: ClassCodeRow; row: ClassRow }> {
  await triesByPerson.take(actor.personId);
  const key = readCode(typed.slice(0, 100).trim());
  const code = key && (await findOpenCode(db, key));
  const row = code && (await findClass(db, code.class_id));
  if (code && row && !row.ended_at) return { code, row };
  await triesByAll.take('class-codes');
  throw new AppError('not-found');
}
