import { createHash } from 'node:crypto';
import { buffer } from 'node:stream/consumers';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { newId } from '#db/new-id';
import { ensureLedgerRoots } from '#db/queries/ledger/ensure-ledger-roots';
import { openTestDb, type TestDb } from '#db/testing/test-db';
import type { Actor } from '../../actor';
import { consentText, wholeText } from '../../contract/guardians';
import type { GuardianServices } from '../../guardian-services';
import { actorOfSession } from '../../http/actor-of-session';
import { makeAllocationServices } from '../allocations/make-allocation-services';
import { readApps } from '../apps/read-apps';
import { testOrigins } from '../apps/testing/test-origins';
import type { ClusterBridges } from '../clusters/cluster-bridges';
import { makeLaunchServices } from '../launches/make-launch-services';
import { plantCluster } from '../launches/testing/launch-ground';
import { findActorByToken } from '../people/find-actor';
import { findWords } from '../people/testing/find-words';
import { cookieOf, makePeople, makePerson, nobody, tokenMailedTo } from '../people/testing/people-fixture';
import type { GuardianDeps } from './guardian-deps';
import { lookAfterConsents } from './look-after-consents';
import { makeGuardianServices } from './make-guardian-services';
import { guardianDepsOf } from './testing/guardian-deps-of';
import { eraseChild } from './withdraw-consent';

let test_: TestDb;
let made: ReturnType<typeof makePeople>;
let deps: GuardianDeps;
let guardians: GuardianServices;
let tasks: string[] = [];
beforeAll(async () => {
  test_ = await openTestDb();
  made = makePeople(test_.db);
  deps = guardianDepsOf(test_.db, {
    addTask: async (_trx, name, { id }) => void tasks.push(`${name} ${id}`),
  });
  guardians = makeGuardianServices(deps);
  await ensureLedgerRoots(test_.db);
  await plantCluster(test_.db, 'hangang', 'slurm');
});
afterAll(() => test_.close());
beforeEach(() => (tasks = []));

const bridges = { link: () => ({ run: async () => ({ exitCode: 0 }) }) } as unknown as ClusterBridges;
const launchesOf = async () =>
  makeLaunchServices({
    db: test_.db,
    bridges,
    apps: await readApps([], testOrigins),
    addTask: async () => undefined,
    addTasks: async () => undefined,
  });
const draft = (name: string) =>
  ({
    cluster: 'hangang',
    name,
    script: '#!/bin/sh\ntrue\n',
    gpus: 1,
    cores: 1,
    walltimeSeconds: 60,
  }) as never;

const from = { address: '1', locale: 'ko' as const };
const shown = { version: consentText.version, locale: 'ko' as const };
/** Thirteen, whenever this runs. */
const young = `${new Date().getFullYear() - 13}-12`;
const guardianOf = (word: string) => `mother-${word}@home.kr`;

/** By days, as if they had passed. */
const age = (email: string, days: number) =>
  sql`update guardian_consents set asked_at = asked_at - make_interval(days => ${days}),
    expires_at = expires_at - make_interval(days => ${days}) where guardian_email = ${email}`.execute(
    test_.db,
  );

async function mailsTo(email: string) {
  const rows = await test_.db
    .selectFrom('mails')
    .select('kind')
    .where('to_email', '=', email)
    .orderBy('id')
    .execute();
  return rows.map((row) => row.kind);
}

const token = async (email: string) => (await tokenMailedTo(test_.db, email)) ?? '';

/** A child has asked, and the guardian has agreed in both steps; what the child's browser holds. */
async function consented(word: string): Promise<string> {
  const { handle } = await guardians.ask(guardianOf(word), from);
  await guardians.agree(await token(guardianOf(word)), shown);
  await guardians.confirm(await token(guardianOf(word)));
  return handle;
}

const draftOf = (email: string) => ({
  email,
  birthYearMonth: young,
  displayName: 'canary-child',
  level: 'middle' as const,
  schoolName: 'canary-school',
  locale: 'ko' as const,
});

