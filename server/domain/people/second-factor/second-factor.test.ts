import { TOTP, Secret } from 'otpauth';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { listPasskeys, notePasskeyUse } from '#db/queries/people/passkeys';
import { openTestDb, type TestDb } from '#db/testing/test-db';
import type { Actor } from '../../../actor';
import { Authenticator } from '../../../bridge/identity/testing/authenticator';
import type { Role } from '../../../contract/roles';
import { actorOfSession } from '../../../http/actor-of-session';
import { findActorByToken } from '../find-actor';
import { cookieOf, makePeople, makePerson, testUrl, tokenMailedTo } from '../testing/people-fixture';
import type { Waiting } from './confirm-door';
import { hashRecoveryCode } from './recovery-codes';

let test_: TestDb;
let made: ReturnType<typeof makePeople>;
beforeAll(async () => {
  test_ = await openTestDb();
});
beforeEach(() => {
  made = makePeople(test_.db);
});
afterAll(() => test_.close());

let count = 0;
const browser = { cookieHeader: undefined, userAgent: 'Firefox', address: '203.0.113.7' };

/** Signs in by the mailed link; gives what the browser keeps, and who it is then. */
async function enter(email: string) {
  await made.people.startSignIn(email, { address: '1', locale: 'ko' });
  const token = (await tokenMailedTo(test_.db, email)) ?? '';
  const cookie = cookieOf((await made.identity.followLink(token, browser)).setCookies);
  return { cookie, ...(await look(cookie)) };
}

async function look(cookie: string) {
  const session = await made.identity.readAnySession(cookie);
  if (!session) throw new Error('no session');
  const actor: Actor = actorOfSession(session, 'test');
  const waiting: Waiting = { sessionId: session.id, personId: session.person.id, requestId: 'test' };
  return { session, actor, waiting };
}

async function join(roles: Role[] = ['student']) {
  const email = `p${count++}@x.kr`;
  const { row } = await makePerson(test_.db, email, roles);
  return { email, id: row.id, ...(await enter(email)) };
}

const draftKey = async (actor: Actor) =>
  ((await made.secondFactor.read(actor)).totpDraft?.key ?? '').replaceAll(' ', '');
const codeAt = (key: string, offsetSeconds = 0) =>
  new TOTP({ secret: Secret.fromBase32(key) }).generate({ timestamp: Date.now() + offsetSeconds * 1000 });

/** Connects an app by the code of the step before, so that the one now is still unused. */
async function connectApp(actor: Actor) {
  await made.secondFactor.startTotp(actor);
  const key = await draftKey(actor);
  const { recoveryCodes } = await made.secondFactor.proveTotp(actor, codeAt(key, -30));
  return { key, recoveryCodes };
}

async function addPasskey(actor: Actor) {
  const device = new Authenticator(testUrl);
  const response = device.make(await made.secondFactor.startPasskey(actor));
  const { recoveryCodes } = await made.secondFactor.addPasskey(actor, { response, name: '내 노트북' });
  return { device, recoveryCodes };
}

const linesOf = (personId: string) =>
  test_.db
    .selectFrom('audit_log')
    .select(['action', 'detail'])
    .where('actor_person_id', '=', personId)
    .orderBy('id')
    .execute();

describe('roles wait for a second factor', () => {
  test.each([
    ['teacher', true],
    ['reviewer', true],
    ['operator', true],
    ['administrator', true],
    ['student', false],
  ] as const)('%s: %s', async (role, waits) => {
    const { cookie, actor } = await join([role]);
    expect(actor.roles).toEqual(waits ? [] : [role]);
    expect(actor.heldBackRoles).toEqual(waits ? [role] : []);
    await connectApp(actor);
    expect((await look(cookie)).actor).toMatchObject({ roles: [role], heldBackRoles: [] });
  });

  test('a token carries the role only when its session was confirmed, and not after a reset', async () => {
    const { cookie, actor, id } = await join(['teacher', 'student']);
    const before = await made.people.createToken(actor, { name: 'a', days: 1 });
    await connectApp(actor);
    const after = await made.people.createToken((await look(cookie)).actor, { name: 'b', days: 1 });
    const rolesOf = async (token: string) => (await findActorByToken(test_.db, token, 'r'))?.roles;
    expect(await rolesOf(before.token)).toEqual(['student']);
    expect(await rolesOf(after.token)).toEqual(['teacher', 'student']);
    const { actor: administrator } = await makePerson(test_.db, `adm${count++}@x.kr`, ['administrator']);
    await made.secondFactor.reset(administrator, id);
    expect(await rolesOf(after.token)).toEqual(['student']);
  });

  test('what the role opens says what is missing', async () => {
    const { actor } = await join(['administrator', 'teacher']);
    await expect(made.people.list(actor, {})).rejects.toMatchObject({ code: 'second-factor-needed' });
    await expect(made.people.listTaughtClasses(actor)).rejects.toMatchObject({
      code: 'second-factor-needed',
    });
  });

  test('the one click of the demo counts as confirmed', async () => {
    const { email } = await join(['reviewer']);
    await made.people.startSignIn(email, { address: '1', locale: 'ko' });
    const token = (await tokenMailedTo(test_.db, email)) ?? '';
    const { setCookies } = await made.identity.followLink(token, browser, 'demo-door');
    expect((await made.identity.readSession(cookieOf(setCookies)))?.person.roles).toEqual(['reviewer']);
  });
});

