import type { Kysely } from 'kysely';
import type { Db } from '#db/client';
import type { Database } from '#db/database';
import { listAllocationsOfPerson } from '#db/queries/allocations/list-allocations';
import { listOpenCodes } from '#db/queries/classes/class-codes';
import { findMember, listMembersWithHours, type MemberWithHours } from '#db/queries/classes/class-members';
import { readBalance } from '#db/queries/classes/class-parts';
import { findClass, listClassesOfPerson, type ClassRow } from '#db/queries/classes/class-rows';
import { listClassesExpecting, listRoster } from '#db/queries/classes/class-roster';
import { findLastAsk, listOpenAsks } from '#db/queries/classes/share-asks';
import type { Actor } from '../../actor';
import type {
  ClassDraft,
  ClassLineView,
  ClassStudentView,
  ClassView,
  StudentClassView,
} from '../../class-services';
import { AppError } from '../../contract/app-error';
import { toViewNumber } from '../../contract/hours';
import { isUuid } from '../../contract/ids';
import { hoursOf } from '../allocations/allocation-view';
import { mayInClass, mustInClass } from './class-policy';

/** Every class the actor is in, waits for, or is expected in; newest first, expected ones on top. */
export async function listClasses(db: Db, actor: Actor): Promise<ClassLineView[]> {
  const mine = await listClassesOfPerson(db, actor.personId);
  const expecting = actor.email === undefined ? [] : await listClassesExpecting(db, actor.email);
  const ids = new Set(mine.map((row) => row.id));
  return [
    ...expecting
      .filter((row) => !ids.has(row.id))
      .map((row) => ({ ...toLine(row), role: 'student' as const, state: 'expected' as const })),
    ...mine.map((row) => ({ ...toLine(row), role: row.role, state: row.memberState })),
  ];
}

/** A class with everything its teachers steer it by. @throws AppError[not-found] for everybody else. */
export async function getClass(db: Db, actor: Actor, classId: string): Promise<ClassView> {
  const row = await mustInClass(db, actor, classId, 'see');
  const [members, expected, asks, codes, requests, own, whole, pool] = await Promise.all([
    listMembersWithHours(db, classId),
    listRoster(db, classId),
    listOpenAsks(db, classId),
    listOpenCodes(db, classId),
    listRequestsOfClass(db, classId),
    findMember(db, classId, actor.personId),
    readBalance(db, row.ledger_account_id),
    readBalance(db, row.pool_account_id),
  ]);
  const mayManage = mayInClass('manage', own);
  return {
    ...toLine(row),
    version: row.version,
    mayManage,
    hours: hoursOf(whole),
    pool: hoursOf(pool),
    floorMilliGpuSeconds: toViewNumber(row.floor_milli_gpu_seconds),
    poolCapMilliGpuSeconds: toViewNumber(row.pool_cap_milli_gpu_seconds),
    releaseUnusedDays: row.release_unused_days ?? undefined,
    helpers: members.flatMap(({ personId, displayName, role }) =>
      role === 'student' ? [] : [{ personId, displayName, role }],
    ),
    students: members
      .filter((member) => member.role === 'student' && member.state === 'active')
      .map(toStudent),
    waiting: members
      .filter((member) => member.state === 'waiting')
      .map(({ personId, displayName, email, joinedAt }) => ({
        personId,
        displayName,
        email: email ?? undefined,
        joinedAt,
      })),
    expected: expected.map((line) => ({
      email: line.email,
      displayName: line.display_name,
      studentNumber: line.student_number,
    })),
    asks,
    // Who holds the code lets people in: it is the teachers' own.
    codes: mayManage
      ? codes.map(({ id, code, uses_left, expires_at }) => ({
          id,
          code,
          usesLeft: uses_left,
          expiresAt: expires_at,
        }))
      : [],
    requests,
  };
}

/** What a student sees of a class: themselves. @throws AppError[not-found] for who is not in it. */
export async function getMyClass(db: Db, actor: Actor, classId: string): Promise<StudentClassView> {
  const row = isUuid(classId) ? await findClass(db, classId) : undefined;
  const member = row && (await findMember(db, row.id, actor.personId));
  if (!row || !member) throw new AppError('not-found');
  const [members, allocations, ask] = await Promise.all([
    listMembersWithHours(db, classId),
    listAllocationsOfPerson(db, actor.personId),
    findLastAsk(db, classId, actor.personId),
  ]);
  const parts = allocations.filter((allocation) => allocation.classId === classId);
  const share = parts.find((part) => part.part === 'share');
  const pool = parts.find((part) => part.part === 'pool');
  return {
    ...toLine(row),
    role: member.role,
    state: member.state,
    teachers: members.flatMap((one) => (one.role === 'teacher' ? [one.displayName] : [])),
    share: share && hoursOf(share),
    poolFreeMilliGpuSeconds: toViewNumber(pool?.freeOnPath ?? 0n),
    isFrozen: member.frozen_at !== null,
    lastAsk: ask && {
      state: ask.state,
      reason: ask.reason,
      grantedMilliGpuSeconds:
        ask.granted_milli_gpu_seconds === null ? undefined : toViewNumber(ask.granted_milli_gpu_seconds),
    },
  };
}

const toLine = (row: ClassRow): ClassDraft & { id: string; isEnded: boolean } => ({
  id: row.id,
  name: row.name,
  schoolName: row.school_name,
  subject: row.subject,
  size: row.size,
  startsOn: row.starts_on,
  endsOn: row.ends_on,
  joining: row.joining,
  isEnded: row.ended_at !== null,
});

const toStudent = (member: MemberWithHours): ClassStudentView => ({
  personId: member.personId,
  displayName: member.displayName,
  studentNumber: member.studentNumber,
  isFrozen: member.isFrozen,
  share: hoursOf({
    granted: member.granted ?? 0n,
    pending: member.pending ?? 0n,
    posted: member.posted ?? 0n,
  }),
  ofPoolMilliGpuSeconds: toViewNumber((member.poolPending ?? 0n) + (member.poolPosted ?? 0n)),
  queued: member.queued,
  running: member.running,
  lastLaunchAt: member.lastLaunchAt ?? undefined,
});

async function listRequestsOfClass(db: Kysely<Database>, classId: string): Promise<ClassView['requests']> {
  const rows = await db
    .selectFrom('requests')
    .select(['id', 'state', 'asked_milli_gpu_seconds as asked'])
    .where('class_id', '=', classId)
    .orderBy('id', 'desc')
    .limit(20)
    .execute();
  return rows.map(({ id, state, asked }) => ({ id, state, askedMilliGpuSeconds: toViewNumber(asked) }));
}
