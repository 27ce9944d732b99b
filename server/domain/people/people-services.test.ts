import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '#db/new-id';
import { openTestDb, type TestDb } from '#db/testing/test-db';
import { insertSession, isSessionLive } from '#db/queries/people/sessions';
import type { Actor } from '../../actor';
import { limits } from '../../contract/limits';
import { findActorByToken } from './find-actor';
import { makePeople, makePerson } from './testing/people-fixture';

let test_: TestDb;
let made: ReturnType<typeof makePeople>;
let admin: Actor;
beforeAll(async () => {
  test_ = await openTestDb();
  made = makePeople(test_.db);
  admin = (await makePerson(test_.db, 'admin@x.kr', ['administrator'])).actor;
});
afterAll(() => test_.close());

const sessionOf = async (personId: string) =>
  insertSession(test_.db, {
    tokenHash: newId(),
    personId,
    userAgent: 'Firefox',
    expiresAt: new Date(Date.now() + 60_000),
  });
const auditOf = (subjectId: string) =>
  test_.db.selectFrom('audit_log').select(['action', 'detail']).where('subject_id', '=', subjectId).execute();

test('a token speaks for its person until it is revoked or expires; the database holds its hash only', async () => {
  const { actor } = await makePerson(test_.db, 'token@x.kr');
  const { token, view } = await made.people.createToken(actor, { name: ' 노트북 ', days: 7 });
  expect(token).toMatch(/^modu_[\w-]{43}$/);
  expect(view.name).toBe('노트북');
  expect(await findActorByToken(test_.db, token, 'r1')).toMatchObject({
    personId: actor.personId,
    via: { kind: 'token', tokenId: view.id },
    requestId: 'r1',
  });
  expect((await made.people.listTokens(actor))[0]?.usedAt).toBeInstanceOf(Date);
  expect(JSON.stringify(await test_.db.selectFrom('api_tokens').selectAll().execute())).not.toContain(token);
  await made.people.revokeToken(actor, view.id);
  expect(await findActorByToken(test_.db, token, 'r2')).toBeUndefined();
  await expect(made.people.revokeToken(actor, view.id)).rejects.toMatchObject({ code: 'not-found' });

  const short = await made.people.createToken(actor, { name: 'x', days: 1 });
  await test_.db
    .updateTable('api_tokens')
    .set({ expires_at: new Date(0) })
    .where('id', '=', short.view.id)
    .execute();
  expect(await findActorByToken(test_.db, short.token, 'r3')).toBeUndefined();
});

test.each([
  '',
  'modu_',
  'modu_short',
  `modu_${'x'.repeat(44)}`,
  `Modu_${'x'.repeat(43)}`,
  `modu_${'é'.repeat(43)}`,
])('%j is no token', async (text) => expect(await findActorByToken(test_.db, text, 'r')).toBeUndefined());

test.each([
  [{ name: '', days: 1 }, 'name'],
  [{ name: 'x'.repeat(61), days: 1 }, 'name'],
  [{ name: 'a\nb', days: 1 }, 'name'],
  [{ name: 'a', days: 0 }, 'days'],
  [{ name: 'a', days: 367 }, 'days'],
  [{ name: 'a', days: 1.5 }, 'days'],
  [{ name: 'a', days: Number.NaN }, 'days'],
])('a token asked for as %o is refused', async (asked, field) => {
  const { actor } = await makePerson(test_.db, 'asks@x.kr');
  await expect(made.people.createToken(actor, asked)).rejects.toMatchObject({
    code: 'invalid-input',
    fields: { [field]: 'invalid-input' },
  });
});

test('the limit of tokens holds when they are asked for at the same moment', async () => {
  const { actor } = await makePerson(test_.db, 'many@x.kr');
  const asked = Array.from({ length: limits.tokensPerPerson + 5 }, () =>
    made.people.createToken(actor, { name: 'x', days: 1 }),
  );
  const outcomes = await Promise.allSettled(asked);
  expect(outcomes.filter((outcome) => outcome.status === 'fulfilled')).toHaveLength(limits.tokensPerPerson);
  expect(await made.people.listTokens(actor)).toHaveLength(limits.tokensPerPerson);
});

test('a token can neither make tokens nor touch sessions, profile or roles', async () => {
  const { actor, row } = await makePerson(test_.db, 'leak@x.kr', ['administrator']);
  const leaked: Actor = { ...actor, via: { kind: 'token', tokenId: 't' } };
  const tries = [
    made.people.createToken(leaked, { name: 'x', days: 1 }),
    made.people.revokeToken(leaked, row.id),
    made.people.listTokens(leaked),
    made.people.listSessions(leaked),
    made.people.revokeSessions(leaked, [row.id]),
    made.people.updateProfile(leaked, { displayName: 'x' }),
    made.people.setRoles(leaked, row.id, ['teacher']),
  ];
  for (const one of tries) await expect(one).rejects.toMatchObject({ code: 'not-allowed' });
});

test('sessions and tokens of another person are not there', async () => {
  const mine = await makePerson(test_.db, 'mine@x.kr');
  const other = await makePerson(test_.db, 'other@x.kr');
  const session = await sessionOf(mine.row.id);
  const { view } = await made.people.createToken(mine.actor, { name: 'x', days: 1 });
  await expect(made.people.revokeSessions(other.actor, [session.id])).rejects.toMatchObject({
    code: 'not-found',
  });
  await expect(made.people.revokeToken(other.actor, view.id)).rejects.toMatchObject({ code: 'not-found' });
  await expect(made.people.revokeSessions(other.actor, ["x' or 1=1"])).rejects.toMatchObject({
    code: 'not-found',
  });
  expect(await made.people.listSessions(other.actor)).toEqual([]);
  await made.people.revokeSessions(mine.actor, [session.id]);
  expect(await isSessionLive(test_.db, session.id)).toBe(false);
  expect(await auditOf(session.id)).toMatchObject([{ action: 'session.revoked' }]);
});