describe('a person who has a second factor is in only when it was used', () => {
  test('a session by mail alone is nobody until it is confirmed, then has another token', async () => {
    const first = await join();
    const { key } = await connectApp(first.actor);
    const { cookie, waiting, session } = await enter(first.email);
    expect(session.isWaiting).toBe(true);
    expect(await made.identity.readSession(cookie)).toBeUndefined();
    await made.confirmDoor.confirm(waiting, { code: codeAt(key) });
    const renewed = cookieOf((await made.identity.renew({ ...browser, cookieHeader: cookie })).setCookies);
    expect((await made.identity.readSession(renewed))?.id).toBe(session.id);
    expect(await made.identity.readAnySession(cookie)).toBeUndefined();
  });

  test('sessions that were open when it was set up wait for it, too', async () => {
    const first = await join();
    const other = await enter(first.email);
    await addPasskey(first.actor);
    expect(await made.identity.readSession(other.cookie)).toBeUndefined();
    expect(await made.identity.readSession(first.cookie)).toBeDefined();
  });

  test('nothing of it is changed from a session that was not confirmed lately', async () => {
    const first = await join();
    await connectApp(first.actor);
    const { actor } = await enter(first.email);
    for (const act of [
      () => made.secondFactor.startPasskey(actor),
      () => made.secondFactor.startTotp(actor),
      () => made.secondFactor.removeTotp(actor),
      () => made.secondFactor.renewRecoveryCodes(actor),
    ])
      await expect(act()).rejects.toMatchObject({ code: 'confirm-again' });
    await test_.db
      .updateTable('sessions')
      .set({ confirmed_at: new Date(Date.now() - 16 * 60_000) })
      .where('id', '=', first.session.id)
      .execute();
    await expect(made.secondFactor.removeTotp(first.actor)).rejects.toMatchObject({ code: 'confirm-again' });
  });
});

describe('codes of an app', () => {
  test('one is taken once; the step before and after are taken, those beyond are not', async () => {
    const first = await join();
    const { key } = await connectApp(first.actor);
    const { waiting } = await enter(first.email);
    const wrong = { code: 'code-wrong', fields: { code: 'code-wrong' } };
    const confirm = (code: string) => made.confirmDoor.confirm(waiting, { code });
    await expect(confirm(codeAt(key, -90))).rejects.toMatchObject(wrong);
    await expect(confirm(codeAt(key, 90))).rejects.toMatchObject(wrong);
    const code = codeAt(key, 30);
    const outcomes = await Promise.allSettled([confirm(code), confirm(code), confirm(code)]);
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    // The code of now is older than the one that was taken.
    await expect(confirm(codeAt(key))).rejects.toMatchObject(wrong);
  });

  test('are counted, right or wrong', async () => {
    const first = await join();
    const { key } = await connectApp(first.actor);
    made = makePeople(test_.db, 3);
    const { waiting } = await enter(first.email);
    for (let index = 0; index < 3; index++)
      await expect(made.confirmDoor.confirm(waiting, { code: '000000' })).rejects.toMatchObject({
        code: 'code-wrong',
      });
    await expect(made.confirmDoor.confirm(waiting, { code: codeAt(key) })).rejects.toMatchObject({
      code: 'too-many-tries',
    });
  });

  test('a key that nobody proved confirms nothing; a wrong code leaves it as it was', async () => {
    const { actor, waiting, cookie } = await join(['teacher']);
    await made.secondFactor.startTotp(actor);
    const key = await draftKey(actor);
    await expect(made.secondFactor.proveTotp(actor, '12345')).rejects.toMatchObject({ code: 'code-wrong' });
    await expect(made.confirmDoor.confirm(waiting, { code: codeAt(key) })).rejects.toMatchObject({
      code: 'code-wrong',
    });
    expect((await look(cookie)).actor.roles).toEqual([]);
    expect(await draftKey(actor)).toBe(key);
  });

  test('the key stands sealed in the database', async () => {
    const { actor, id } = await join();
    const { key } = await connectApp(actor);
    const row = await test_.db
      .selectFrom('totp_keys')
      .selectAll()
      .where('person_id', '=', id)
      .executeTakeFirstOrThrow();
    expect(JSON.stringify(row)).not.toContain(key);
  });
});

