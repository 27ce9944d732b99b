import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Db } from '#db/client';
import { newId } from '#db/new-id';
import { listAllocationsOfPerson, type AllocationRow } from '#db/queries/allocations/list-allocations';
import { sumReturnsOfPerson } from '#db/queries/allocations/hour-returns';
import { checkLedger } from '#db/queries/ledger/check-ledger';
import { ensureLedgerRoots } from '#db/queries/ledger/ensure-ledger-roots';
import { reserveHours, type ReserveAnswer } from '#db/queries/ledger/reserve-hours';
import { postHours } from '#db/queries/ledger/resolve-hold';
import { openTestDb, type TestDb } from '#db/testing/test-db';
import type { Actor } from '../../actor';
import type { ClassServices } from '../../class-services';
import { makeTryLimit } from '../../http/rate-limits';
import { makeRequestServices } from '../requests/make-request-services';
import { makePerson } from '../ledger/people.fixture';
import { grantClassHours } from './grant-class-hours';
import { makeClassServices } from './make-class-services';
import { releaseUnusedShares } from './release-unused-shares';

const hour = 3_600_000;
const dayMs = 86_400_000;

let test: TestDb;
let db: Db;
let classes: ClassServices;
let teacher: Actor;
let reviewer: Actor;

beforeAll(async () => {
  test = await openTestDb();
  db = test.db;
  await ensureLedgerRoots(db);
  classes = makeClassServices({
    db,
    triesByPerson: makeTryLimit({ points: 20, duration: 900 }),
    triesByAll: makeTryLimit({ points: 1_000, duration: 60 }),
  });
  teacher = await makePerson(db, { roles: ['teacher'], name: '은우' });
  reviewer = await makePerson(db, { roles: ['reviewer'], name: '민서' });
});
afterAll(() => test.close());

const dayOn = (offset: number) => new Date(Date.now() + offset * dayMs).toISOString().slice(0, 10);

const draft = {
  name: '2-3 인공지능',
  schoolName: '한강고등학교',
  subject: '정보',
  size: 32,
  startsOn: dayOn(-30),
  endsOn: dayOn(90),
  joining: 'automatic' as const,
};

async function classOf(students: number, more: Partial<typeof draft> | { joining: 'approval' } = {}) {
  const id = await classes.create(teacher, { ...draft, ...more });
  const { code } = await classes.makeCode(teacher, id, { days: 7, uses: 100 });
  const actors: Actor[] = [];
  for (let index = 0; index < students; index += 1) {
    const actor = await makePerson(db, { name: `학생 ${index}`, level: 'high' });
    await classes.join(actor, code);
    actors.push(actor);
  }
  return { id, code, actors };
}

const grantTo = (classId: string, gpuHours: number): Promise<void> =>
  db
    .transaction()
    .execute((trx) => grantClassHours(trx, { classId, amount: BigInt(gpuHours * hour), source: newId() }));

async function partOf(actor: Actor, classId: string, part: 'share' | 'pool'): Promise<AllocationRow> {
  const rows = await listAllocationsOfPerson(db, actor.personId);
  const row = rows.find((one) => one.classId === classId && one.part === part);
  if (!row) throw new Error(`no ${part}`);
  return row;
}

async function hold(ledgerAccountId: string, gpuHours: number): Promise<ReserveAnswer & { id: string }> {
  const id = newId();
  const answer = await db.transaction().execute((trx) =>
    reserveHours(trx, {
      transferId: id,
      ledgerAccountId,
      amount: BigInt(Math.round(gpuHours * hour)),
      launchId: id,
    }),
  );
  return { ...answer, id };
}

const share = async (classId: string, floor: number, cap: number, releaseUnusedDays?: number) =>
  classes.shareOut(teacher, classId, {
    floorMilliGpuSeconds: floor * hour,
    poolCapMilliGpuSeconds: cap * hour,
    releaseUnusedDays,
    version: (await classes.get(teacher, classId)).version,
  });

