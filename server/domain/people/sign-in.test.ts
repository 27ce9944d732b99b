import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestDb, type TestDb } from '#db/testing/test-db';
import type { SignUpDraft } from '../../services';
import { cookieOf, makePeople, makePerson, nobody, tokenMailedTo } from './testing/people-fixture';

let test_: TestDb;
let made: ReturnType<typeof makePeople>;
beforeAll(async () => {
  test_ = await openTestDb();
  made = makePeople(test_.db);
});
afterAll(() => test_.close());

const from = { address: '127.0.0.1' };
const draft = (email: string, more: Partial<SignUpDraft> = {}): SignUpDraft => ({
  email,
  birthYearMonth: '2008-03',
  displayName: '새봄',
  level: 'high',
  schoolName: '바다고등학교',
  locale: 'ko',
  ...more,
});
const people = (email: string) =>
  test_.db.selectFrom('people').selectAll().where('email', '=', email).execute();
const all = async () => {
  const [persons, links, mails] = await Promise.all([
    test_.db.selectFrom('people').select('id').execute(),
    test_.db.selectFrom('sign_in_links').select('email').execute(),
    test_.db.selectFrom('mails').select('id').execute(),
  ]);
  return persons.length + links.length + mails.length;
};

test('signing up makes the person when the link is followed, not before; the link works once', async () => {
  await made.people.startSignUp(draft('New@School.kr'), { ...from, nextPath: '/launch' });
  expect(await people('new@school.kr')).toEqual([]);
  const token = (await tokenMailedTo(test_.db, 'new@school.kr')) ?? '';
  expect(await made.identity.peekLink(token)).toEqual({ email: 'new@school.kr', isSignUp: true });
  expect(await people('new@school.kr')).toEqual([]);

  const signedIn = await made.identity.followLink(token, nobody);
  expect(signedIn).toMatchObject({ isNew: true, nextPath: '/launch' });
  expect(await people('new@school.kr')).toMatchObject([
    { display_name: '새봄', birth_year_month: '2008-03', roles: ['student'], level: 'high' },
  ]);
  const session = await made.identity.readSession(cookieOf(signedIn.setCookies));
  expect(session?.person.email).toBe('new@school.kr');
  await expect(made.identity.followLink(token, nobody)).rejects.toMatchObject({ code: 'link-expired' });
});

test('under 14 nothing is stored at all', async () => {
  const before = await all();
  const young = draft('child@school.kr', { birthYearMonth: `${new Date().getFullYear() - 12}-01` });
  await expect(made.people.startSignUp(young, from)).rejects.toMatchObject({ code: 'guardian-needed' });
  expect(await all()).toBe(before);
});

test.each([
  ['displayName', '  '],
  ['displayName', 'x'.repeat(61)],
  ['displayName', 'a\u202eb'],
  ['displayName', '<b>'],
  ['schoolName', 'x'.repeat(101)],
  ['level', 'king'],
  ['locale', 'fr'],
])('a draft with %s %j is refused with that field', async (field, value) => {
  const wrong = draft('wrong@school.kr', { [field]: value });
  await expect(made.people.startSignUp(wrong, from)).rejects.toMatchObject({
    code: 'invalid-input',
    fields: { [field]: 'invalid-input' },
  });
});

test('signing in answers the same for a known and an unknown address, and only the known one gets a link', async () => {
  await makePerson(test_.db, 'known@school.kr');
  const asked = { address: '127.0.0.1', locale: 'en' as const };
  expect(await made.people.startSignIn('known@school.kr', asked)).toBeUndefined();
  expect(await made.people.startSignIn('unknown@school.kr', asked)).toBeUndefined();
  expect(await tokenMailedTo(test_.db, 'known@school.kr')).toMatch(/^[\w-]{43}$/);
  expect(await tokenMailedTo(test_.db, 'unknown@school.kr')).toBeUndefined();
  const links = await test_.db.selectFrom('sign_in_links').select('email').execute();
  expect(links.map((row) => row.email)).not.toContain('unknown@school.kr');
});

test('signing up with a known address signs in, and changes nothing about the person', async () => {
  await makePerson(test_.db, 'taken@school.kr', ['teacher']);
  await made.people.startSignUp(draft('taken@school.kr', { displayName: '도둑' }), from);
  const token = (await tokenMailedTo(test_.db, 'taken@school.kr')) ?? '';
  expect(await made.identity.peekLink(token)).toMatchObject({ isSignUp: false });
  expect((await made.identity.followLink(token, nobody)).isNew).toBe(false);
  expect(await people('taken@school.kr')).toMatchObject([{ display_name: 'taken', roles: ['teacher'] }]);
});

test('of two who follow a link at once, one gets in; other links to the address end', async () => {
  await made.people.startSignUp(draft('twice@school.kr'), from);
  const older = (await tokenMailedTo(test_.db, 'twice@school.kr')) ?? '';
  await made.people.startSignUp(draft('twice@school.kr'), from);
  const token = (await tokenMailedTo(test_.db, 'twice@school.kr')) ?? '';
  const outcomes = await Promise.allSettled([1, 2, 3, 4].map(() => made.identity.followLink(token, nobody)));
  expect(outcomes.filter((outcome) => outcome.status === 'fulfilled')).toHaveLength(1);
  expect(await people('twice@school.kr')).toHaveLength(1);
  await expect(made.identity.followLink(older, nobody)).rejects.toMatchObject({ code: 'link-expired' });
});