test('a profile changes what is given and keeps the rest', async () => {
  const { actor } = await makePerson(test_.db, 'profile@x.kr');
  await made.people.updateProfile(actor, { schoolName: ' 산고등학교 ', locale: 'en' });
  expect(await made.people.me(actor)).toMatchObject({
    displayName: 'profile',
    schoolName: '산고등학교',
    locale: 'en',
  });
  await expect(made.people.updateProfile(actor, { displayName: ' ' })).rejects.toMatchObject({
    fields: { displayName: 'invalid-input' },
  });
});

test('only administrators list people and set roles', async () => {
  const { actor, row } = await makePerson(test_.db, 'plain@x.kr', ['teacher', 'reviewer', 'operator']);
  await expect(made.people.list(actor, {})).rejects.toMatchObject({ code: 'not-allowed' });
  await expect(made.people.setRoles(actor, row.id, ['administrator'])).rejects.toMatchObject({
    code: 'not-allowed',
  });
});

test('the list goes through everybody once and looks for words as they are', async () => {
  for (let index = 0; index < limits.listItems; index++) await makePerson(test_.db, `p${index}@pages.kr`);
  const seen: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await made.people.list(admin, {
      search: '@pages.',
      ...(cursor !== undefined && { cursor }),
    });
    seen.push(...page.items.map((person) => person.email ?? ''));
    cursor = page.next;
  } while (cursor !== undefined);
  expect(new Set(seen).size).toBe(limits.listItems);
  expect(seen).toHaveLength(limits.listItems);
  expect((await made.people.list(admin, { search: '%' })).items).toEqual([]);
  expect((await made.people.list(admin, { search: 'P1@PAGES' })).items.map((one) => one.email)).toEqual([
    'p1@pages.kr',
  ]);
  await expect(made.people.list(admin, { cursor: 'x' })).rejects.toMatchObject({ code: 'invalid-input' });
});

test('gaining a role ends the sessions begun with less, losing one does not; both are in the audit log', async () => {
  const { row } = await makePerson(test_.db, 'rises@x.kr');
  const before = await sessionOf(row.id);
  await made.people.setRoles(admin, row.id, ['student', 'reviewer']);
  expect(await isSessionLive(test_.db, before.id)).toBe(false);
  const after = await sessionOf(row.id);
  await made.people.setRoles(admin, row.id, ['student']);
  expect(await isSessionLive(test_.db, after.id)).toBe(true);
  await made.people.setRoles(admin, row.id, ['student']);
  expect(await auditOf(row.id)).toMatchObject([
    { action: 'person.roles-set', detail: { gained: ['reviewer'], lost: [] } },
    { action: 'person.roles-set', detail: { gained: [], lost: ['reviewer'] } },
  ]);
  await expect(made.people.setRoles(admin, row.id, ['king' as 'student'])).rejects.toMatchObject({
    code: 'invalid-input',
  });
  await expect(made.people.setRoles(admin, newId(), ['student'])).rejects.toMatchObject({
    code: 'not-found',
  });
});

test('two administrators who take the role from each other at once leave one', async () => {
  await test_.db.deleteFrom('people').where('email', '=', 'leak@x.kr').execute();
  const one = await makePerson(test_.db, 'one@x.kr', ['administrator']);
  const two = await makePerson(test_.db, 'two@x.kr', ['administrator']);
  await made.people.setRoles(one.actor, admin.personId, ['student']);
  const outcomes = await Promise.allSettled([
    made.people.setRoles(one.actor, two.row.id, ['student']),
    made.people.setRoles(two.actor, one.row.id, ['student']),
  ]);
  expect(outcomes.map((outcome) => outcome.status).sort()).toEqual(['fulfilled', 'rejected']);
  const rest = await test_.db
    .selectFrom('people')
    .select(['roles'])
    .where('email', 'in', ['one@x.kr', 'two@x.kr'])
    .execute();
  expect(rest.filter((row) => row.roles.includes('administrator'))).toHaveLength(1);
});

test('a teacher sees the students of their own classes only, without contents', async () => {
  const teacher = await makePerson(test_.db, 'teacher@x.kr', ['teacher']);
  const stranger = await makePerson(test_.db, 'stranger@x.kr', ['teacher']);
  const pupil = await makePerson(test_.db, 'pupil@x.kr');
  const id = newId();
  await test_.db
    .insertInto('classes')
    .values({ id, name: '2-3', school_name: '산고', starts_on: '2026-03-01', ends_on: '2027-02-28' })
    .execute();
  await test_.db
    .insertInto('class_members')
    .values([
      { class_id: id, person_id: teacher.row.id, role: 'teacher' },
      { class_id: id, person_id: pupil.row.id, role: 'student' },
    ])
    .execute();
  expect(await made.people.listTaughtClasses(teacher.actor)).toEqual([
    {
      id,
      name: '2-3',
      schoolName: '산고',
      students: [
        {
          id: pupil.row.id,
          displayName: 'pupil',
          hours: {
            grantedMilliGpuSeconds: 0,
            heldMilliGpuSeconds: 0,
            usedMilliGpuSeconds: 0,
            freeMilliGpuSeconds: 0,
          },
          live: { queued: 0, running: 0 },
        },
      ],
    },
  ]);
  expect(await made.people.listTaughtClasses(stranger.actor)).toEqual([]);
  expect(await made.people.listTaughtClasses(pupil.actor)).toEqual([]);
});
