import { sql, type Kysely } from 'kysely';
import type { End } from '#server/contract/launch-states';
import type { Database } from '../../database';

export interface TaughtStudentRow {
  classId: string;
  className: string;
  schoolName: string;
  /** null for a class without students. */
  studentId: string | null;
  studentName: string | null;
  queued: number;
  running: number;
  /** Of the newest launch that has ended, when that was within a day. */
  lastEnd: End | null;
  lastEndAt: Date | null;
}

/**
 * The classes that a person teaches, a row a student, with how many of the student's launches wait and run and how the
 * last one ended. No contents.
 */
export async function listTaughtStudents(
  db: Kysely<Database>,
  teacherId: string,
): Promise<TaughtStudentRow[]> {
  const { rows } = await sql<TaughtStudentRow>`
    select c.id as "classId", c.name as "className", c.school_name as "schoolName",
      p.id as "studentId", p.display_name as "studentName",
      count(l.id) filter (where l.state in ('held','staged','submitting','accepted','released','queued','unknown'))::int as queued,
      count(l.id) filter (where l.state = 'running')::int as running,
      past."end" as "lastEnd", past.ended_at as "lastEndAt"
    from class_members t
    join classes c on c.id = t.class_id
    left join class_members s on s.class_id = c.id and s.role = 'student' and s.state = 'active'
    left join people p on p.id = s.person_id
    left join launches l on l.person_id = p.id and l.state not in ('ended','settled')
    left join lateral (
      select e."end", e.ended_at from launches e
      where e.person_id = p.id and e."end" is not null
      order by e.created_at desc limit 1
    ) past on past.ended_at > now() - interval '1 day'
    where t.person_id = ${teacherId} and t.role in ('teacher', 'assistant') and t.state = 'active' and c.ended_at is null
    group by c.id, p.id, past."end", past.ended_at
    order by c.created_at, c.id, p.display_name, p.id`.execute(db);
  return rows;
}