test('an expired link, a made-up one and a session token open nothing', async () => {
  await made.people.startSignUp(draft('late@school.kr'), from);
  const token = (await tokenMailedTo(test_.db, 'late@school.kr')) ?? '';
  await test_.db
    .updateTable('sign_in_links')
    .set({ expires_at: new Date(Date.now() - 1000) })
    .where('email', '=', 'late@school.kr')
    .execute();
  for (const one of [token, 'x'.repeat(43), ''])
    await expect(made.identity.followLink(one, nobody)).rejects.toMatchObject({ code: 'link-expired' });
  expect(await made.identity.peekLink(token)).toBeUndefined();
  expect(await people('late@school.kr')).toEqual([]);
});

test('neither tokens of links nor of sessions stand in the database', async () => {
  await makePerson(test_.db, 'hashed@school.kr');
  await made.people.startSignIn('hashed@school.kr', { address: '1', locale: 'ko' });
  const token = (await tokenMailedTo(test_.db, 'hashed@school.kr')) ?? '';
  const links = await test_.db.selectFrom('sign_in_links').selectAll().execute();
  expect(JSON.stringify(links)).not.toContain(token);
  const { setCookies } = await made.identity.followLink(token, nobody);
  const sessionToken = cookieOf(setCookies).split('=')[1] ?? '';
  expect(sessionToken).toMatch(/^[\w-]{43}$/);
  expect(JSON.stringify(await test_.db.selectFrom('sessions').selectAll().execute())).not.toContain(
    sessionToken,
  );
});

test('the cookie is host-bound, secure, for HTTP only, and a new one each time; the old session ends', async () => {
  const signIn = async (cookieHeader?: string) => {
    await made.people.startSignIn('cookie@school.kr', { address: '1', locale: 'ko' });
    const token = (await tokenMailedTo(test_.db, 'cookie@school.kr')) ?? '';
    return made.identity.followLink(token, { cookieHeader, userAgent: 'Firefox' });
  };
  await makePerson(test_.db, 'cookie@school.kr');
  const first = await signIn();
  expect(first.setCookies).toHaveLength(1);
  expect(first.setCookies[0]).toMatch(
    /^__Host-modu-session=[\w-]{43}; Path=\/; Expires=[^;]+; HttpOnly; Secure; SameSite=Lax$/,
  );
  const second = await signIn(cookieOf(first.setCookies));
  expect(second.setCookies[0]).not.toBe(first.setCookies[0]);
  expect(await made.identity.readSession(cookieOf(first.setCookies))).toBeUndefined();
  expect(await made.identity.readSession(cookieOf(second.setCookies))).toBeDefined();
});

test('signing out, expiry and disabling each end a session at once', async () => {
  const { row } = await makePerson(test_.db, 'ends@school.kr');
  const enter = async () => {
    await made.people.startSignIn('ends@school.kr', { address: '1', locale: 'ko' });
    const { setCookies } = await made.identity.followLink(
      (await tokenMailedTo(test_.db, 'ends@school.kr')) ?? '',
      nobody,
    );
    return cookieOf(setCookies);
  };
  const left = await enter();
  const { setCookies } = await made.identity.signOut({ cookieHeader: left, userAgent: '' });
  expect(setCookies[0]).toMatch(/^__Host-modu-session=; .*Max-Age=0/);
  expect(await made.identity.readSession(left)).toBeUndefined();

  const old = await enter();
  await test_.db
    .updateTable('sessions')
    .set({ expires_at: new Date(0) })
    .where('person_id', '=', row.id)
    .execute();
  expect(await made.identity.readSession(old)).toBeUndefined();

  const disabled = await enter();
  await test_.db.updateTable('people').set({ disabled_at: new Date() }).where('id', '=', row.id).execute();
  expect(await made.identity.readSession(disabled)).toBeUndefined();
  await made.people.startSignIn('ends@school.kr', { address: '1', locale: 'ko' });
  expect(await tokenMailedTo(test_.db, 'ends@school.kr')).toBeUndefined();
});

test('a link that was mailed before a person was disabled lets nobody in', async () => {
  const { row } = await makePerson(test_.db, 'banned@school.kr');
  await made.people.startSignIn('banned@school.kr', { address: '1', locale: 'ko' });
  const token = (await tokenMailedTo(test_.db, 'banned@school.kr')) ?? '';
  await test_.db.updateTable('people').set({ disabled_at: new Date() }).where('id', '=', row.id).execute();
  await expect(made.identity.followLink(token, nobody)).rejects.toMatchObject({ code: 'link-expired' });
  expect(
    await test_.db.selectFrom('sessions').select('id').where('person_id', '=', row.id).execute(),
  ).toEqual([]);
});

test.each([
  '//evil.kr',
  '/\\evil.kr',
  'https://evil.kr',
  '/a\nb',
  'javascript:alert(1)',
  `/${'x'.repeat(3000)}`,
])('the way on %j is dropped', async (nextPath) => {
  const email = 'next@school.kr';
  await made.people.startSignUp(draft(email), { ...from, nextPath });
  const link = await test_.db
    .selectFrom('sign_in_links')
    .select('next_path')
    .where('email', '=', email)
    .orderBy('created_at', 'desc')
    .executeTakeFirstOrThrow();
  expect(link.next_path).toBeNull();
});

test('garbage in the cookie is nobody', async () => {
  for (const header of [
    undefined,
    '',
    '__Host-modu-session=',
    '__Host-modu-session=%%%',
    '=;=;;',
    'x'.repeat(9000),
  ])
    expect(await made.identity.readSession(header)).toBeUndefined();
});

test('too many tries for one address of mail are refused', async () => {
  const strict = makePeople(test_.db, 2);
  const ask = () => strict.people.startSignIn('Flood@school.kr', { address: '1', locale: 'ko' });
  await ask();
  await ask();
  await expect(ask()).rejects.toMatchObject({ code: 'too-many-tries' });
});
