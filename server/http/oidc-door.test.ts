import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openTestDb, type TestDb } from '#db/testing/test-db';
import {
  clientOf,
  signInThere,
  startProvider,
  type RunningProvider,
} from '../../e2e/fixtures/oidc/start-provider';
import { makeOidc } from '../bridge/identity/oidc';
import { makeOidcWork } from '../domain/people/oidc/make-oidc-work';
import {
  cookieOf,
  makePeople,
  makePerson,
  testUrl,
  tokenMailedTo,
} from '../domain/people/testing/people-fixture';
import { actorOfSession } from './actor-of-session';
import { makeOidcDoor } from './oidc-door';

/* Against a real provider in a process of its own; another one stands beside it, as an attacker's would. */

let test_: TestDb;
let made: ReturnType<typeof makePeople>;
let honest: RunningProvider;
let other: RunningProvider;
const callback = (id: string) => `${testUrl}/auth/callback/${id}`;
const secret = 'x'.repeat(40);

beforeAll(async () => {
  [test_, honest, other] = await Promise.all([
    openTestDb(),
    startProvider([callback('honest')]),
    startProvider([callback('other')]),
  ]);
  made = makePeople(test_.db);
});
afterAll(() => Promise.all([test_.close(), honest.stop(), other.stop()]));

/** A browser with its cookies, and the door as it finds it. */
class Browser {
  cookies = new Map<string, string>();

  take(setCookies: readonly string[]): void {
    for (const cookie of setCookies) {
      const [name = '', value = ''] = (cookie.split(';')[0] ?? '').split(/=(.*)/s);
      if (/Max-Age=0/.test(cookie)) this.cookies.delete(name);
      else this.cookies.set(name, value);
    }
  }