/** Pool and shares are always what the class was granted, and the ledger says the same of itself. */
async function expectConserved(classId: string): Promise<void> {
  const view = await classes.get(teacher, classId);
  const gone = await db
    .selectFrom('allocations as a')
    .innerJoin('ledger_accounts as l', 'l.id', 'a.ledger_account_id')
    .select(({ fn }) => fn.sum<bigint>('l.granted').as('sum'))
    .where('a.class_id', '=', classId)
    .where('a.part', '=', 'share')
    .executeTakeFirstOrThrow();
  expect(Number(gone.sum ?? 0) + view.pool.grantedMilliGpuSeconds).toBe(view.hours.grantedMilliGpuSeconds);
  const { problems } = await checkLedger(db);
  expect(problems.filter((problem) => !problem.rule.includes('launch'))).toEqual([]);
}

describe('joining', () => {
  it('is for teachers to make', async () => {
    const student = await makePerson(db);
    await expect(classes.create(student, draft)).rejects.toMatchObject({ code: 'not-allowed' });
    await expect(
      classes.create(teacher, { ...draft, name: ' ', endsOn: '2020-01-01' }),
    ).rejects.toMatchObject({ fields: { name: 'invalid-input', endsOn: 'invalid-input' } });
  });

  it('lets in by code as the teacher said, once, in any spelling of the code', async () => {
    const { id, code } = await classOf(0, { joining: 'approval' });
    const pupil = await makePerson(db, { name: '하늘' });
    const spelled = `${code.slice(0, 4).toLowerCase()} - ${code.slice(4)}`;
    expect(await classes.previewCode(pupil, spelled)).toMatchObject({
      className: draft.name,
      teachers: ['은우'],
      isMember: false,
    });
    expect(await classes.join(pupil, spelled)).toEqual({ classId: id, state: 'waiting' });
    expect(await classes.join(pupil, code)).toEqual({ classId: id, state: 'waiting' });
    const before = await classes.get(teacher, id);
    expect(before.waiting.map((one) => one.displayName)).toEqual(['하늘']);
    expect(before.codes[0]?.usesLeft).toBe(99);
    await classes.admit(teacher, id, [pupil.personId, pupil.personId, 'nonsense']);
    expect((await classes.get(teacher, id)).students.map((one) => one.personId)).toEqual([pupil.personId]);
    expect(await classes.mine(pupil, id)).toMatchObject({ state: 'active', teachers: ['은우'] });
  });

  it('opens by its link, and by nothing after its last use, its end or its revocation', async () => {
    const id = await classes.create(teacher, draft);
    const made = await classes.makeCode(teacher, id, { days: 1, uses: 1 });
    const [one, two] = [await makePerson(db), await makePerson(db)];
    const both = await Promise.allSettled([
      classes.join(one, made.linkSecret),
      classes.join(two, made.linkSecret),
    ]);
    expect(both.filter((answer) => answer.status === 'fulfilled')).toHaveLength(1);
    const second = await classes.makeCode(teacher, id, { days: 1, uses: 5 });
    await classes.revokeCode(teacher, id, second.id);
    await expect(classes.join(two, second.code)).rejects.toMatchObject({ code: 'not-found' });
    const third = await classes.makeCode(teacher, id, { days: 1, uses: 5 });
    await classes.end(teacher, id);
    await expect(classes.join(two, third.code)).rejects.toMatchObject({ code: 'not-found' });
  });

  it('stops who guesses, right guesses too', async () => {
    const { code } = await classOf(0);
    const guesser = await makePerson(db);
    const answers: string[] = [];
    for (let index = 0; index < 40; index += 1)
      answers.push(
        await classes
          .join(guesser, `AAAA${String(index).padStart(4, 'B')}`.replaceAll('0', 'C').replaceAll('1', 'D'))
          .then(() => 'in')
          .catch((error: { code: string }) => error.code),
      );
    expect(answers.slice(0, 20)).toEqual(Array.from({ length: 20 }, () => 'not-found'));
    expect(answers.slice(20)).toEqual(Array.from({ length: 20 }, () => 'too-many-tries'));
    await expect(classes.join(guesser, code)).rejects.toMatchObject({ code: 'too-many-tries' });
  });

  it('lets in at once whom the roster expects, and only themselves', async () => {
    const { id, code } = await classOf(0, { joining: 'approval' });
    const pupil = await makePerson(db, { name: '다온' });
    const list = `이름,이메일,번호\n다온,${pupil.email?.toUpperCase()},7\n=cmd,nobody@school.example,8\n다온,${pupil.email},7\n,x,\n`;
    const preview = await classes.readRoster(teacher, id, list);
    expect(preview.good.map((line) => [line.line, line.studentNumber])).toEqual([
      [2, '7'],
      [3, '8'],
    ]);
    expect(preview.bad.map((line) => [line.line, line.problem])).toEqual([
      [4, 'twice'],
      [5, 'email-invalid'],
    ]);
    expect((await classes.get(teacher, id)).expected).toEqual([]);
    expect(await classes.takeRoster(teacher, id, list)).toEqual({ expected: 2 });
    expect(await classes.takeRoster(teacher, id, list)).toEqual({ expected: 2 });
    expect((await classes.list(pupil))[0]).toMatchObject({ id, state: 'expected' });
    await expect(classes.mine(pupil, id)).rejects.toMatchObject({ code: 'not-found' });
    expect(await classes.join(pupil, code)).toEqual({ classId: id, state: 'active' });
    const other = await makePerson(db);
    await expect(classes.joinExpected(other, id)).rejects.toMatchObject({ code: 'not-found' });
    expect((await classes.get(teacher, id)).expected.map((line) => line.email)).toEqual([
      'nobody@school.example',
    ]);
  });
});

