import { sql, type Kysely, type Selectable } from 'kysely';
import type { Database } from '../../database';
import type { ClassMemberTable } from '../../tables/class-members';

export type ClassMemberRow = Selectable<ClassMemberTable>;

/** A person's place in a class; undefined for whom has none. */
export function findMember(
  db: Kysely<Database>,
  classId: string,
  personId: string,
): Promise<ClassMemberRow | undefined> {
  return db
    .selectFrom('class_members')
    .selectAll()
    .where('class_id', '=', classId)
    .where('person_id', '=', personId)
    .executeTakeFirst();
}

export interface MemberWithHours {
  personId: string;
  displayName: string;
  email: string | null;
  studentNumber: string;
  role: ClassMemberRow['role'];
  state: ClassMemberRow['state'];
  isFrozen: boolean;
  joinedAt: Date;
  /** Of the student's own share; null before the class has hours. */
  granted: bigint | null;
  pending: bigint | null;
  posted: bigint | null;
  /** What the student holds and has used of the pool. */
  poolPending: bigint | null;
  poolPosted: bigint | null;
  queued: number;
  running: number;
  /** When the student last launched anything on the class's hours. */
  lastLaunchAt: Date | null;
}

/** Everybody of a class with their hours in it and what waits and runs; teachers first, then by number and name. */
export async function listMembersWithHours(
  db: Kysely<Database>,
  classId: string,
): Promise<MemberWithHours[]> {
  const { rows } = await sql<MemberWithHours>`
    select m.person_id as "personId", p.display_name as "displayName", p.email, m.student_number as "studentNumber",
      m.role, m.state, m.frozen_at is not null as "isFrozen", m.joined_at as "joinedAt",
      s.granted, s.pending, s.posted, o.pending as "poolPending", o.posted as "poolPosted",
      coalesce(l.queued, 0)::int as queued, coalesce(l.running, 0)::int as running, l.last_at as "lastLaunchAt"
    from class_members m
    join people p on p.id = m.person_id
    left join allocations sa on sa.class_id = m.class_id and sa.person_id = m.person_id and sa.part = 'share'
    left join ledger_accounts s on s.id = sa.ledger_account_id
    left join allocations oa on oa.class_id = m.class_id and oa.person_id = m.person_id and oa.part = 'pool'
    left join ledger_accounts o on o.id = oa.ledger_account_id
    left join lateral (
      select count(*) filter (where x.state in ('held','staged','submitting','accepted','released','queued','unknown')) as queued,
        count(*) filter (where x.state = 'running') as running, max(x.created_at) as last_at
      from launches x where x.person_id = m.person_id and x.allocation_id in (sa.id, oa.id)
    ) l on true
    where m.class_id = ${classId}
    order by case m.role when 'teacher' then 0 when 'assistant' then 1 else 2 end, m.student_number, p.display_name, p.id`.execute(
    db,
  );
  return rows;
}

/**
 * Puts a person into a class; whoever is in it already keeps their role, and is let in when they waited.
 * Harmless when called twice. Answers whether anything changed.
 */
export async function putMember(
  db: Kysely<Database>,
  member: {
    classId: string;
    personId: string;
    role: ClassMemberRow['role'];
    state: ClassMemberRow['state'];
    studentNumber?: string;
  },
): Promise<boolean> {
  const { rows } = await sql<{ person_id: string }>`
    insert into class_members as m (class_id, person_id, role, state, student_number)
    values (${member.classId}, ${member.personId}, ${member.role}, ${member.state}, ${member.studentNumber ?? ''})
    on conflict (class_id, person_id) do update
    set state = 'active', student_number = case when m.student_number = '' then excluded.student_number else m.student_number end
    where m.state = 'waiting' and excluded.state = 'active'
    returning person_id`.execute(db);
  return rows.length > 0;
}

/** Takes a person out of a class. Answers whether they were in it. */
export async function deleteMember(
  db: Kysely<Database>,
  classId: string,
  personId: string,
): Promise<boolean> {
  const gone = await db
    .deleteFrom('class_members')
    .where('class_id', '=', classId)
    .where('person_id', '=', personId)
    .executeTakeFirst();
  return gone.numDeletedRows > 0n;
}

/** Stops or allows new launches of one student on the class's hours. */
export async function setFrozen(
  db: Kysely<Database>,
  classId: string,
  personId: string,
  isFrozen: boolean,
): Promise<void> {
  await db
    .updateTable('class_members')
    .set({ frozen_at: isFrozen ? sql<Date>`coalesce(frozen_at, now())` : null })
    .where('class_id', '=', classId)
    .where('person_id', '=', personId)
    .execute();
}