  get header(): string {
    return [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  }

  get door() {
    const provider = (id: string, issuer: string) => ({ id, titleKo: id, titleEn: id, issuer, ...clientOf });
    return makeOidcDoor(
      {
        oidc: makeOidc({
          secret,
          url: testUrl,
          providers: [provider('honest', honest.issuer), provider('other', other.issuer)],
          log: { warn: () => undefined },
        }),
        oidcWork: makeOidcWork({
          db: test_.db,
          links: made.identity.links,
          addMailTask: undefined,
          url: testUrl,
          consentAges: new Map([['KR', 14]]),
        }),
        secret,
        identity: made.identity,
        welcome: async () => undefined,
      },
      { cookieHeader: this.header, userAgent: 'test' },
    );
  }

  async actor() {
    const session = await made.identity.readSession(this.header);
    return session ? actorOfSession(session, 'test') : null;
  }

  /** Goes there and back; gives the address that it came back to. */
  async away(login: string, id = 'honest', asked?: Parameters<Browser['door']['start']>[1]) {
    const { location, setCookies } = await this.door.start(id, asked ?? { next: '/launch' });
    this.take(setCookies);
    return { location: new URL(location), back: await signInThere(location, login, callback(id)) };
  }

  async back(address: URL, id = 'honest') {
    const came = await this.door.finish(id, address.search.slice(1), await this.actor());
    this.take(came.setCookies);
    return came;
  }

  async signInAt(login: string) {
    return this.back((await this.away(login)).back);
  }

  async signInByMail(email: string): Promise<void> {
    await made.people.startSignIn(email, { address: '1', locale: 'ko' });
    const token = (await tokenMailedTo(test_.db, email)) ?? '';
    this.take(
      (await made.identity.followLink(token, { cookieHeader: this.header, userAgent: 'test' })).setCookies,
    );
  }
}

let browser: Browser;
beforeEach(() => {
  browser = new Browser();
});

const draft = {
  birthYearMonth: '2004-03',
  displayName: '새봄',
  level: 'undergraduate' as const,
  schoolName: '새벽대학교',
  locale: 'ko' as const,
};
const people = (email: string) =>
  test_.db.selectFrom('people').selectAll().where('email', '=', email).execute();
const countOf = async (table: 'people' | 'identities' | 'sessions') =>
  (await test_.db.selectFrom(table).selectAll().execute()).length;

describe('somebody new', () => {
  test('is nobody until they have said how old they are; then is one person, however often they come', async () => {
    const before = await countOf('people');
    expect(await browser.signInAt('yuna')).toMatchObject({ kind: 'new', next: '/launch' });
    expect(await countOf('people')).toBe(before);
    expect(await countOf('identities')).toBe(0);
    expect(browser.door.newcomer()).toEqual({ email: 'yuna@saebyeok.ac.kr', name: '학생 yuna' });
    const joined = await browser.door.join(draft);
    browser.take(joined.setCookies);
    expect(joined.next).toBe('/launch');
    expect((await browser.actor())?.email).toBe('yuna@saebyeok.ac.kr');
    expect(browser.door.newcomer()).toBeUndefined();

    const again = new Browser();
    expect(await again.signInAt('yuna')).toMatchObject({ kind: 'in' });
    expect((await again.actor())?.personId).toBe((await browser.actor())?.personId);
    expect(await people('yuna@saebyeok.ac.kr')).toHaveLength(1);
  });

  test('under 14 nothing is kept', async () => {
    const before = await countOf('people');
    await browser.signInAt('young');
    const young = { ...draft, birthYearMonth: `${new Date().getFullYear() - 12}-01` };
    await expect(browser.door.join(young)).rejects.toMatchObject({ code: 'guardian-needed' });
    browser.take(browser.door.forget().setCookies);
    expect(browser.cookies.size).toBe(0);
    expect(await countOf('people')).toBe(before);
  });

  test('who joins in two windows at once is one person', async () => {
    await browser.signInAt('twice');
    const outcomes = await Promise.allSettled([1, 2, 3].map(() => browser.door.join(draft)));
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(await people('twice@saebyeok.ac.kr')).toHaveLength(1);
  });

  test('what the browser keeps of a newcomer cannot be written by hand', async () => {
    await browser.signInAt('writer');
    const kept = browser.cookies.get('__Host-modu-newcomer') ?? '';
    const [body = '', mac = ''] = kept.split('.');
    const claims = JSON.parse(Buffer.from(body, 'base64url').toString('utf8')) as object;
    const forged = Buffer.from(JSON.stringify({ ...claims, email: 'admin@demo.modu' })).toString('base64url');
    for (const value of [`${forged}.${mac}`, forged, '', '.', `${body}.`, `${body}.${mac}x`]) {
      browser.cookies.set('__Host-modu-newcomer', value);
      expect(browser.door.newcomer()).toBeUndefined();
      await expect(browser.door.join(draft)).rejects.toMatchObject({ code: 'not-found' });
    }
    // Nor can one kind of what is kept be taken for another.
    browser.cookies.set('__Host-modu-newcomer', browser.cookies.get('__Host-modu-oidc') ?? kept.slice(1));
    expect(browser.door.newcomer()).toBeUndefined();
  });
});

describe('an address opens nobody’s account', () => {
  test.each([
    ['unverified', 'oidc-mail-unverified'],
    ['verified-in-words', 'oidc-mail-unverified'],
    ['no-mail', 'oidc-mail-unverified'],
    ['homoglyph', 'oidc-mail-unverified'],
    ['two-mails', 'oidc-mail-unverified'],
  ])('%s: %s', async (login, code) => {
    const before = await countOf('people');
    await expect(browser.signInAt(login)).rejects.toMatchObject({ code });
    expect(await countOf('people')).toBe(before);
    expect(await browser.actor()).toBeNull();
  });

  test('of somebody who is there: refused, until they link it themselves; then it is theirs', async () => {
    const { row } = await makePerson(test_.db, 'student@demo.modu');
    await expect(browser.signInAt('taken')).rejects.toMatchObject({ code: 'oidc-known-mail' });
    expect(await browser.actor()).toBeNull();

    await browser.signInByMail('student@demo.modu');
    const actor = await browser.actor();
    if (!actor) throw new Error('nobody');
    const { back } = await browser.away('taken', 'honest', { link: actor });
    expect(await browser.back(back)).toMatchObject({ kind: 'linked', next: '/settings' });
    const there = new Browser();
    expect(await there.signInAt('taken')).toMatchObject({ kind: 'in' });
    expect((await there.actor())?.personId).toBe(row.id);

    const [identity] = await made.people.listIdentities(actor);
    await made.people.unlinkIdentity(actor, identity?.id ?? '');
    await expect(new Browser().signInAt('taken')).rejects.toMatchObject({ code: 'oidc-known-mail' });
    const lines = await test_.db
      .selectFrom('audit_log')
      .select('action')
      .where('actor_person_id', '=', row.id)
      .where('action', 'like', 'identity.%')
      .execute();
    expect(lines.map(({ action }) => action)).toEqual(['identity.linked', 'identity.unlinked']);
    const mails = await test_.db
      .selectFrom('mails')
      .select('kind')
      .where('to_email', '=', row.email)
      .where('kind', '=', 'sign-in-ways-changed')
      .execute();
    expect(mails).toHaveLength(2);
  });

  test('a person who is disabled does not come in', async () => {
    await browser.signInAt('gone');
    browser.take((await browser.door.join(draft)).setCookies);
    await test_.db
      .updateTable('people')
      .set({ disabled_at: new Date() })
      .where('email', '=', 'gone@saebyeok.ac.kr')
      .execute();
    await expect(new Browser().signInAt('gone')).rejects.toMatchObject({ code: 'oidc-failed' });
  });
});

describe('linking', () => {
  async function signedIn(email: string) {
    await makePerson(test_.db, email);
    await browser.signInByMail(email);
    const actor = await browser.actor();
    if (!actor || actor.via.kind !== 'session') throw new Error('nobody');
    return { actor, sessionId: actor.via.sessionId };
  }

  test('wants a sign-in of the last minutes, before and after', async () => {
    const { actor, sessionId } = await signedIn('old@x.kr');
    const age = (minutes: number) =>
      test_.db
        .updateTable('sessions')
        .set({ created_at: new Date(Date.now() - minutes * 60_000) })
        .where('id', '=', sessionId)
        .execute();
    await age(14);
    const { back } = await browser.away('late', 'honest', { link: actor });
    await age(16);
    await expect(browser.back(back)).rejects.toMatchObject({ code: 'sign-in-again' });
    await expect(browser.door.start('honest', { link: actor })).rejects.toMatchObject({
      code: 'sign-in-again',
    });
  });

  test('goes on in the session that began it alone: no other person’s, and not when nobody is in', async () => {
    const { actor } = await signedIn('linker@x.kr');
    const { back } = await browser.away('mine', 'honest', { link: actor });
    const again = { code: 'sign-in-again' };
    await makePerson(test_.db, 'victim@x.kr');
    const theirs = new Browser();
    theirs.cookies = new Map(browser.cookies);
    theirs.cookies.delete('__Host-modu-session');
    await expect(theirs.back(back)).rejects.toMatchObject(again);
    await theirs.signInByMail('victim@x.kr');
    await expect(theirs.back(back)).rejects.toMatchObject(again);
    expect(
      await test_.db.selectFrom('identities').selectAll().where('subject', '=', 'mine').execute(),
    ).toEqual([]);
  });

  test('of what is another person’s is refused', async () => {
    await browser.signInAt('owner');
    await browser.door.join(draft);
    browser = new Browser();
    const { actor } = await signedIn('taker@x.kr');
    const { back } = await browser.away('owner', 'honest', { link: actor });
    await expect(browser.back(back)).rejects.toMatchObject({ code: 'identity-taken' });
  });
});

describe('what comes back is what was asked for', () => {
  const failed = { code: 'oidc-failed' };

  test('the question has PKCE, state and nonce', async () => {
    const { location } = await browser.away('asker');
    expect(Object.fromEntries(location.searchParams)).toMatchObject({
      code_challenge_method: 'S256',
      code_challenge: expect.stringMatching(/^[\w-]{43}$/),
      state: expect.stringMatching(/.{20}/),
      nonce: expect.stringMatching(/.{20}/),
      scope: 'openid email profile',
      redirect_uri: callback('honest'),
    });
  });

  test.each([
    '__Host-modu-oidc-pkce',
    '__Host-modu-oidc-state',
    '__Host-modu-oidc-nonce',
    '__Host-modu-oidc',
  ])('an answer without %s, or with another’s, is refused', async (name) => {
    const { back } = await browser.away('victim');
    const attacker = new Browser();
    await attacker.away('attacker');
    browser.cookies.set(name, attacker.cookies.get(name) ?? '');
    // Which provider it was says nothing of who it was: there the others still hold.
    if (name !== '__Host-modu-oidc') await expect(browser.back(back)).rejects.toMatchObject(failed);
    browser.cookies.delete(name);
    await expect(browser.back(back)).rejects.toMatchObject(failed);
  });

  test('an answer counts once, and only in the browser that asked', async () => {
    const { back } = await browser.away('replayed');
    await expect(new Browser().back(back)).rejects.toMatchObject(failed);
    const copy = new Browser();
    copy.cookies = new Map(browser.cookies);
    await browser.back(back);
    await expect(browser.back(back)).rejects.toMatchObject(failed);
    // The provider takes its code once, too.
    await expect(copy.back(back)).rejects.toMatchObject(failed);
  });

  test('an answer of one provider is none of another’s', async () => {
    const { back } = await browser.away('mixed');
    await expect(browser.back(back, 'other')).rejects.toMatchObject(failed);
    // Sent to the other one's callback with everything that belongs to it, but the code and `iss` of the first.
    const there = await browser.away('mixed', 'other');
    const swapped = new URL(there.back);
    for (const name of ['code', 'iss']) swapped.searchParams.set(name, back.searchParams.get(name) ?? '');
    await expect(browser.back(swapped, 'other')).rejects.toMatchObject(failed);
    const onlyIss = new URL(there.back);
    onlyIss.searchParams.set('iss', honest.issuer);
    await expect(browser.back(onlyIss, 'other')).rejects.toMatchObject(failed);
    expect(await browser.back(there.back, 'other')).toMatchObject({ kind: 'new' });
  });

  test('a provider that says it is another is not believed', async () => {
    await other.spoil('issuer');
    await expect(browser.door.start('other', { next: '/' })).rejects.toMatchObject(failed);
    await other.spoil(undefined);
    const { back } = await browser.away('spoilt', 'other');
    await other.spoil('issuer');
    await expect(browser.back(back, 'other')).rejects.toMatchObject(failed);
    await other.spoil(undefined);
  });

  test('the same subject at two providers is two people', async () => {
    await browser.signInAt('same');
    await browser.door.join(draft);
    const there = new Browser();
    const { back } = await there.away('same', 'other');
    await expect(there.back(back, 'other')).rejects.toMatchObject({ code: 'oidc-known-mail' });
  });

  test('who turns back there, a provider that is not ours, and one that is away', async () => {
    const { location } = await browser.away('quitter');
    const state = location.searchParams.get('state') ?? '';
    const refused = new URL(`${callback('honest')}?error=access_denied&state=${state}&iss=${honest.issuer}`);
    await expect(browser.back(refused)).rejects.toMatchObject(failed);
    await expect(browser.door.start('none', { next: '/' })).rejects.toMatchObject({ code: 'not-found' });
    await expect(browser.door.finish('none', '', null)).rejects.toMatchObject(failed);
  });

  test('a person with a second factor waits for it here, too', async () => {
    await browser.signInAt('careful');
    browser.take((await browser.door.join(draft)).setCookies);
    const actor = await browser.actor();
    if (!actor) throw new Error('nobody');
    await test_.db
      .insertInto('totp_keys')
      .values({ person_id: actor.personId, sealed_key: 'x', proved_at: new Date() })
      .execute();
    const there = new Browser();
    await there.signInAt('careful');
    expect(await there.actor()).toBeNull();
    expect((await made.identity.readAnySession(there.header))?.isWaiting).toBe(true);
  });
});

test('cookies are read as they were set', () => {
  browser.take(['__Host-a=b=c; Path=/']);
  expect(cookieOf(['__Host-a=b=c; Path=/'])).toBe(browser.header);
});