describe('sharing', () => {
  it('asks by the plan of the lessons; what is granted comes into the pool, of which nobody takes more than a quarter', async () => {
    const { id, actors } = await classOf(2);
    const requests = makeRequestServices({ db, addMailTask: undefined, url: 'http://localhost:3999' });
    const plan = { students: 2, lessons: 10, gpusEach: 1, hoursEach: 2, purpose: '합성곱 신경망을 배워요.' };
    const asked = await classes.askHours(teacher, id, plan);
    expect(asked).toMatchObject({ askedMilliGpuSeconds: 40 * hour, title: draft.name });
    expect(asked.purpose).toContain('학생 2명 × 수업 10번 × GPU 1개 × 2시간');
    const decision = { amountMilliGpuSeconds: 40 * hour, reason: '', version: asked.version };
    await requests.decide(reviewer, asked.id, decision);
    expect((await classes.get(teacher, id)).pool.freeMilliGpuSeconds).toBe(40 * hour);
    const pool = await partOf(actors[0] as Actor, id, 'pool');
    expect(await hold(pool.ledgerAccountId, 10.1)).toMatchObject({ ok: false });
    expect(await hold(pool.ledgerAccountId, 10)).toMatchObject({ ok: true });
    await expectConserved(id);
  });

  it('keeps each floor from everybody else, however hard the pool is drained', async () => {
    const { id, actors } = await classOf(4);
    await grantTo(id, 40);
    await share(id, 5, 30);
    const [one, two] = actors as [Actor, Actor];
    const view = await classes.get(teacher, id);
    expect(view.pool.freeMilliGpuSeconds).toBe(20 * hour);
    const pools = await Promise.all(actors.map((actor) => partOf(actor, id, 'pool')));
    const drained = await Promise.all(
      Array.from({ length: 40 }, (_, index) => hold(pools[index % 4]?.ledgerAccountId ?? '', 1)),
    );
    expect(drained.filter((answer) => answer.ok)).toHaveLength(20);
    expect((await partOf(one, id, 'pool')).freeOnPath).toBe(0n);
    for (const actor of [one, two])
      expect(await hold((await partOf(actor, id, 'share')).ledgerAccountId, 5)).toMatchObject({ ok: true });
    expect(await hold((await partOf(one, id, 'share')).ledgerAccountId, 0.001)).toMatchObject({ ok: false });
    await expectConserved(id);
  });

  it('refuses floors that the class does not have, and says how much there is', async () => {
    const { id } = await classOf(4);
    await grantTo(id, 40);
    await expect(share(id, 11, 1)).rejects.toMatchObject({
      code: 'not-enough-hours',
      details: { neededMilliGpuSeconds: 44 * hour, freeMilliGpuSeconds: 40 * hour },
    });
    await share(id, 10, 1);
    expect((await classes.get(teacher, id)).pool.grantedMilliGpuSeconds).toBe(0);
    const stale = {
      floorMilliGpuSeconds: 1,
      poolCapMilliGpuSeconds: 1,
      releaseUnusedDays: undefined,
      version: 1,
    };
    await expect(classes.shareOut(teacher, id, stale)).rejects.toMatchObject({ code: 'changed-meanwhile' });
    await expectConserved(id);
  });

  it('never lowers a share below what is held and used there', async () => {
    const { id, actors } = await classOf(2);
    await grantTo(id, 40);
    await share(id, 10, 10);
    const [one, two] = actors as [Actor, Actor];
    const held = await hold((await partOf(one, id, 'share')).ledgerAccountId, 7);
    await share(id, 2, 10);
    const shares = (await classes.get(teacher, id)).students.map((student) => student.share);
    expect(shares.map((hours) => hours.grantedMilliGpuSeconds / hour).sort()).toEqual([2, 7]);
    await db
      .transaction()
      .execute((trx) =>
        postHours(trx, { pendingId: held.id, transferId: newId(), amount: BigInt(3 * hour) }),
      );
    expect((await partOf(one, id, 'share')).freeOnPath).toBe(BigInt(4 * hour));
    await classes.moveHours(teacher, id, { personId: two.personId, milliGpuSeconds: 6 * hour });
    await classes.moveHours(teacher, id, { personId: two.personId, milliGpuSeconds: -1 * hour });
    await expect(
      classes.moveHours(teacher, id, { personId: two.personId, milliGpuSeconds: -8 * hour }),
    ).rejects.toMatchObject({ code: 'not-enough-hours' });
    expect((await partOf(two, id, 'share')).granted).toBe(BigInt(7 * hour));
    await expectConserved(id);
  });

  it('gives the floor to who joins later, as far as the pool reaches, and takes it back from who leaves', async () => {
    const { id, code, actors } = await classOf(3);
    await grantTo(id, 20);
    await share(id, 6, 1);
    const late = await makePerson(db);
    await classes.join(late, code);
    expect((await partOf(late, id, 'share')).granted).toBe(BigInt(2 * hour));
    await classes.leave(actors[0] as Actor, id);
    expect((await classes.get(teacher, id)).pool.freeMilliGpuSeconds).toBe(6 * hour);
    expect((await partOf(actors[0] as Actor, id, 'share')).endsAt.getTime()).toBeLessThanOrEqual(
      Date.now() + 1000,
    );
    await expect(classes.leave(teacher, id)).rejects.toMatchObject({ code: 'wrong-state' });
    await expectConserved(id);
  });

  it('frees what lies unused by the rule that the teacher set, and only that', async () => {
    const { id, actors } = await classOf(2);
    await grantTo(id, 20);
    await share(id, 5, 5, 14);
    expect(await releaseUnusedShares(db)).toBe(0);
    const later = new Date(Date.now() + 20 * dayMs);
    expect(await releaseUnusedShares(db, later)).toBe(2);
    expect(await releaseUnusedShares(db, later)).toBe(0);
    expect((await partOf(actors[0] as Actor, id, 'share')).granted).toBe(0n);
    expect((await classes.get(teacher, id)).pool.freeMilliGpuSeconds).toBe(20 * hour);
    await expectConserved(id);
  });

  it('conserves the hours whatever happens at once', async () => {
    const { id, code, actors } = await classOf(6);
    await grantTo(id, 60);
    await share(id, 4, 10);
    const anything = Array.from({ length: 60 }, (_, index) => {
      const actor = actors[index % 6] as Actor;
      const acts = [
        async () => hold((await partOf(actor, id, 'share')).ledgerAccountId, 0.5),
        async () => hold((await partOf(actor, id, 'pool')).ledgerAccountId, 1),
        async () => share(id, index % 7, index % 9),
        async () => classes.moveHours(teacher, id, { personId: actor.personId, milliGpuSeconds: hour }),
        async () => classes.moveHours(teacher, id, { personId: actor.personId, milliGpuSeconds: -hour / 2 }),
        async () => classes.join(await makePerson(db), code),
      ];
      return (acts[index % acts.length] as () => Promise<unknown>)().catch((error: { code?: string }) => {
        if (error.code === undefined || !['not-enough-hours', 'changed-meanwhile'].includes(error.code))
          throw error;
      });
    });
    await Promise.all(anything);
    await expectConserved(id);
  });
});

