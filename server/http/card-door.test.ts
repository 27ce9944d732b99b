import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ensureLedgerRoots } from '#db/queries/ledger/ensure-ledger-roots';
import { newId } from '#db/new-id';
import { openTestDb, type TestDb } from '#db/testing/test-db';
import { readCardPaper, type ReadCard } from '../../e2e/fixtures/read-card-paper';
import type { Actor } from '../actor';
import type { ClassServices } from '../class-services';
import { makeAllocationServices } from '../domain/allocations/make-allocation-services';
import { makeClassServices } from '../domain/classes/make-class-services';
import type { LoginCardDeps } from '../domain/login-cards/deps';
import { makeCardWork } from '../domain/login-cards/make-card-work';
import { makeLoginCardServices } from '../domain/login-cards/make-login-card-services';
import { makeRequestServices } from '../domain/requests/make-request-services';
import { makePeople, makePerson, tokenMailedTo, testUrl } from '../domain/people/testing/people-fixture';
import type { LoginCardServices } from '../login-card-services';
import { actorOfSession } from './actor-of-session';
import { consentText } from '../contract/guardians';
import { makeGuardianServices } from '../domain/guardians/make-guardian-services';
import { guardianDepsOf } from '../domain/guardians/testing/guardian-deps-of';
import { makeCardDoor } from './card-door';
import { makeTryLimit, rates } from './rate-limits';

/* Cards from the paper to the session: words are read off the PDF, browsers keep their cookies, the database is real. */

let test_: TestDb;
let people: ReturnType<typeof makePeople>;
let classes: ClassServices;
let cards: LoginCardServices;
let deps: LoginCardDeps;
let teacher: Actor;
let stranger: Actor;

beforeAll(async () => {
  test_ = await openTestDb();
  const { db } = test_;
  await ensureLedgerRoots(db);
  people = makePeople(db);
  const unlimited = { take: async () => undefined };
  classes = makeClassServices({ db, triesByPerson: unlimited, triesByAll: unlimited });
  deps = {
    db,
    links: people.identity.links,
    wordsKey: Buffer.alloc(32, 5),
    url: testUrl,
    consentAges: new Map([['KR', 14]]),
    triesByAddress: unlimited,
    triesByCard: unlimited,
  };
  cards = makeLoginCardServices(deps);
  teacher = (await makePerson(db, 'card-teacher@x.kr', ['teacher'])).actor;
  stranger = (await makePerson(db, 'other-teacher@x.kr', ['teacher'])).actor;
});
afterAll(() => test_.close());

const makeClass = () =>
  classes.create(teacher, {
    name: '2-3 인공지능',
    schoolName: '한강고',
    subject: '',
    size: 30,
    startsOn: '2026-03-01',
    endsOn: '2027-02-28',
    joining: 'approval',
  });

const paperOf = async (made: Promise<{ pdf: Buffer }>) => readCardPaper((await made).pdf);

/** A class with one card, and what stands on it. */
async function makeCard(): Promise<{ classId: string; cardId: string; paper: ReadCard }> {
  const classId = await makeClass();
  const [paper] = await paperOf(cards.make(teacher, classId, { count: 1 }, 'ko'));
  const [card] = (await cards.list(teacher, classId)).cards;
  if (!paper || !card) throw new Error('no card');
  return { classId, cardId: card.id, paper };
}

/** A browser with its cookies. */
class Browser {
  cookies = new Map<string, string>();
  constructor(
    private readonly address = '203.0.113.7',
    private readonly own: LoginCardDeps = deps,
  ) {}

  take({ setCookies }: { setCookies: readonly string[] }): void {
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
    return makeCardDoor(
      {
        cardWork: makeCardWork(this.own),
        secret: 'x'.repeat(40),
        identity: people.identity,
        welcome: async () => undefined,
      },
      { cookieHeader: this.header, userAgent: 'test', address: this.address, requestId: 'test' },
    );
  }

  async enter(code: string, words: string): Promise<'in' | 'new'> {
    const entered = await this.door.enter({ code, words });
    this.take(entered);
    return entered.kind;
  }