/** A child who has joined; its own session, and its guardian's. */
async function joined(
  word: string,
): Promise<{ actor: Actor & { email: string }; cookie: string; session: string; consentId: string }> {
  const handle = await consented(word);
  const email = `child-${word}@school.kr`;
  await made.people.startSignUp(draftOf(email), { address: '1', guardianHandle: handle });
  const { setCookies } = await made.identity.followLink(await token(email), nobody);
  const session = await made.identity.readSession(cookieOf(setCookies));
  if (!session) throw new Error('nobody');
  const entered = await entry(guardianOf(word));
  const consentId = (await guardians.read(entered))?.children[0]?.consentId ?? '';
  return {
    actor: { ...actorOfSession(session, 'test'), email },
    cookie: cookieOf(setCookies),
    session: entered,
    consentId,
  };
}

async function entry(email: string): Promise<string> {
  await guardians.askToEnter(email, from);
  return (await guardians.enter(await token(email))).session;
}

/** Every row of every table, as text. */
async function everything(): Promise<Map<string, string>> {
  const { rows } = await sql<{ table: string }>`
    select table_name as "table" from information_schema.tables
    where table_schema = 'public' and table_type = 'BASE TABLE'`.execute(test_.db);
  const all = new Map<string, string>();
  for (const { table } of rows) {
    const found = await sql<{
      row: string;
    }>`select to_jsonb(t)::text as row from ${sql.table(table)} t`.execute(test_.db);
    for (const { row } of found.rows) all.set(`${table} ${row}`, table);
  }
  return all;
}

describe('before a guardian has agreed', () => {
  test('nothing is kept of a child but the guardian’s address, in any column of any table', async () => {
    const before = await everything();
    const email = 'canary-young@school.kr';
    await expect(
      made.people.startSignUp(draftOf(email), { address: 'canary-address' }),
    ).rejects.toMatchObject({
      code: 'guardian-needed',
    });
    const { handle, code } = await guardians.ask('canary-mother@home.kr', {
      ...from,
      address: 'canary-address',
    });
    // With what its browser holds, too.
    await expect(
      made.people.startSignUp(draftOf(email), { address: 'canary-address', guardianHandle: handle }),
    ).rejects.toMatchObject({ code: 'guardian-needed' });

    const after = [...(await everything())].filter(([row]) => !before.has(row));
    expect(after.map(([, table]) => table).sort()).toEqual([
      'audit_log',
      'guardian_consents',
      'guardian_links',
      'mails',
    ]);
    // Everywhere the word stands, it is the guardian's address.
    const rows = after.map(([row]) => row.replaceAll('canary-mother@home.kr', '')).join('\n');
    expect(rows).not.toContain('canary');
    for (const word of [young, handle, code]) expect(rows).not.toContain(word);
    expect(await findWords(test_.db, ['canary-mother'])).toEqual(
      expect.arrayContaining([
        'guardian_consents.guardian_email: canary-mother',
        'mails.to_email: canary-mother',
      ]),
    );
    const row = await test_.db
      .selectFrom('guardian_consents')
      .selectAll()
      .where('guardian_email', '=', 'canary-mother@home.kr')
      .executeTakeFirstOrThrow();
    expect(
      Object.entries(row)
        .filter(([, value]) => value !== null && value !== 0)
        .map(([name]) => name)
        .sort(),
    ).toEqual([
      'asked_at',
      'code_hash',
      'expires_at',
      'guardian_email',
      'handle_hash',
      'id',
      'locale',
      'state',
      'text_version',
    ]);
  });

  test('a guardian who does not answer is reminded after three and seven days, and forgotten after fourteen', async () => {
    const email = guardianOf('silent');
    const { handle } = await guardians.ask(email, from);
    const first = await token(email);
    const after = async (days: number) => {
      await age(email, days);
      await Promise.all([lookAfterConsents(deps), lookAfterConsents(deps)]);
      return mailsTo(email);
    };
    expect(await after(2)).toEqual(['guardian-ask']);
    expect(await after(2)).toEqual(['guardian-ask', 'guardian-remind']);
    expect(await guardians.peekLetter(first)).toBeUndefined();
    expect(await guardians.peekLetter(await token(email))).toEqual({ step: 'agree', formSentAt: undefined });
    expect(await after(4)).toEqual(['guardian-ask', 'guardian-remind', 'guardian-remind']);
    expect(await after(4)).toHaveLength(3);
    const last = await token(email);
    expect(await after(3)).toEqual([]);
    expect(await findWords(test_.db, [email])).toEqual([]);
    expect(await guardians.readAsk(handle)).toBeUndefined();
    await expect(guardians.agree(last, shown)).rejects.toMatchObject({ code: 'link-expired' });
  });

  test('a guardian who refuses, and a child that takes it back, leave nothing', async () => {
    for (const step of ['agree', 'confirm', 'take back'] as const) {
      const email = guardianOf(`no-${step.replace(' ', '-')}`);
      const { handle } = await guardians.ask(email, from);
      if (step === 'confirm') await guardians.agree(await token(email), shown);
      if (step === 'take back') await guardians.forgetAsk(handle);
      else await guardians.refuse(await token(email));
      expect(await findWords(test_.db, [email])).toEqual([]);
      expect(await guardians.readAsk(handle)).toBeUndefined();
    }
  });

  test('asking again with another address forgets the one before', async () => {
    const { handle } = await guardians.ask(guardianOf('typo'), from);
    await guardians.ask(guardianOf('right'), { ...from, before: handle });
    expect(await findWords(test_.db, [guardianOf('typo')])).toEqual([]);
    expect(await mailsTo(guardianOf('right'))).toEqual(['guardian-ask']);
  });

  test.each([
    'mother@home.kr,other@evil.kr',
    'mother@home.kr other@evil.kr',
    '"mother"@home.kr',
    'mother@home@evil.kr',
    'mоther@home.kr',
    'mother\u200b@home.kr',
    'mother@home',
    '',
  ])('%j is no one mailbox', async (typed) => {
    await expect(guardians.ask(typed, from)).rejects.toMatchObject({ code: 'email-invalid' });
    await expect(guardians.askToEnter(typed, from)).rejects.toMatchObject({ code: 'email-invalid' });
  });

  test('one address in other letters is the same guardian', async () => {
    await guardians.ask('Ｍother-Wide@ＨＯＭＥ.kr', from);
    expect(await mailsTo('mother-wide@home.kr')).toEqual(['guardian-ask']);
  });
});