describe('asks, freezing, the end', () => {
  it('takes one ask at a time and decides many at once', async () => {
    const { id, actors } = await classOf(3);
    await grantTo(id, 10);
    for (const actor of actors) await classes.askMore(actor, id, '한 번 더 학습해 보려고요');
    await classes.askMore(actors[0] as Actor, id, '한 번 더 학습해 보려고요!');
    const { asks } = await classes.get(teacher, id);
    expect(asks).toHaveLength(3);
    const ids = asks.map((ask) => ask.id);
    await expect(classes.decideAsks(teacher, id, ids, 4 * hour)).rejects.toMatchObject({
      code: 'not-enough-hours',
    });
    expect((await classes.get(teacher, id)).asks).toHaveLength(3);
    await classes.decideAsks(teacher, id, ids.slice(0, 2), 2 * hour);
    await classes.decideAsks(teacher, id, ids, undefined);
    expect((await classes.get(teacher, id)).asks).toEqual([]);
    expect((await classes.mine(actors[0] as Actor, id)).lastAsk).toMatchObject({
      state: 'granted',
      grantedMilliGpuSeconds: 2 * hour,
    });
    expect((await classes.mine(actors[2] as Actor, id)).lastAsk).toMatchObject({ state: 'declined' });
    await expectConserved(id);
  });

  it('freezes one student, and ends for all', async () => {
    const { id, actors } = await classOf(2);
    await grantTo(id, 10);
    await share(id, 2, 1);
    const [one, two] = actors as [Actor, Actor];
    await classes.setFrozen(teacher, id, one.personId, true);
    expect((await partOf(one, id, 'share')).isFrozen).toBe(true);
    expect((await partOf(two, id, 'share')).isFrozen).toBe(false);
    await classes.setFrozen(teacher, id, one.personId, false);
    expect((await partOf(one, id, 'share')).isFrozen).toBe(false);
    await classes.end(teacher, id);
    for (const actor of actors)
      expect((await partOf(actor, id, 'share')).endsAt.getTime()).toBeLessThanOrEqual(Date.now() + 1000);
    await expect(
      classes.moveHours(teacher, id, { personId: one.personId, milliGpuSeconds: 1 }),
    ).rejects.toMatchObject({
      code: 'wrong-state',
    });
  });
});