describe('recovery codes', () => {
  test('ten come with the first factor, each works once, new ones end the old', async () => {
    const first = await join();
    const { recoveryCodes = [] } = await connectApp(first.actor);
    expect(new Set(recoveryCodes)).toHaveProperty('size', 10);
    const confirm = async (code: string) =>
      made.confirmDoor.confirm((await enter(first.email)).waiting, { code });
    const [one = '', two = ''] = recoveryCodes;
    await confirm(one.toLowerCase().replaceAll('-', ' ').replaceAll('0', 'o'));
    await expect(confirm(one)).rejects.toMatchObject({ code: 'code-wrong' });
    expect((await made.secondFactor.read(first.actor)).recoveryCodesLeft).toBe(9);
    const renewed = await made.secondFactor.renewRecoveryCodes(first.actor);
    await expect(confirm(two)).rejects.toMatchObject({ code: 'code-wrong' });
    await confirm(renewed?.[0] ?? '');
    expect((await addPasskey(first.actor)).recoveryCodes).toBeUndefined();
  });

  test('of another person open nothing', async () => {
    const first = await join();
    const { recoveryCodes } = await connectApp(first.actor);
    const other = await join();
    await connectApp(other.actor);
    const { waiting } = await enter(other.email);
    await expect(made.confirmDoor.confirm(waiting, { code: recoveryCodes?.[0] ?? '' })).rejects.toMatchObject(
      { code: 'code-wrong' },
    );
  });

  test.each(['', '123456', 'AAAA-AAAA-AAAA', 'UUUU-UUUU-UUUU-UUUU', '가'.repeat(16)])('%j is none', (typed) =>
    expect(hashRecoveryCode(typed)).toBeUndefined(),
  );
});

