import type { Kysely } from 'kysely';
import type { Db } from '#db/client';
import type { Database } from '#db/database';
import { listMembersWithHours } from '#db/queries/classes/class-members';
import { lockClass } from '#db/queries/classes/class-rows';
import { putRosterLines, takeRosterLine } from '#db/queries/classes/class-roster';
import type { Actor } from '../../actor';
import type { RosterPreview } from '../../class-services';
import { AppError } from '../../contract/app-error';
import { isUuid } from '../../contract/ids';
import { limits } from '../../contract/limits';
import { auditClass } from './audit-class';
import { lockForAct, mustInClass } from './class-policy';
import { letIn } from './join-class';
import { parseRoster } from './parse-roster';

/** Reads a list against the class and writes nothing: which lines are good, what is wrong with the others. @throws AppError as `mustInClass`; [too-large] */
export async function readRoster(
  db: Db,
  actor: Actor,
  classId: string,
  list: Uint8Array | string,
): Promise<RosterPreview> {
  await mustInClass(db, actor, classId, 'manage');
  return preview(db, classId, list);
}

/**
 * Notes the people of the good lines as expected: nobody is put into a class without doing something for it themselves, and a teacher
 * never learns whether an address is known to the portal. Doing it again changes nothing.
 * @throws AppError as `lockForAct`; [too-large | limit-reached]
 */
export async function takeRoster(
  db: Db,
  actor: Actor,
  classId: string,
  list: Uint8Array | string,
): Promise<{ expected: number }> {
  return db.transaction().execute(async (trx) => {
    await lockForAct(trx, actor, classId, 'manage');
    const { good } = await preview(trx, classId, list);
    const members = await listMembersWithHours(trx, classId);
    if (members.length + good.length > limits.classSize)
      throw new AppError('limit-reached', { details: { limit: limits.classSize } });
    await putRosterLines(
      trx,
      good.map((line) => ({
        class_id: classId,
        email: line.email,
        display_name: line.displayName,
        student_number: line.studentNumber,
      })),
    );
    await auditClass(trx, actor, 'roster-taken', classId, { lines: good.length });
    return { expected: good.length };
  });
}

/** Joins a class whose roster holds the actor's own address. Harmless for who is in already. @throws AppError[not-found] */
export async function joinExpected(db: Db, actor: Actor, classId: string): Promise<void> {
  await db.transaction().execute(async (trx) => {
    const row = isUuid(classId) ? await lockClass(trx, classId) : undefined;
    const line =
      row && actor.email !== undefined ? await takeRosterLine(trx, row.id, actor.email) : undefined;
    if (!row || !line || row.ended_at) throw new AppError('not-found');
    await letIn(trx, actor, row, {
      personId: actor.personId,
      state: 'active',
      studentNumber: line.student_number,
    });
  });
}

async function preview(
  db: Kysely<Database>,
  classId: string,
  list: Uint8Array | string,
): Promise<RosterPreview> {
  if (list.length > limits.bodyBytes) throw new AppError('too-large');
  const parsed = parseRoster(list);
  const members = await listMembersWithHours(db, classId);
  const inClass = new Set(members.map((member) => member.email));
  const already = parsed.good
    .filter((line) => inClass.has(line.email))
    .map(({ line, email }) => ({ line, text: email, problem: 'already-in' as const }));
  return {
    ...parsed,
    good: parsed.good.filter((line) => !inClass.has(line.email)),
    bad: [...parsed.bad, ...already].sort((a, b) => a.line - b.line),
  };
}