describe('who may', () => {
  /** Every call that names a class, with what an outsider, a student of it and an assistant of it hear. */
  const calls: [
    name: string,
    call: (actor: Actor, classId: string, studentId: string) => Promise<unknown>,
    assistant: 'may' | 'not-allowed',
  ][] = [
    ['get', (actor, id) => classes.get(actor, id), 'may'],
    ['makeCode', (actor, id) => classes.makeCode(actor, id, { days: 1, uses: 1 }), 'not-allowed'],
    ['revokeCode', (actor, id) => classes.revokeCode(actor, id, newId()), 'not-allowed'],
    ['admit', (actor, id, student) => classes.admit(actor, id, [student]), 'may'],
    ['remove', (actor, id, student) => classes.remove(actor, id, student), 'not-allowed'],
    ['addHelper', (actor, id) => classes.addHelper(actor, id, 'a@b.example'), 'not-allowed'],
    ['readRoster', (actor, id) => classes.readRoster(actor, id, 'a@b.example'), 'not-allowed'],
    ['takeRoster', (actor, id) => classes.takeRoster(actor, id, 'a@b.example'), 'not-allowed'],
    [
      'askHours',
      (actor, id) =>
        classes.askHours(actor, id, { students: 1, lessons: 1, gpusEach: 1, hoursEach: 1, purpose: '수업' }),
      'not-allowed',
    ],
    [
      'shareOut',
      (actor, id) =>
        classes.shareOut(actor, id, {
          floorMilliGpuSeconds: 0,
          poolCapMilliGpuSeconds: 0,
          releaseUnusedDays: undefined,
          version: 1,
        }),
      'not-allowed',
    ],
    [
      'moveHours',
      (actor, id, student) => classes.moveHours(actor, id, { personId: student, milliGpuSeconds: -1 }),
      'may',
    ],
    ['returnHours', (actor, id) => classes.returnHours(actor, id, { amount: 1, key: 'a' }), 'not-allowed'],
    ['setFrozen', (actor, id, student) => classes.setFrozen(actor, id, student, true), 'may'],
    ['decideAsks', (actor, id) => classes.decideAsks(actor, id, [], undefined), 'may'],
    ['end', (actor, id) => classes.end(actor, id), 'not-allowed'],
  ];

  it.each(calls)('%s', async (_name, call, assistantMay) => {
    const { id, actors } = await classOf(2);
    const student = (actors[1] as Actor).personId;
    const assistant = await makePerson(db);
    await classes.addHelper(teacher, id, assistant.email ?? '');
    const outsiders = [
      actors[0] as Actor,
      await makePerson(db),
      await makePerson(db, { roles: ['teacher'] }),
      reviewer,
      await makePerson(db, { roles: ['administrator'] }),
    ];
    for (const outsider of outsiders)
      await expect(call(outsider, id, student)).rejects.toMatchObject({ code: 'not-found' });
    const heard = await call(assistant, id, student).then(
      () => 'may',
      (error: { code: string }) => error.code,
    );
    // An assistant gets past the door: what is wrong after it is about the class, not about them.
    expect(heard === 'not-allowed').toBe(assistantMay === 'not-allowed');
    expect(heard).not.toBe('not-found');
  });
});