describe('agreeing', () => {
  test('takes two steps by two links, each once and in their order, and leaves a receipt', async () => {
    const email = guardianOf('two');
    const { handle } = await guardians.ask(email, from);
    const first = await token(email);
    await expect(guardians.confirm(first)).rejects.toMatchObject({ code: 'link-expired' });
    await expect(guardians.agree(first, { ...shown, version: '1999-1' })).rejects.toMatchObject({
      code: 'changed-meanwhile',
    });
    expect(await guardians.peekLetter(first)).toMatchObject({ step: 'agree' });
    const results = await Promise.allSettled([guardians.agree(first, shown), guardians.agree(first, shown)]);
    expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(await guardians.readAsk(handle)).toMatchObject({ state: 'agreed', guardian: 'mo…@home.kr' });
    await expect(guardians.agree(first, shown)).rejects.toMatchObject({ code: 'link-expired' });
    const second = await token(email);
    await expect(guardians.agree(second, shown)).rejects.toMatchObject({ code: 'link-expired' });
    await guardians.confirm(second);
    await expect(guardians.confirm(second)).rejects.toMatchObject({ code: 'link-expired' });
    await expect(guardians.refuse(second)).rejects.toMatchObject({ code: 'link-expired' });
    expect(await guardians.readAsk(handle)).toMatchObject({ state: 'given' });
    expect(await mailsTo(email)).toEqual(['guardian-ask', 'guardian-confirm', 'guardian-receipt']);
    const receipt = await test_.db
      .selectFrom('guardian_receipts')
      .selectAll()
      .orderBy('id', 'desc')
      .executeTakeFirstOrThrow();
    const hash = createHash('sha256').update(wholeText(consentText, 'ko')).digest('hex');
    expect(receipt).toMatchObject({
      kind: 'consent',
      method: 'mail',
      text_version: consentText.version,
      text_locale: 'ko',
      text_hash: hash,
    });
    const mail = await test_.db
      .selectFrom('mails')
      .select('body_text')
      .where('to_email', '=', email)
      .orderBy('id', 'desc')
      .executeTakeFirst();
    for (const word of [receipt.id, hash, consentText.version, '/guardian'])
      expect(mail?.body_text).toContain(word);
    await expect(sql`update guardian_receipts set method = 'call'`.execute(test_.db)).rejects.toThrow(
      'append-only',
    );
  });

  test('one guardian’s link does nothing for another’s child', async () => {
    const one = await guardians.ask(guardianOf('one'), from);
    const other = await guardians.ask(guardianOf('other'), from);
    await guardians.agree(await token(guardianOf('one')), shown);
    expect(await guardians.readAsk(one.handle)).toMatchObject({ state: 'agreed' });
    expect(await guardians.readAsk(other.handle)).toMatchObject({ state: 'asked' });
  });

  test('somebody known to be under 19 is no guardian; a grown-up who is known is one', async () => {
    await makePerson(test_.db, 'sister@home.kr');
    await makePerson(test_.db, 'aunt@home.kr');
    await test_.db
      .updateTable('people')
      .set({ birth_year_month: '1980-01' })
      .where('email', '=', 'aunt@home.kr')
      .execute();
    await test_.db
      .updateTable('people')
      .set({ birth_year_month: `${new Date().getFullYear() - 18}-01` })
      .where('email', '=', 'sister@home.kr')
      .execute();
    await guardians.ask('sister@home.kr', from);
    const sister = await token('sister@home.kr');
    await expect(guardians.agree(sister, shown)).rejects.toMatchObject({ code: 'guardian-too-young' });
    await guardians.ask('aunt@home.kr', from);
    await guardians.agree(await token('aunt@home.kr'), shown);
    expect(await mailsTo('aunt@home.kr')).toContain('guardian-confirm');
    await guardians.refuse(sister);
  });

  test('lets one child join, by its own address; a second cannot, nor anybody with another handle', async () => {
    const handle = await consented('join');
    const join = (email: string, guardianHandle: string | undefined = handle) =>
      made.people.startSignUp(draftOf(email), { address: '1', guardianHandle });
    await expect(join(guardianOf('join'))).rejects.toMatchObject({
      code: 'guardian-mail-same',
      fields: { email: 'guardian-mail-same' },
    });
    await expect(join('a@school.kr', 'another')).rejects.toMatchObject({ code: 'guardian-needed' });
    await join('a@school.kr');
    await join('b@school.kr');
    await made.identity.followLink(await token('a@school.kr'), nobody);
    await expect(made.identity.followLink(await token('b@school.kr'), nobody)).rejects.toMatchObject({
      code: 'guardian-needed',
    });
    expect(
      await test_.db.selectFrom('people').select('id').where('email', '=', 'b@school.kr').execute(),
    ).toEqual([]);
    await expect(join('c@school.kr')).rejects.toMatchObject({ code: 'guardian-needed' });
    const child = await test_.db
      .selectFrom('people')
      .selectAll()
      .where('email', '=', 'a@school.kr')
      .executeTakeFirstOrThrow();
    expect(child).toMatchObject({ birth_year_month: young, country: 'KR', level: 'middle' });
  });

  test('a consent that no child uses in two weeks goes, all but its receipt', async () => {
    const handle = await consented('unused');
    await age(guardianOf('unused'), 13);
    await lookAfterConsents(deps);
    expect(await guardians.readAsk(handle)).toMatchObject({ state: 'given' });
    await age(guardianOf('unused'), 1);
    await lookAfterConsents(deps);
    expect(await findWords(test_.db, [guardianOf('unused')])).toEqual([]);
    expect(await guardians.readAsk(handle)).toBeUndefined();
  });

  test('whoever takes a consent back before the child has joined, takes the link with which it would', async () => {
    const handle = await consented('late');
    await made.people.startSignUp(draftOf('late@school.kr'), { address: '1', guardianHandle: handle });
    const session = await entry(guardianOf('late'));
    const [child] = (await guardians.read(session))?.children ?? [];
    expect(child).toMatchObject({ state: 'given', child: undefined });
    expect(await guardians.withdraw(session, child?.consentId ?? '')).toEqual({ isGone: true });
    await expect(made.identity.followLink(await token('late@school.kr'), nobody)).rejects.toMatchObject({
      code: 'link-expired',
    });
    expect(await guardians.read(session)).toBeUndefined();
  });
});