describe('passkeys', () => {
  test('confirm a session, and sign in by themselves', async () => {
    const first = await join(['operator']);
    const { device } = await addPasskey(first.actor);
    const { waiting, cookie } = await enter(first.email);
    const options = await made.confirmDoor.startConfirm(waiting);
    await made.confirmDoor.confirm(waiting, { passkey: device.use(options) });
    expect((await made.identity.readSession(cookie))?.person.roles).toEqual(['operator']);

    const secret = 's'.repeat(43);
    const { personId } = await made.confirmDoor.signIn(
      secret,
      device.use(await made.confirmDoor.startSignIn(secret)),
    );
    expect(personId).toBe(first.id);
    const { setCookies } = await made.identity.begin(personId, 'passkey', browser);
    expect((await made.identity.readSession(cookieOf(setCookies)))?.person.roles).toEqual(['operator']);
  });

  const refused = { code: 'passkey-refused' };

  test('an answer counts once, for its session and its purpose alone', async () => {
    const first = await join();
    const { device } = await addPasskey(first.actor);
    const one = await enter(first.email);
    const two = await enter(first.email);
    const answer = device.use(await made.confirmDoor.startConfirm(one.waiting));
    await expect(made.confirmDoor.confirm(two.waiting, { passkey: answer })).rejects.toMatchObject(refused);
    await expect(made.confirmDoor.signIn(one.waiting.sessionId, answer)).rejects.toMatchObject(refused);
    await made.confirmDoor.confirm(one.waiting, { passkey: answer });
    await expect(made.confirmDoor.confirm(one.waiting, { passkey: answer })).rejects.toMatchObject(refused);

    const forAdding = device.use(await made.secondFactor.startPasskey(first.actor));
    await expect(made.confirmDoor.confirm(first.waiting, { passkey: forAdding })).rejects.toMatchObject(
      refused,
    );

    const forSignIn = device.use(await made.confirmDoor.startSignIn('browser-1'));
    await expect(made.confirmDoor.signIn('browser-2', forSignIn)).rejects.toMatchObject(refused);
    await made.confirmDoor.signIn('browser-1', forSignIn);
    await expect(made.confirmDoor.signIn('browser-1', forSignIn)).rejects.toMatchObject(refused);
  });

  test('an answer that comes too late is none', async () => {
    const first = await join();
    const { device } = await addPasskey(first.actor);
    const options = await made.confirmDoor.startSignIn('slow');
    await test_.db
      .updateTable('passkey_challenges')
      .set({ expires_at: new Date(Date.now() - 1) })
      .where('challenge', '=', options.challenge)
      .execute();
    await expect(made.confirmDoor.signIn('slow', device.use(options))).rejects.toMatchObject(refused);
  });

  test.each([
    ['from an app below the portal', { origin: 'http://01j.localhost:3999' }],
    ['from another port', { origin: 'http://localhost:4000' }],
    ['from a place that looks alike', { origin: 'http://localhost.evil.kr:3999' }],
    ['for another name', { rpId: 'evil.kr' }],
    ['without the person verified', { isVerified: false }],
    ['to another question', { challenge: Buffer.alloc(32).toString('base64url') }],
  ])('an answer %s is refused, when made and when used', async (_what, said) => {
    const { actor } = await join();
    const stranger = new Authenticator(testUrl);
    const asked = await made.secondFactor.startPasskey(actor);
    await expect(
      made.secondFactor.addPasskey(actor, { response: stranger.make(asked, said), name: 'x' }),
    ).rejects.toMatchObject(refused);
    const { device } = await addPasskey(actor);
    const options = await made.confirmDoor.startSignIn('b');
    await expect(made.confirmDoor.signIn('b', device.use(options, said))).rejects.toMatchObject(refused);
  });

  test('a copy of a device shows by its counter', async () => {
    const { actor } = await join();
    const { device } = await addPasskey(actor);
    await made.confirmDoor.signIn('b', device.use(await made.confirmDoor.startSignIn('b')));
    device.useCount = 0;
    const options = await made.confirmDoor.startSignIn('b');
    await expect(made.confirmDoor.signIn('b', device.use(options))).rejects.toMatchObject(refused);
    // Two that answer in the same moment are told apart where the counter stands.
    const [row] = await listPasskeys(test_.db, actor.personId);
    const taken = await Promise.all([1, 2].map(() => notePasskeyUse(test_.db, row?.id ?? '', 9n)));
    expect(taken.sort()).toEqual([false, true]);
  });

  test('of another person, of a disabled one, of nobody, and nonsense are refused', async () => {
    const mine = await join();
    const theirs = await join();
    await addPasskey(mine.actor);
    const { device } = await addPasskey(theirs.actor);
    const { waiting } = await enter(mine.email);
    const options = await made.confirmDoor.startConfirm(waiting);
    for (const passkey of [device.use(options), {}, null, 'x', { id: 7 }, { id: device.id }])
      await expect(made.confirmDoor.confirm(waiting, { passkey })).rejects.toMatchObject(refused);
    await test_.db
      .updateTable('people')
      .set({ disabled_at: new Date() })
      .where('id', '=', theirs.id)
      .execute();
    const ask = await made.confirmDoor.startSignIn('b');
    await expect(made.confirmDoor.signIn('b', device.use(ask))).rejects.toMatchObject(refused);
  });

  test('one device is one person’s', async () => {
    const mine = await join();
    const theirs = await join();
    const { device } = await addPasskey(theirs.actor);
    const response = device.make(await made.secondFactor.startPasskey(mine.actor));
    await expect(made.secondFactor.addPasskey(mine.actor, { response, name: 'x' })).rejects.toMatchObject(
      refused,
    );
  });
});