describe('giving back', () => {
  it('takes free hours of the pool out of the class, once for a form; shares stay', async () => {
    const { id } = await classOf(2);
    await grantTo(id, 100);
    await share(id, 10, 20);
    await Promise.all(
      Array.from({ length: 8 }, () => classes.returnHours(teacher, id, { amount: 30 * hour, key: 'same' })),
    );
    const view = await classes.get(teacher, id);
    expect(view.hours.grantedMilliGpuSeconds).toBe(70 * hour);
    expect(view.pool.freeMilliGpuSeconds).toBe(50 * hour);
    expect(view.students.map((student) => student.share.freeMilliGpuSeconds)).toEqual([10 * hour, 10 * hour]);
    await expectConserved(id);
    expect(await sumReturnsOfPerson(db, teacher.personId)).toBe(BigInt(30 * hour));
    await expect(classes.returnHours(teacher, id, { amount: 51 * hour, key: 'more' })).rejects.toMatchObject({
      code: 'not-enough-hours',
      details: { freeMilliGpuSeconds: 50 * hour },
    });
  });

  it('takes nothing that a student holds of the pool', async () => {
    const { id, actors } = await classOf(1);
    await grantTo(id, 40);
    const pool = await partOf(actors[0] as Actor, id, 'pool');
    expect((await hold(pool.ledgerAccountId, 8)).ok).toBe(true);
    await expect(classes.returnHours(teacher, id, { amount: 33 * hour, key: 'a' })).rejects.toMatchObject({
      details: { freeMilliGpuSeconds: 32 * hour },
    });
    await classes.returnHours(teacher, id, { amount: 32 * hour, key: 'a' });
    await expectConserved(id);
  });
});

it('leaves a line in the audit log for whatever changed a class', async () => {
  const rows = await db
    .selectFrom('audit_log')
    .select('action')
    .distinct()
    .where('subject_kind', '=', 'class')
    .execute();
  expect(rows.map((row) => row.action).sort()).toEqual(
    [
      'code-made',
      'code-revoked',
      'created',
      'ended',
      'frozen',
      'helper-added',
      'hours-moved',
      'hours-returned',
      'member-gone',
      'member-let-in',
      'member-waits',
      'more-asked',
      'more-declined',
      'more-given',
      'roster-taken',
      'share-released',
      'shared-out',
      'unfrozen',
    ].map((act) => `class.${act}`),
  );
});