describe('the guardian’s page', () => {
  test('is opened by a link that is good once; to an unknown address goes a mail that opens nothing', async () => {
    await joined('page');
    const email = guardianOf('page');
    await guardians.askToEnter(email, from);
    const link = await token(email);
    expect(await guardians.peekEntry(link)).toBe(true);
    const { session, seconds } = await guardians.enter(link);
    expect(seconds).toBe(1800);
    await expect(guardians.enter(link)).rejects.toMatchObject({ code: 'link-expired' });
    expect((await guardians.read(session))?.email).toBe(email);
    await guardians.leave(session);
    expect(await guardians.read(session)).toBeUndefined();
    expect(await guardians.read('forged')).toBeUndefined();
    await guardians.askToEnter('stranger@home.kr', from);
    expect(await mailsTo('stranger@home.kr')).toEqual(['guardian-unknown']);
    expect(await findWords(test_.db, ['stranger@home.kr'])).toEqual(['mails.to_email: stranger@home.kr']);
    expect(await tokenMailedTo(test_.db, 'stranger@home.kr')).toBeUndefined();
    // A link that enters does not agree, and one that agrees does not enter.
    await guardians.ask(email, from);
    await expect(guardians.enter(await token(email))).rejects.toMatchObject({ code: 'link-expired' });
    await guardians.askToEnter(email, from);
    await expect(guardians.confirm(await token(email))).rejects.toMatchObject({ code: 'link-expired' });
    await test_.db.updateTable('guardian_sessions').set({ expires_at: new Date() }).execute();
    await expect(guardians.withdraw(session, newId())).rejects.toMatchObject({ code: 'not-signed-in' });
  });

  test('shows what is kept, corrects it, and gives it all; to the child’s own guardian only', async () => {
    const { actor, session, consentId } = await joined('keep');
    const stranger = (await joined('stranger')).session;
    await expect(
      guardians.correct(session, consentId, { displayName: '', schoolName: 'x' }),
    ).rejects.toMatchObject({ code: 'invalid-input', fields: { displayName: 'invalid-input' } });
    await guardians.correct(session, consentId, { displayName: '하늘', schoolName: '새솔중' });
    expect((await guardians.read(session))?.children).toMatchObject([
      {
        consentId,
        state: 'joined',
        child: {
          email: actor.email,
          displayName: '하늘',
          schoolName: '새솔중',
          birthYearMonth: young,
          launches: 0,
        },
        receipts: [{ kind: 'consent', method: 'mail' }],
      },
    ]);
    const { bytes } = await guardians.exportChild(session, consentId);
    const zip = (await buffer(bytes)).toString('latin1');
    for (const name of ['person.json', 'guardian-consents.json', 'guardian-receipts.json'])
      expect(zip).toContain(name);
    for (const other of [stranger, undefined, 'forged']) {
      const code = other === stranger ? 'not-found' : 'not-signed-in';
      for (const act of [
        () => guardians.correct(other, consentId, { displayName: 'a', schoolName: '' }),
        () => guardians.exportChild(other, consentId),
        () => guardians.setStopped(other, consentId, true),
        () => guardians.withdraw(other, consentId),
      ])
        await expect(act()).rejects.toMatchObject({ code });
    }
    await expect(guardians.withdraw(session, 'not-an-id')).rejects.toMatchObject({ code: 'not-found' });
  });

  test('stops a child at once and lets it go on with the same sign-in', async () => {
    const { actor, cookie, session, consentId } = await joined('stop');
    await makeAllocationServices({ db: test_.db }).ensureStarter(actor);
    const { token: apiToken } = await made.people.createToken(actor, { name: 'a', days: 1 });
    const launches = await launchesOf();
    await guardians.setStopped(session, consentId, true);
    await guardians.setStopped(session, consentId, true);
    expect(await made.identity.readSession(cookie)).toBeUndefined();
    expect(await made.identity.readAnySession(cookie)).toMatchObject({ isStopped: true });
    await expect(findActorByToken(test_.db, apiToken, 'test')).rejects.toMatchObject({
      code: 'guardian-stopped',
    });
    await expect(launches.submit(actor, draft('a'), newId())).rejects.toMatchObject({
      code: 'guardian-stopped',
    });
    // A new sign-in is one that is stopped, too.
    await made.people.startSignIn(actor.email, { address: '1', locale: 'ko' });
    const again = await made.identity.followLink(await token(actor.email), nobody);
    expect(await made.identity.readSession(cookieOf(again.setCookies))).toBeUndefined();
    expect((await guardians.read(session))?.children[0]?.child?.stoppedAt).toBeInstanceOf(Date);

    await guardians.setStopped(session, consentId, false);
    expect(await made.identity.readSession(cookie)).toBeDefined();
    expect(await findActorByToken(test_.db, apiToken, 'test')).toBeDefined();
    expect((await launches.submit(actor, draft('b'), newId())).id).toBeDefined();
  });

  test('deletes everything of the child, and of the guardian all but the mail with the receipt', async () => {
    const { actor, session, consentId } = await joined('gone');
    await test_.db
      .updateTable('people')
      .set({ display_name: 'canary-gone' })
      .where('id', '=', actor.personId)
      .execute();
    expect(await guardians.withdraw(session, consentId)).toEqual({ isGone: true });
    expect(await findWords(test_.db, [actor.email, 'canary-gone'])).toEqual([]);
    expect(await findWords(test_.db, [guardianOf('gone')])).toEqual([
      `mails.to_email: ${guardianOf('gone')}`,
    ]);
    expect(await mailsTo(guardianOf('gone'))).toEqual(['guardian-withdrawn']);
    expect(await guardians.read(session)).toBeUndefined();
    const receipts = await test_.db
      .selectFrom('guardian_receipts')
      .select('kind')
      .where('consent_id', '=', consentId)
      .orderBy('id')
      .execute();
    expect(receipts.map(({ kind }) => kind)).toEqual(['consent', 'withdrawal']);
    await sql`update mails set created_at = now() - interval '3 days' where to_email = ${guardianOf('gone')}`.execute(
      test_.db,
    );
    await lookAfterConsents(deps);
    expect(await findWords(test_.db, [guardianOf('gone')])).toEqual([]);
  });

  test('a child with jobs is stopped at once, its jobs are cancelled, and it goes when they have ended', async () => {
    const { actor, session, consentId } = await joined('busy');
    await makeAllocationServices({ db: test_.db }).ensureStarter(actor);
    const launches = await launchesOf();
    const { id } = await launches.submit(actor, draft('busy'), newId());
    expect(await guardians.withdraw(session, consentId)).toEqual({ isGone: false });
    expect(tasks).toEqual([`cancel-launch ${id}`, `erase-child ${consentId}`]);
    expect((await guardians.read(session))?.children[0]).toMatchObject({
      state: 'leaving',
      child: { liveLaunches: 1 },
    });
    await guardians.setStopped(session, consentId, false);
    expect((await guardians.read(session))?.children[0]?.child?.stoppedAt).toBeInstanceOf(Date);
    await expect(eraseChild(deps, consentId)).rejects.toMatchObject({ code: 'launches-live' });
    expect(await findWords(test_.db, [actor.email])).not.toEqual([]);
    await test_.db
      .updateTable('launches')
      .set({ state: 'settled', end: 'cancelled' })
      .where('id', '=', id)
      .execute();
    await eraseChild(deps, consentId);
    await eraseChild(deps, consentId);
    expect(await findWords(test_.db, [actor.email])).toEqual([]);
    expect(await mailsTo(guardianOf('busy'))).toEqual(['guardian-withdrawn']);
  });

  test('a child that leaves by itself takes its guardian’s address along; of two children the other’s stays', async () => {
    const one = await joined('twins');
    const handle = await consented('twins');
    await made.people.startSignUp(draftOf('twin-two@school.kr'), { address: '1', guardianHandle: handle });
    await made.identity.followLink(await token('twin-two@school.kr'), nobody);
    expect((await guardians.read(one.session))?.children).toHaveLength(2);
    await made.people.eraseMe(one.actor, one.actor.email);
    expect((await guardians.read(one.session))?.children).toMatchObject([
      { child: { email: 'twin-two@school.kr' } },
    ]);
    const alone = await joined('alone');
    await made.people.eraseMe(alone.actor, alone.actor.email);
    expect(await findWords(test_.db, [guardianOf('alone')])).toEqual([]);
  });

  test('once the child is old enough it decides by itself: the page says so, and the address goes in a month', async () => {
    const { actor, session, consentId } = await joined('grown');
    await guardians.setStopped(session, consentId, true);
    await test_.db
      .updateTable('people')
      .set({ birth_year_month: '2008-01' })
      .where('id', '=', actor.personId)
      .execute();
    expect((await guardians.read(session))?.children).toMatchObject([{ state: 'grown', child: undefined }]);
    await expect(guardians.withdraw(session, consentId)).rejects.toMatchObject({ code: 'not-found' });
    await expect(guardians.setStopped(session, consentId, true)).rejects.toMatchObject({ code: 'not-found' });
    await lookAfterConsents(deps);
    await lookAfterConsents(deps);
    expect((await mailsTo(guardianOf('grown'))).filter((kind) => kind === 'guardian-grown')).toHaveLength(1);
    const child = () =>
      test_.db.selectFrom('people').selectAll().where('id', '=', actor.personId).executeTakeFirstOrThrow();
    expect((await child()).stopped_at).toBeNull();
    await age(guardianOf('grown'), 31);
    await lookAfterConsents(deps);
    expect(await findWords(test_.db, [guardianOf('grown')])).toEqual([]);
    expect((await child()).email).toBe(actor.email);
  });
});

