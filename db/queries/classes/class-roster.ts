import type { Insertable, Kysely, Selectable } from 'kysely';
import type { Database } from '../../database';
import type { ClassRow } from './class-rows';
import type { ClassRosterTable } from '../../tables/class-roster';

export type ClassRosterRow = Selectable<ClassRosterTable>;

/** Notes who is expected; a line that is there already takes the newer name and number. */
export async function putRosterLines(
  db: Kysely<Database>,
  lines: Insertable<ClassRosterTable>[],
): Promise<void> {
  if (lines.length === 0) return;
  await db
    .insertInto('class_roster')
    .values(lines)
    .onConflict((conflict) =>
      conflict.columns(['class_id', 'email']).doUpdateSet((eb) => ({
        display_name: eb.ref('excluded.display_name'),
        student_number: eb.ref('excluded.student_number'),
      })),
    )
    .execute();
}

/** Who is expected and has not joined yet, by number and name. */
export function listRoster(db: Kysely<Database>, classId: string): Promise<ClassRosterRow[]> {
  return db
    .selectFrom('class_roster')
    .selectAll()
    .where('class_id', '=', classId)
    .orderBy('student_number')
    .orderBy('display_name')
    .execute();
}

/** Classes that expect an address and have not ended. */
export function listClassesExpecting(db: Kysely<Database>, email: string): Promise<ClassRow[]> {
  return db
    .selectFrom('classes as c')
    .innerJoin('class_roster as r', 'r.class_id', 'c.id')
    .selectAll('c')
    .where('r.email', '=', email)
    .where('c.ended_at', 'is', null)
    .orderBy('c.id', 'desc')
    .execute();
}

/** Takes a line off the roster and answers it; undefined when the address is not on it. */
export function takeRosterLine(
  db: Kysely<Database>,
  classId: string,
  email: string,
): Promise<ClassRosterRow | undefined> {
  return db
    .deleteFrom('class_roster')
    .where('class_id', '=', classId)
    .where('email', '=', email)
    .returningAll()
    .executeTakeFirst();
}
