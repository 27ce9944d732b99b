import { sql, type Kysely } from 'kysely';
import type { Database } from '../../database';

export interface TeacherOfStudentRow {
  id: string;
  displayName: string;
  classNames: string[];
}

/** The teachers (no assistants) of the classes that go on in which a person is a student, by name; with `teacherId` that one alone. */
export async function listTeachersOfStudent(
  db: Kysely<Database>,
  studentId: string,
  teacherId?: string,
): Promise<TeacherOfStudentRow[]> {
  const { rows } = await sql<TeacherOfStudentRow>`
    select p.id, p.display_name as "displayName", array_agg(c.name order by c.created_at, c.id) as "classNames"
    from class_members s
    join classes c on c.id = s.class_id and c.ended_at is null
    join class_members t on t.class_id = c.id and t.role = 'teacher' and t.state = 'active'
    join people p on p.id = t.person_id and p.disabled_at is null and 'teacher' = any(p.roles)
    where s.person_id = ${studentId} and s.role = 'student' and s.state = 'active' and p.id <> s.person_id
      ${teacherId === undefined ? sql`` : sql`and p.id = ${teacherId}`}
    group by p.id
    order by p.display_name, p.id`.execute(db);
  return rows;
}
