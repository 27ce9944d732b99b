import type { Db } from '#db/client';
import { newId } from '#db/new-id';
import { findPersonByEmail, insertPerson, type PersonRow } from '#db/queries/people/people';
import type { Level, Role } from '../contract/roles';

interface DemoPerson {
  email: string;
  displayName: string;
  level: Level;
  schoolName: string;
  birthYearMonth: string;
  roles: Role[];
}

const school = '한강고등학교';
const university = '새벽대학교';

/** People whom anyone may become in the demo. Their addresses are fixed, so that scripts and guides can name them. */
export const demoPeople: readonly DemoPerson[] = [
  person('pupil', '김하늘', 'high', school, '2009-04', ['student']),
  person('student', '이도윤', 'undergraduate', university, '2004-09', ['student']),
  person('graduate', '박서연', 'graduate', university, '1999-11', ['student']),
  person('teacher', '최은우', 'teacher', school, '1985-02', ['teacher']),
  person('reviewer', '정민서', 'none', '계산과학심의위원회', '1978-06', ['reviewer']),
  person('reviewer2', '남도현', 'none', '가온연구원', '1981-03', ['reviewer']),
  // Of the student's and the graduate's university: never asked about them.
  person('reviewer3', '문채원', 'none', university, '1976-09', ['reviewer']),
  person('professor', '백승우', 'teacher', university, '1972-05', ['teacher']),
  person('operator', '강지호', 'none', '국가계산센터', '1988-08', ['operator']),
  person('sponsor', '한빛재단', 'none', '한빛재단', '1980-03', ['sponsor']),
  person('admin', '윤소율', 'none', '모두 운영팀', '1986-12', ['administrator']),
];

/** The rest of the class; nobody becomes them, the teacher sees them. */
const classmates: readonly DemoPerson[] = [
  person('pupil2', '오예준', 'high', school, '2009-05', ['student']),
  person('pupil3', '한지우', 'high', school, '2009-09', ['student']),
  person('pupil4', '서다온', 'high', school, '2010-01', ['student']),
];

function person(
  name: string,
  displayName: string,
  level: Level,
  schoolName: string,
  birthYearMonth: string,
  roles: Role[],
): DemoPerson {
  return { email: `${name}@demo.modu`, displayName, level, schoolName, birthYearMonth, roles };
}

/** Writes the demo people and their class, those that are not there yet; what a visitor changed stays. */
export async function seedDemoPeople(db: Db): Promise<PersonRow[]> {
  const rows: PersonRow[] = [];
  for (const one of [...demoPeople, ...classmates])
    rows.push(await insertPerson(db, { ...one, locale: 'ko' }));
  await seedClass(db, rows);
  return rows;
}

async function seedClass(db: Db, rows: PersonRow[]): Promise<void> {
  const teacher = await findPersonByEmail(db, 'teacher@demo.modu');
  const name = '2-3 인공지능';
  const existing = await db.selectFrom('classes').select('id').where('name', '=', name).executeTakeFirst();
  if (existing || !teacher) return;
  const students = rows.filter((row) => row.email?.startsWith('pupil'));
  const year = new Date().getFullYear();
  await db.transaction().execute(async (trx) => {
    const id = newId();
    await trx
      .insertInto('classes')
      .values({
        id,
        name,
        school_name: school,
        starts_on: `${year}-03-01`,
        ends_on: `${year + 1}-02-28`,
      })
      .execute();
    await trx
      .insertInto('class_members')
      .values([
        { class_id: id, person_id: teacher.id, role: 'teacher' as const },
        ...students.map((student) => ({ class_id: id, person_id: student.id, role: 'student' as const })),
      ])
      .execute();
  });
}