describe('the desk', () => {
  const png = Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    Buffer.from('signed'),
  ]);

  async function makeTeacher(email: string): Promise<Actor> {
    const { actor } = await makePerson(test_.db, email, ['teacher']);
    const classId = newId();
    await test_.db
      .insertInto('classes')
      .values({ id: classId, name: 'c', school_name: 's', starts_on: '2026-03-01', ends_on: '2027-02-28' })
      .execute();
    await test_.db
      .insertInto('class_members')
      .values({ class_id: classId, person_id: actor.personId, role: 'teacher' as const })
      .execute();
    return actor;
  }

  test('is for teachers of a class and administrators; a code of nobody’s opens nothing', async () => {
    const { code } = await guardians.ask(guardianOf('desk'), from);
    const teacher = await makeTeacher('desk-teacher@x.kr');
    expect(
      await guardians.findByCode(teacher, ` ${code.toLowerCase().slice(0, 4)}-${code.slice(4)} `),
    ).toMatchObject({
      form: undefined,
    });
    const classless = (await makePerson(test_.db, 'classless@x.kr', ['teacher'])).actor;
    const student = (await makePerson(test_.db, 'curious@x.kr')).actor;
    const byToken = { ...teacher, via: { kind: 'token' as const, tokenId: 't' } };
    for (const actor of [classless, student, byToken])
      for (const act of [
        () => guardians.findByCode(actor, code),
        () => guardians.logCall(actor, code, shown),
        () => guardians.takeForm(actor, code, png),
        () => guardians.readForm(actor, { code }),
        () => guardians.decideForm(actor, { code }, true),
      ])
        await expect(act()).rejects.toMatchObject({ code: 'not-allowed' });
    expect(await guardians.listForms(teacher)).toEqual([]);
    await expect(guardians.listForms(classless)).rejects.toMatchObject({ code: 'not-allowed' });
    for (const wrong of ['ZZZZZZZZ', '', 'x'.repeat(22)])
      await expect(guardians.findByCode(teacher, wrong)).rejects.toMatchObject({ code: 'not-found' });
  });

  test('a call in which the text was read out is logged with who made it, and used once', async () => {
    const { code, handle } = await guardians.ask(guardianOf('call'), from);
    const teacher = await makeTeacher('call-teacher@x.kr');
    await expect(guardians.logCall(teacher, code, { ...shown, version: '1' })).rejects.toMatchObject({
      code: 'changed-meanwhile',
    });
    await guardians.logCall(teacher, code, { ...shown, locale: 'en' });
    expect(await guardians.readAsk(handle)).toMatchObject({ state: 'given' });
    await expect(guardians.logCall(teacher, code, shown)).rejects.toMatchObject({ code: 'not-found' });
    const receipt = await test_.db
      .selectFrom('guardian_receipts')
      .selectAll()
      .orderBy('id', 'desc')
      .executeTakeFirst();
    expect(receipt).toMatchObject({
      method: 'call',
      seen_by: teacher.personId,
      text_locale: 'en',
      text_hash: createHash('sha256').update(wholeText(consentText, 'en')).digest('hex'),
    });
    expect(await mailsTo(guardianOf('call'))).toEqual(['guardian-ask', 'guardian-receipt']);
    // The first mail's link opens nothing any more.
    expect(
      await test_.db
        .selectFrom('guardian_links')
        .select('token_hash')
        .where('guardian_email', '=', guardianOf('call'))
        .execute(),
    ).toEqual([]);
  });

  test('a signed form is seen by an administrator or a teacher, and goes once it is decided on', async () => {
    const { code, handle } = await guardians.ask(guardianOf('form'), from);
    const teacher = await makeTeacher('form-teacher@x.kr');
    const administrator = (await makePerson(test_.db, 'form-admin@x.kr', ['administrator'])).actor;
    const link = await token(guardianOf('form'));
    await expect(guardians.sendForm(link, Buffer.from('<html>'))).rejects.toMatchObject({
      code: 'form-unreadable',
    });
    await expect(guardians.sendForm(link, Buffer.alloc(6 * 1024 * 1024 + 1, 0xff))).rejects.toMatchObject({
      code: 'too-large',
    });
    await expect(guardians.sendForm('another', png)).rejects.toMatchObject({ code: 'link-expired' });
    await guardians.sendForm(link, png);
    expect(await guardians.peekLetter(link)).toMatchObject({ step: 'agree', formSentAt: expect.any(Date) });
    const [waiting] = await guardians.listForms(administrator);
    const consentId = waiting?.consentId ?? '';
    expect((await guardians.readForm(administrator, { consentId })).bytes.equals(png)).toBe(true);
    await expect(guardians.readForm(teacher, { consentId })).rejects.toMatchObject({ code: 'not-allowed' });
    await guardians.decideForm(administrator, { consentId }, false);
    expect(await guardians.listForms(administrator)).toEqual([]);
    expect(await guardians.readAsk(handle)).toMatchObject({ state: 'asked' });

    await guardians.takeForm(teacher, code, png);
    expect((await guardians.readForm(teacher, { code })).mediaType).toBe('image/png');
    await guardians.decideForm(teacher, { code }, true);
    expect(await guardians.readAsk(handle)).toMatchObject({ state: 'given' });
    expect(await test_.db.selectFrom('guardian_forms').selectAll().execute()).toEqual([]);
    const receipt = await test_.db
      .selectFrom('guardian_receipts')
      .selectAll()
      .orderBy('id', 'desc')
      .executeTakeFirst();
    expect(receipt).toMatchObject({
      method: 'form',
      seen_by: teacher.personId,
      form_hash: createHash('sha256').update(png).digest('hex'),
    });
  });
});

test('everything that was done stands in the log, without an address', async () => {
  const rows = await test_.db
    .selectFrom('audit_log')
    .select(['action', 'detail'])
    .where('action', 'like', 'consent.%')
    .unionAll(
      test_.db.selectFrom('audit_log').select(['action', 'detail']).where('action', 'like', 'guardian.%'),
    )
    .execute();
  expect([...new Set(rows.map((row) => row.action))].sort()).toEqual(
    [
      'consent.agreed',
      'consent.asked',
      'consent.ended',
      'consent.expired',
      'consent.form-refused',
      'consent.form-sent',
      'consent.given',
      'consent.grown',
      'consent.refused',
      'consent.taken-back',
      'consent.used',
      'consent.withdrawn',
      'guardian.corrected',
      'guardian.entered',
      'guardian.exported',
      'guardian.resumed',
      'guardian.stopped',
    ].sort(),
  );
  expect(JSON.stringify(rows)).not.toContain('@');
});