describe('removing', () => {
  test('whose role needs one keeps the last; the others need not, and their codes go with it', async () => {
    const teacher = await join(['teacher']);
    await connectApp(teacher.actor);
    await expect(made.secondFactor.removeTotp(teacher.actor)).rejects.toMatchObject({ code: 'wrong-state' });
    await addPasskey(teacher.actor);
    await made.secondFactor.removeTotp(teacher.actor);
    const { passkeys } = await made.secondFactor.read(teacher.actor);
    await expect(made.secondFactor.removePasskey(teacher.actor, passkeys[0]?.id ?? '')).rejects.toMatchObject(
      { code: 'wrong-state' },
    );

    const student = await join();
    await connectApp(student.actor);
    await made.secondFactor.removeTotp(student.actor);
    expect(await made.secondFactor.read(student.actor)).toMatchObject({
      hasTotp: false,
      recoveryCodesLeft: 0,
    });
  });

  test('another’s passkey is not there', async () => {
    const mine = await join();
    const theirs = await join();
    await addPasskey(theirs.actor);
    const { passkeys } = await made.secondFactor.read(theirs.actor);
    await expect(made.secondFactor.removePasskey(mine.actor, passkeys[0]?.id ?? '')).rejects.toMatchObject({
      code: 'not-found',
    });
  });

  test('an administrator resets: factors and sessions go, a mail says so, the log says who', async () => {
    const lost = await join(['teacher']);
    await connectApp(lost.actor);
    const { actor: administrator, row } = await makePerson(test_.db, `adm${count++}@x.kr`, ['administrator']);
    const student = await join();
    await expect(made.secondFactor.reset(student.actor, lost.id)).rejects.toMatchObject({
      code: 'not-allowed',
    });
    await made.secondFactor.reset(administrator, lost.id);
    expect(await made.identity.readAnySession(lost.cookie)).toBeUndefined();
    const mails = await test_.db
      .selectFrom('mails')
      .select('kind')
      .where('to_email', '=', lost.email)
      .execute();
    expect(mails.map(({ kind }) => kind)).toContain('second-factor-reset');
    expect(await linesOf(row.id)).toMatchObject([{ action: 'second-factor.reset' }]);
    const again = await enter(lost.email);
    expect(again.actor.heldBackRoles).toEqual(['teacher']);
    await expect(made.secondFactor.reset(administrator, lost.id)).rejects.toMatchObject({
      code: 'wrong-state',
    });
  });
});

test('a token may not touch any of it', async () => {
  const { actor } = await join();
  const { token } = await made.people.createToken(actor, { name: 'a', days: 1 });
  const byToken = await findActorByToken(test_.db, token, 'r');
  if (!byToken) throw new Error('no actor');
  for (const act of [
    () => made.secondFactor.read(byToken),
    () => made.secondFactor.startPasskey(byToken),
    () => made.secondFactor.addPasskey(byToken, { response: {}, name: 'x' }),
    () => made.secondFactor.startTotp(byToken),
    () => made.secondFactor.proveTotp(byToken, '123456'),
    () => made.secondFactor.renewRecoveryCodes(byToken),
    () => made.secondFactor.removeTotp(byToken),
  ])
    await expect(act()).rejects.toMatchObject({ code: 'not-allowed' });
});

test('every change left its line, and none holds a secret', async () => {
  const first = await join();
  const { key, recoveryCodes } = await connectApp(first.actor);
  await addPasskey(first.actor);
  await made.secondFactor.renewRecoveryCodes(first.actor);
  const { passkeys } = await made.secondFactor.read(first.actor);
  await made.secondFactor.removePasskey(first.actor, passkeys[0]?.id ?? '');
  const { waiting } = await enter(first.email);
  await made.confirmDoor.confirm(waiting, { code: codeAt(key) });
  const lines = await linesOf(first.id);
  expect(lines.map(({ action }) => action)).toEqual([
    'session.started',
    'totp.added',
    'passkey.added',
    'recovery-codes.made',
    'passkey.removed',
    'session.started',
    'session.confirmed',
  ]);
  for (const secret of [key, ...(recoveryCodes ?? [])]) expect(JSON.stringify(lines)).not.toContain(secret);
});

test('the list of sign-ins tells this network from another and keeps no address', async () => {
  const first = await join();
  await enter(first.email);
  const far = { ...browser, address: '2001:db8:7::1' };
  await made.people.startSignIn(first.email, { address: '1', locale: 'ko' });
  await made.identity.followLink((await tokenMailedTo(test_.db, first.email)) ?? '', far);
  const sessions = await made.people.listSessions(first.actor);
  expect(sessions.map(({ isThisOne, isSameNetwork }) => [isThisOne, isSameNetwork])).toEqual([
    [false, false],
    [false, true],
    [true, true],
  ]);
  const rows = await test_.db.selectFrom('sessions').selectAll().execute();
  expect(JSON.stringify(rows)).not.toMatch(/203\.0|2001:db8/);
  const others = sessions.filter(({ isThisOne }) => !isThisOne).map(({ id }) => id);
  await made.people.revokeSessions(first.actor, others);
  await expect(made.people.revokeSessions(first.actor, others)).rejects.toMatchObject({ code: 'not-found' });
  expect(await made.people.listSessions(first.actor)).toMatchObject([{ isThisOne: true }]);
});
