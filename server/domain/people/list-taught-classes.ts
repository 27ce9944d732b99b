import type { Db } from '#db/client';
import { sumHoursOfPeople } from '#db/queries/people/hours-of-people';
import { listTaughtStudents } from '#db/queries/people/taught-classes';
import type { Actor } from '../../actor';
import { AppError } from '../../contract/app-error';
import type { TaughtClassView } from '../../services';
import { toHoursView } from './person-view';

/** The classes that the actor teaches, each student with hours, what waits and runs, and how the last launch ended; no names of launches, no contents. @throws AppError[second-factor-needed] */
export async function listTaughtClasses(db: Db, actor: Actor): Promise<TaughtClassView[]> {
  if (actor.heldBackRoles?.includes('teacher')) throw new AppError('second-factor-needed');
  const rows = await listTaughtStudents(db, actor.personId);
  const studentIds = rows.flatMap((row) => row.studentId ?? []);
  const hours = new Map((await sumHoursOfPeople(db, studentIds)).map((row) => [row.personId, row]));
  const classes = new Map<string, TaughtClassView>();
  for (const row of rows) {
    const view = classes.get(row.classId) ?? {
      id: row.classId,
      name: row.className,
      schoolName: row.schoolName,
      students: [],
    };
    classes.set(row.classId, view);
    if (row.studentId !== null)
      view.students.push({
        id: row.studentId,
        displayName: row.studentName ?? '',
        hours: toHoursView(hours.get(row.studentId)),
        live: { queued: row.queued, running: row.running },
        lastEnd: row.lastEnd && row.lastEndAt ? { end: row.lastEnd, at: row.lastEndAt } : undefined,
      });
  }
  return [...classes.values()];
}