  async join(displayName = '다온', birthYearMonth = '2009-03'): Promise<void> {
    this.take(await this.door.join({ displayName, birthYearMonth, level: 'high', locale: 'ko' }));
  }

  async actor(): Promise<Actor | undefined> {
    const session = await people.identity.readSession(this.header);
    return session && actorOfSession(session, 'test');
  }
}

const refused = { code: 'card-refused' };
const line = (paper: ReadCard, number: number) => paper.lines[number - 1] ?? '';
const secretOf = (paper: ReadCard) => paper.address.split('.').at(-1) ?? '';

/** A pupil who has begun with the first line. */
async function makePupil() {
  const made = await makeCard();
  const browser = new Browser();
  expect(await browser.enter(made.paper.code, line(made.paper, 1))).toBe('new');
  await browser.join();
  const actor = await browser.actor();
  if (!actor) throw new Error('nobody');
  return { ...made, browser, actor };
}

describe('a card from its paper', () => {
  test('has eight on a sheet, each with ten lines and a QR code that holds its name and a secret behind #', async () => {
    const classId = await makeClass();
    const { pdf, fileName } = await cards.make(teacher, classId, { count: 9 }, 'ko');
    expect(fileName).toBe('modu-cards-1-9.pdf');
    expect(pdf.toString('latin1').match(/\/Type \/Page\b/g)).toHaveLength(2);
    const read = readCardPaper(pdf);
    expect(read).toHaveLength(9);
    for (const { code, lines, address } of read) {
      expect(new Set(lines).size).toBe(10);
      expect(address).toMatch(new RegExp(`^${testUrl}/card#${code.replace(' ', '')}\\.[\\w-]{22}$`));
    }
    const english = await paperOf(cards.make(teacher, classId, { count: 1 }, 'en'));
    expect(english[0]?.texts[1]).toBe('Card 10');
  });

  test('makes somebody without e-mail in its class, with the first line, by age and nickname', async () => {
    const { classId, actor } = await makePupil();
    expect(actor).toMatchObject({ email: undefined, displayName: '다온', roles: ['student'] });
    expect((await classes.get(teacher, classId)).students).toMatchObject([{ displayName: '다온' }]);
    expect(await people.people.me(actor)).toMatchObject({ email: undefined, schoolName: '한강고' });
    const [view] = (await cards.list(teacher, classId)).cards;
    expect(view).toMatchObject({ state: 'in-use', name: '다온', linesLeft: 9 });
    expect(view?.usedAt).toBeInstanceOf(Date);
  });

  test('opens by its QR code once; its words still go on from there', async () => {
    const { paper } = await makeCard();
    const phone = new Browser();
    expect(await phone.enter(paper.code, secretOf(paper))).toBe('new');
    await phone.join();
    await expect(new Browser().enter(paper.code, secretOf(paper))).rejects.toMatchObject(refused);
    expect(await new Browser().enter(paper.code, line(paper, 1))).toBe('in');
  });

  test('lets in by each next line once; a line before it is void from then on', async () => {
    const { paper, actor } = await makePupil();
    const enter = async (number: number) => {
      const browser = new Browser();
      await browser.enter(paper.code.toLowerCase(), line(paper, number));
      return (await browser.actor())?.personId;
    };
    expect(await enter(2)).toBe(actor.personId);
    await expect(enter(2)).rejects.toMatchObject(refused);
    expect(await enter(5)).toBe(actor.personId);
    for (const used of [1, 2, 3, 4, 5]) await expect(enter(used)).rejects.toMatchObject(refused);
    expect(await enter(6)).toBe(actor.personId);
  });

  test('keeps no word and no secret anywhere in the database', async () => {
    const { paper } = await makePupil();
    const { rows } = await sql<{ table: string; column: string }>`
      select table_name as "table", column_name as "column" from information_schema.columns
      where table_schema = 'public'`.execute(test_.db);
    for (const { table, column } of rows)
      for (const word of [line(paper, 3), secretOf(paper)]) {
        const hits = await sql<{ hits: number }>`select count(*)::int as hits from ${sql.table(table)}
          where position(${word} in ${sql.ref(column)}::text) > 0`.execute(test_.db);
        expect(hits.rows[0]?.hits, `${table}.${column}`).toBe(0);
      }
  });

  test('of two browsers with the same words at once one comes in, twenty times', async () => {
    const { paper, classId, cardId } = await makePupil();
    let now = paper;
    for (let round = 0; round < 20; round++) {
      if (round > 0) [now = paper] = await paperOf(cards.renew(teacher, classId, [cardId], 'ko'));
      const tries = await Promise.allSettled(
        [1, 2, 3, 4].map(() => new Browser().enter(now.code, line(now, round === 0 ? 2 : 1))),
      );
      expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    }
  });

  test('is begun by one of two who used different lines of it', async () => {
    const { paper, classId } = await makeCard();
    const [one, other] = [new Browser(), new Browser()];
    expect([
      await one.enter(paper.code, line(paper, 1)),
      await other.enter(paper.code, line(paper, 2)),
    ]).toEqual(['new', 'new']);
    const joined = await Promise.allSettled([one.join('하나'), other.join('둘')]);
    expect(joined.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect((await classes.get(teacher, classId)).students).toHaveLength(1);
  });

  test('sends who is under 14 to a guardian and keeps nothing of them', async () => {
    const { paper, classId } = await makeCard();
    const browser = new Browser();
    await browser.enter(paper.code, line(paper, 1));
    const year = new Date().getFullYear() - 12;
    await expect(browser.join('canary-young', `${year}-01`)).rejects.toMatchObject({
      code: 'guardian-needed',
    });
    const { rows } = await sql`select 1 from people where display_name = 'canary-young'`.execute(test_.db);
    expect(rows).toEqual([]);
    expect((await cards.list(teacher, classId)).cards).toMatchObject([{ state: 'fresh', name: undefined }]);
    await expect(browser.join('', '2009-03')).rejects.toMatchObject({ code: 'invalid-input' });
  });

  test('lets who is under 14 begin by the consent of their guardian, once', async () => {
    const guardians = makeGuardianServices(guardianDepsOf(test_.db));
    const shown = { version: consentText.version, locale: 'ko' as const };
    const { handle } = await guardians.ask('card-mother@home.kr', { address: '1', locale: 'ko' });
    const young = `${new Date().getFullYear() - 12}-01`;
    const join = async () => {
      const { paper } = await makeCard();
      const browser = new Browser();
      await browser.enter(paper.code, line(paper, 1));
      return browser.door.join(
        { displayName: '열둘', birthYearMonth: young, level: 'middle', locale: 'ko' },
        handle,
      );
    };
    await expect(join()).rejects.toMatchObject({ code: 'guardian-needed' });
    await guardians.agree((await tokenMailedTo(test_.db, 'card-mother@home.kr')) ?? '', shown);
    await guardians.confirm((await tokenMailedTo(test_.db, 'card-mother@home.kr')) ?? '');
    await join();
    await expect(join()).rejects.toMatchObject({ code: 'guardian-needed' });
    await guardians.askToEnter('card-mother@home.kr', { address: '1', locale: 'ko' });
    const entry = (await tokenMailedTo(test_.db, 'card-mother@home.kr')) ?? '';
    const { session } = await guardians.enter(entry);
    const [child] = (await guardians.read(session))?.children ?? [];
    expect(child).toMatchObject({ state: 'joined', child: { email: undefined, displayName: '열둘' } });
    expect(await guardians.withdraw(session, child?.consentId ?? '')).toEqual({ isGone: true });
    const { rows } = await sql`select 1 from people where display_name = '열둘'`.execute(test_.db);
    expect(rows).toEqual([]);
  });
});

describe('guessing', () => {
  test('a wrong name, wrong words, used ones, a void card and no card have one answer', async () => {
    const { paper, classId, cardId } = await makePupil();
    const answers: unknown[] = [];
    const tryIt = async (code: string, words: string) =>
      answers.push(
        await new Browser()
          .enter(code, words)
          .catch((error: { code: string; status: number }) => ({ ...error })),
      );
    await tryIt('222222', line(paper, 2));
    await tryIt('not a card', 'no words');
    await tryIt(paper.code, '바다 바다 바다 바다');
    await tryIt(paper.code, 'no words');
    await tryIt(paper.code, line(paper, 1));
    await cards.void(teacher, classId, [cardId]);
    await tryIt(paper.code, line(paper, 2));
    expect(answers[0]).toMatchObject(refused);
    for (const answer of answers) expect(answer).toEqual(answers[0]);
  });

  test('1,000 guesses at a card: it locks at ten, none comes in, the right words neither until it is renewed', async () => {
    const { paper, classId, cardId } = await makePupil();
    let wrong = 0;
    for (let guess = 0; guess < 1000; guess++)
      await new Browser().enter(paper.code, '바다 구름 나무 하늘').catch(() => wrong++);
    expect(wrong).toBe(1000);
    await expect(new Browser().enter(paper.code, line(paper, 2))).rejects.toMatchObject(refused);
    expect((await cards.list(teacher, classId)).cards).toMatchObject([{ state: 'locked' }]);
    const locked = await test_.db
      .selectFrom('audit_log')
      .selectAll()
      .where('action', '=', 'login-card.locked')
      .where('subject_id', '=', cardId)
      .execute();
    expect(locked).toHaveLength(1);
    const [fresh] = await paperOf(cards.renew(teacher, classId, [cardId], 'ko'));
    expect(await new Browser().enter(fresh?.code ?? '', line(fresh ?? paper, 1))).toBe('in');
  });

  test('1,000 at once from one address: the limiter trips, and the right words wait like all others', async () => {
    const { paper } = await makePupil();
    const limited = {
      ...deps,
      triesByAddress: makeTryLimit(rates.cardByAddress),
      triesByCard: makeTryLimit(rates.cardByCard),
    };
    const codes = new Map<string, number>();
    await Promise.all(
      Array.from({ length: 1000 }, (_, guess) =>
        new Browser('198.51.100.1', limited)
          .enter(
            `${'23456789AB'[guess % 10]}22${String(222 + (guess % 700)).replace(/[01]/g, 'A')}`,
            '바다 구름 나무 하늘',
          )
          .catch((error: { code: string }) => codes.set(error.code, (codes.get(error.code) ?? 0) + 1)),
      ),
    );
    expect([...codes.keys()].sort()).toEqual(['card-refused', 'too-many-tries']);
    expect(codes.get('card-refused')).toBeLessThanOrEqual(rates.cardByAddress.points);
    await expect(
      new Browser('198.51.100.1', limited).enter(paper.code, line(paper, 2)),
    ).rejects.toMatchObject({
      code: 'too-many-tries',
    });
    // From elsewhere the card's own tries are counted.
    const far = () => new Browser(`192.0.2.${String(Math.floor(Math.random() * 250))}`, limited);
    const answers: string[] = [];
    for (let guess = 0; guess < 25; guess++)
      await far()
        .enter('K7M29Q', 'x')
        .catch((error: { code: string }) => answers.push(error.code));
    expect(answers.slice(-5)).toEqual(Array(5).fill('too-many-tries'));
  });

  test('right words set the count of wrong ones back', async () => {
    const { paper } = await makePupil();
    for (const number of [2, 3, 4]) {
      for (let guess = 0; guess < 9; guess++)
        await expect(new Browser().enter(paper.code, 'x')).rejects.toMatchObject(refused);
      expect(await new Browser().enter(paper.code, line(paper, number))).toBe('in');
    }
  });
});

const givePasskey = (personId: string) =>
  test_.db
    .insertInto('passkeys')
    .values({
      id: newId(),
      person_id: personId,
      credential_id: `of-${personId}`,
      public_key: Buffer.from('x'),
      use_count: 0n,
      name: 'x',
    })
    .execute();

describe('renewing and voiding', () => {
  test('end the old words, the old QR code, and all that they opened', async () => {
    const { paper, classId, cardId, browser, actor } = await makePupil();
    await givePasskey(actor.personId);
    const { view: token } = await people.people.createToken(actor, { name: 'a', days: 1 });
    const [fresh] = await paperOf(cards.renew(teacher, classId, [cardId], 'ko'));
    expect(await browser.actor()).toBeUndefined();
    for (const words of [line(paper, 2), secretOf(paper), line(paper, 10)])
      await expect(new Browser().enter(paper.code, words)).rejects.toMatchObject(refused);
    await expect(new Browser().enter(fresh?.code ?? '', line(paper, 2))).rejects.toMatchObject(refused);
    expect(await test_.db.selectFrom('passkeys').where('person_id', '=', actor.personId).execute()).toEqual(
      [],
    );
    const kept = await test_.db
      .selectFrom('api_tokens')
      .select('revoked_at')
      .where('id', '=', token.id)
      .executeTakeFirstOrThrow();
    expect(kept.revoked_at).not.toBeNull();
    const again = new Browser();
    await again.enter(fresh?.code ?? '', line(fresh ?? paper, 1));
    expect((await again.actor())?.personId).toBe(actor.personId);
    await cards.void(teacher, classId, [cardId]);
    await cards.void(teacher, classId, [cardId]);
    expect(await again.actor()).toBeUndefined();
    await expect(new Browser().enter(fresh?.code ?? '', line(fresh ?? paper, 2))).rejects.toMatchObject(
      refused,
    );
    expect((await cards.list(teacher, classId)).cards).toMatchObject([{ state: 'void', linesLeft: 0 }]);
  });

  test('a card that was renewed between its words and the nickname makes nobody', async () => {
    const { paper, classId, cardId } = await makeCard();
    const browser = new Browser();
    await browser.enter(paper.code, line(paper, 1));
    await cards.renew(teacher, classId, [cardId], 'ko');
    expect(await browser.door.newcomer()).toBeUndefined();
    await expect(browser.join()).rejects.toMatchObject(refused);
  });

  test('a pupil who has a passkey comes in by words without it, and waits for nothing', async () => {
    const { paper, actor } = await makePupil();
    await givePasskey(actor.personId);
    const browser = new Browser();
    await browser.enter(paper.code, line(paper, 2));
    expect((await browser.actor())?.personId).toBe(actor.personId);
  });
});

describe('asking the teacher', () => {
  const askOf = async (classId: string) => {
    const [ask] = await cards.listAsks(teacher, classId);
    if (!ask) throw new Error('nobody asks');
    return ask;
  };

  test('lets in by one yes, once, in the browser that asked', async () => {
    const { paper, classId, actor } = await makePupil();
    const browser = new Browser();
    browser.take(await browser.door.ask(paper.code));
    const asked = await browser.door.asked();
    const ask = await askOf(classId);
    expect(ask).toMatchObject({ number: 1, personName: '다온', matchNumber: asked?.matchNumber });
    await expect(browser.door.enterAsAllowed()).rejects.toMatchObject(refused);
    await cards.decideAsk(teacher, classId, ask.id, true);
    expect(await browser.door.asked()).toMatchObject({ state: 'allowed' });
    await expect(new Browser().door.enterAsAllowed()).rejects.toMatchObject(refused);
    const twice = await Promise.allSettled([browser.door.enterAsAllowed(), browser.door.enterAsAllowed()]);
    const [first] = twice.filter((one) => one.status === 'fulfilled');
    expect(twice.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    if (first) browser.take(first.value);
    expect((await browser.actor())?.personId).toBe(actor.personId);
    expect(await cards.listAsks(teacher, classId)).toEqual([]);
    await expect(cards.decideAsk(teacher, classId, ask.id, true)).rejects.toMatchObject({
      code: 'not-found',
    });
  });

  test('a no, a newer ask, a renewed card and no card let nobody in; nobody can tell a card from none', async () => {
    const { paper, classId, cardId } = await makePupil();
    const [one, other, none] = [new Browser(), new Browser(), new Browser()];
    one.take(await one.door.ask(paper.code));
    await cards.decideAsk(teacher, classId, (await askOf(classId)).id, false);
    expect(await one.door.asked()).toMatchObject({ state: 'declined' });
    one.take(await one.door.ask(paper.code));
    other.take(await other.door.ask(paper.code));
    none.take(await none.door.ask('222222'));
    expect(Object.keys((await none.door.asked()) ?? {})).toEqual(
      Object.keys((await other.door.asked()) ?? {}),
    );
    for (const browser of [one, other, none])
      expect(await browser.door.asked()).toMatchObject({ state: 'waiting' });
    await cards.decideAsk(teacher, classId, (await askOf(classId)).id, true);
    await expect(one.door.enterAsAllowed()).rejects.toMatchObject(refused);
    await cards.renew(teacher, classId, [cardId], 'ko');
    await expect(other.door.enterAsAllowed()).rejects.toMatchObject(refused);
    await expect(none.door.enterAsAllowed()).rejects.toMatchObject(refused);
  });
});

describe('who may', () => {
  test('another class’s teacher, a student of the class and a newcomer touch none of it; an assistant answers asks alone', async () => {
    const { classId, cardId, actor, paper } = await makePupil();
    const own = await makeCard();
    const assistant = (await makePerson(test_.db, 'card-assistant@x.kr')).actor;
    await classes.addHelper(teacher, classId, 'card-assistant@x.kr');
    const browser = new Browser();
    browser.take(await browser.door.ask(paper.code));
    const [ask] = await cards.listAsks(assistant, classId);
    const acts = (who: Actor) => [
      () => cards.list(who, classId),
      () => cards.make(who, classId, { count: 1 }, 'ko'),
      () => cards.renew(who, classId, [cardId], 'ko'),
      () => cards.void(who, classId, [cardId]),
      () => cards.listAsks(who, classId),
      () => cards.decideAsk(who, classId, ask?.id ?? '', true),
    ];
    for (const who of [stranger, actor])
      for (const act of acts(who)) await expect(act()).rejects.toMatchObject({ code: 'not-found' });
    for (const act of acts(assistant).slice(0, 4))
      await expect(act()).rejects.toMatchObject({ code: 'not-allowed' });
    // Cards and asks of one class are not reached through another.
    for (const act of [
      () => cards.renew(teacher, own.classId, [cardId], 'ko'),
      () => cards.void(teacher, own.classId, [cardId]),
      () => cards.decideAsk(teacher, own.classId, ask?.id ?? '', true),
    ])
      await expect(act()).rejects.toMatchObject({ code: 'not-found' });
    await cards.decideAsk(assistant, classId, ask?.id ?? '', true);
    expect(await browser.door.asked()).toMatchObject({ state: 'allowed' });
  });

  test('how many: 1 to 120 at once, 400 in a class; an ended class gets none, and its cards let nobody new in', async () => {
    const classId = await makeClass();
    for (const count of [0, -1, 1.5, 121, Number.NaN])
      await expect(cards.make(teacher, classId, { count }, 'ko')).rejects.toMatchObject({
        code: 'invalid-input',
      });
    for (let made = 0; made < 360; made += 120) await cards.make(teacher, classId, { count: 120 }, 'en');
    await expect(cards.make(teacher, classId, { count: 41 }, 'ko')).rejects.toMatchObject({
      code: 'limit-reached',
    });
    const [paper] = await paperOf(cards.make(teacher, classId, { count: 1 }, 'ko'));
    await classes.end(teacher, classId);
    await expect(cards.make(teacher, classId, { count: 1 }, 'ko')).rejects.toMatchObject({
      code: 'wrong-state',
    });
    await expect(new Browser().enter(paper?.code ?? '', line(paper as ReadCard, 1))).rejects.toMatchObject(
      refused,
    );
  });

  test('the roster: a card with a name for each who has none; who begins with it takes the line’s number along', async () => {
    const classId = await makeClass();
    await classes.takeRoster(teacher, classId, '이름,이메일,번호\n다온,daon@x.kr,7\n한별,byul@x.kr,8');
    const paper = await paperOf(cards.make(teacher, classId, { roster: true }, 'ko'));
    expect(paper.map(({ texts }) => texts[3])).toEqual(['7 다온', '8 한별']);
    await expect(cards.make(teacher, classId, { roster: true }, 'ko')).rejects.toMatchObject({
      code: 'wrong-state',
    });
    const browser = new Browser();
    await browser.enter(paper[0]?.code ?? '', line(paper[0] as ReadCard, 1));
    await browser.join('바다별');
    const view = await classes.get(teacher, classId);
    expect(view.students).toMatchObject([{ displayName: '바다별', studentNumber: '7' }]);
    expect(view.expected).toMatchObject([{ email: 'byul@x.kr' }]);
  });
});

describe('somebody without e-mail', () => {
  test('is given no role, asks for hours without mails, exports, and leaves without a trace', async () => {
    const { actor, browser, classId } = await makePupil();
    const administrator = (await makePerson(test_.db, `adm-${actor.personId}@x.kr`, ['administrator'])).actor;
    await expect(
      people.people.setRoles(administrator, actor.personId, ['student', 'teacher']),
    ).rejects.toMatchObject({
      code: 'wrong-state',
    });
    const allocations = makeAllocationServices({ db: test_.db });
    // The teacher who made the card vouches for them.
    expect(await allocations.ensureStarter(actor)).toMatchObject({ grantedMilliGpuSeconds: 72_000_000 });
    const requests = makeRequestServices({ db: test_.db, addMailTask: undefined, url: testUrl });
    const day = (offset: number) => new Date(Date.now() + offset * 86_400_000).toISOString().slice(0, 10);
    const { id } = await requests.create(actor, {
      title: '별',
      purpose: '별을 세어요.',
      askedMilliGpuSeconds: 3_600_000,
      clusters: [],
      startsOn: day(1),
      endsOn: day(10),
    });
    const reviewer = (await makePerson(test_.db, `rev-${actor.personId}@x.kr`, ['reviewer'])).actor;
    const mails = () => test_.db.selectFrom('mails').select('id').execute();
    const before = (await mails()).length;
    await requests.decide(reviewer, id, { amountMilliGpuSeconds: 3_600_000, reason: '좋아요.', version: 1 });
    expect((await mails()).length).toBe(before);
    const { bytes } = await people.people.exportEverything(actor);
    let size = 0;
    for await (const part of bytes) size += (part as Buffer).length;
    expect(size).toBeGreaterThan(1000);
    await expect(people.people.eraseMe(actor, 'nobody@x.kr')).rejects.toMatchObject({
      code: 'email-invalid',
    });
    await people.people.eraseMe(actor, ' 다온 ');
    expect(await browser.actor()).toBeUndefined();
    expect((await cards.list(teacher, classId)).cards).toEqual([]);
    const { rows } = await sql<{ table: string }>`
      select 'login_card_words' as "table" from login_card_words w
      where not exists (select from login_cards k where k.id = w.card_id)`.execute(test_.db);
    expect(rows).toEqual([]);
  });
});

test('everything left its line, and none holds words', async () => {
  const lines = await test_.db.selectFrom('audit_log').selectAll().execute();
  const actions = new Set(lines.map(({ action }) => action));
  for (const action of [
    'class.cards-made',
    'class.card-renewed',
    'class.card-voided',
    'class.card-ask-allowed',
    'class.card-ask-declined',
    'login-card.used',
    'login-card.locked',
    'login-card.asked',
    'person.joined',
    'session.started',
  ])
    expect(actions).toContain(action);
  const own = lines.filter(({ action }) => /card/.test(action));
  expect(own.every(({ request_id, subject_id }) => request_id === 'test' && subject_id !== '')).toBe(true);
  expect(JSON.stringify(own.map(({ detail }) => detail))).not.toMatch(
    /[가-힣]{2} [가-힣]{2} [가-힣]{2}|words_hash/,
  );
});
