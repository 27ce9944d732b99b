import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Db } from '#db/client';
import { checkLedger } from '#db/queries/ledger/check-ledger';
import { ensureLedgerRoots } from '#db/queries/ledger/ensure-ledger-roots';
import { openTestDb, type TestDb } from '#db/testing/test-db';
import type { Actor } from '../../actor';
import { isAppError } from '../../contract/app-error';
import type { RequestDraft, RequestServices } from '../../hours-services';
import { makeAllocationServices } from '../allocations/make-allocation-services';
import { makePerson } from '../ledger/people.fixture';
import { makeRequestServices } from './make-request-services';
import { today } from './request-period';

const hour = 3_600_000;

let test: TestDb;
let db: Db;
let requests: RequestServices;
let pupil: Actor;
let reviewer: Actor;
let mailTasks: string[];

beforeAll(async () => {
  test = await openTestDb();
  db = test.db;
  await ensureLedgerRoots(db);
  mailTasks = [];
  requests = makeRequestServices({
    db,
    url: 'https://modu.example',
    addMailTask: async (_trx, mailId) => void mailTasks.push(mailId),
  });
  reviewer = await makePerson(db, { name: '심사자', roles: ['reviewer'] });
});
beforeEach(async () => {
  pupil = await makePerson(db, { level: 'high' });
});
afterAll(() => test.close());

const inDays = (days: number): string => today(new Date(Date.now() + days * 86_400_000));

const draft = (change: Partial<RequestDraft> = {}): RequestDraft => ({
  title: '나뭇잎 사진 분류',
  purpose: '과학전람회에 낼 분류기를 3번 학습해요.\n\n한 번에 4시간쯤 걸려요.',
  askedMilliGpuSeconds: 40 * hour,
  clusters: [],
  startsOn: inDays(0),
  endsOn: inDays(29),
  ...change,
});

const codeOf = (error: unknown): string => (isAppError(error) ? error.code : String(error));
const decide = (id: string, hours: number | undefined, version: number, reason = '목적이 분명해요.') =>
  requests.decide(reviewer, id, {
    amountMilliGpuSeconds: hours === undefined ? undefined : hours * hour,
    reason,
    version,
  });

describe('create', () => {
  it('keeps what was asked, tidied, and shows the first step', async () => {
    const made = await requests.create(pupil, draft({ title: '  나뭇잎 사진 분류 ' }));
    expect(made).toMatchObject({
      title: '나뭇잎 사진 분류',
      state: 'submitted',
      version: 1,
      askedMilliGpuSeconds: 40 * hour,
      grantedMilliGpuSeconds: undefined,
      startsOn: inDays(0),
      endsOn: inDays(29),
      may: { askBack: false, answer: false, decide: false, withdraw: true, review: false, assign: false },
      events: [{ kind: 'submitted', isMine: true, by: '하늘' }],
    });
    expect(await requests.get(pupil, made.id)).toEqual(made);
    expect((await requests.list(pupil, {})).items).toEqual([made]);
  });

  it.each<[string, Partial<RequestDraft>, string[]]>([
    ['no title', { title: '  ' }, ['title']],
    ['a title of two lines', { title: 'a\nb' }, ['title']],
    ['a title of 101 characters', { title: 'a'.repeat(101) }, ['title']],
    ['a title that turns the text around', { title: 'ab\u202ecd' }, ['title']],
    ['no purpose', { purpose: '\n' }, ['purpose']],
    ['a purpose of 4,001 characters', { purpose: 'a'.repeat(4001) }, ['purpose']],
    ['no hours', { askedMilliGpuSeconds: 0 }, ['askedMilliGpuSeconds']],
    ['hours below nothing', { askedMilliGpuSeconds: -hour }, ['askedMilliGpuSeconds']],
    ['hours that are no number', { askedMilliGpuSeconds: NaN }, ['askedMilliGpuSeconds']],
    ['more hours than may be asked', { askedMilliGpuSeconds: 10_000 * hour + 1 }, ['askedMilliGpuSeconds']],
    ['a cluster that is not there', { clusters: ['hangang'] }, ['clusters']],
    ['a day that does not exist', { startsOn: '2027-02-30' }, ['startsOn']],
    ['a start in the past', { startsOn: inDays(-1) }, ['startsOn']],
    ['an end before the start', { startsOn: inDays(3), endsOn: inDays(2) }, ['endsOn']],
    ['an empty title, and an end in the past', { title: '', endsOn: '2020-01-01' }, ['title', 'endsOn']],
    ['a period over a year', { endsOn: inDays(366) }, ['endsOn']],
    [
      'all wrong',
      { title: '', purpose: '', startsOn: 'x', endsOn: '' },
      ['title', 'purpose', 'startsOn', 'endsOn'],
    ],
  ])('refuses %s and names the fields', async (_name, change, fields) => {
    const error = await requests.create(pupil, draft(change)).catch((caught: unknown) => caught);
    expect(codeOf(error)).toBe('invalid-input');
    expect(isAppError(error) && Object.keys(error.fields).sort()).toEqual([...fields].sort());
    expect((await requests.list(pupil, {})).items).toEqual([]);
  });

  it('makes one of a double click', async () => {
    const [one, two] = await Promise.all([requests.create(pupil, draft()), requests.create(pupil, draft())]);
    expect(one.id).toBe(two.id);
    expect((await requests.list(pupil, {})).items).toHaveLength(1);
  });

  it('lets five wait at once, and no more', async () => {
    for (let index = 0; index < 5; index += 1)
      await requests.create(pupil, draft({ title: `신청 ${index}` }));
    await expect(requests.create(pupil, draft())).rejects.toMatchObject({
      code: 'limit-reached',
      details: { limit: 5 },
    });
  });
});

describe('decide', () => {
  it('grants all: the hours are there, signed, for the period, and the ledger is clean', async () => {
    const { id } = await requests.create(pupil, draft());
    const decided = await decide(id, 40, 1);
    expect(decided).toMatchObject({ state: 'granted', grantedMilliGpuSeconds: 40 * hour, version: 2 });
    const [allocation] = await makeAllocationServices({ db }).list(pupil);
    expect(allocation).toMatchObject({
      title: '나뭇잎 사진 분류',
      grantedMilliGpuSeconds: 40 * hour,
      freeMilliGpuSeconds: 40 * hour,
      programme: { kind: 'research' },
      isCurrent: true,
    });
    const lastMoment = new Date(`${inDays(29)}T23:59:59+09:00`).getTime();
    expect(allocation?.endsAt.getTime()).toBe(lastMoment + 1000);
    const grants = await db
      .selectFrom('ledger_transfers')
      .select(['kind', 'amount', 'person_id'])
      .where('request_id', '=', id)
      .execute();
    expect(grants).toEqual([{ kind: 'grant', amount: BigInt(40 * hour), person_id: reviewer.personId }]);
    expect(await checkLedger(db)).toEqual({ isClean: true, problems: [] });
  });

  it('grants a part, with a reason', async () => {
    const { id } = await requests.create(pupil, draft());
    await expect(decide(id, 10, 1, ' ')).rejects.toMatchObject({ fields: { reason: 'invalid-input' } });
    expect(await decide(id, 10, 1)).toMatchObject({
      state: 'partly-granted',
      grantedMilliGpuSeconds: 10 * hour,
    });
  });

  it('declines, with a reason, and gives nothing', async () => {
    const { id } = await requests.create(pupil, draft());
    await expect(decide(id, undefined, 1, '')).rejects.toMatchObject({ fields: { reason: 'invalid-input' } });
    expect(await decide(id, undefined, 1, '먼저 시작 시간으로 해 봐요.')).toMatchObject({
      state: 'declined',
      grantedMilliGpuSeconds: undefined,
    });
    expect(await makeAllocationServices({ db }).list(pupil)).toEqual([]);
  });

  it('refuses more than was asked, nothing, and parts of a unit', async () => {
    const { id } = await requests.create(pupil, draft());
    for (const hours of [41, 0, -1, 1 / 7, Number.NaN, Infinity])
      await expect(decide(id, hours, 1)).rejects.toMatchObject({
        fields: { amountMilliGpuSeconds: 'invalid-input' },
      });
  });

  it('grants once when clicked twice, also at the same moment', async () => {
    const { id } = await requests.create(pupil, draft());
    const clicks = await Promise.allSettled([decide(id, 40, 1), decide(id, 40, 1), decide(id, 40, 1)]);
    expect(clicks.filter((click) => click.status === 'fulfilled')).toHaveLength(1);
    for (const click of clicks)
      if (click.status === 'rejected') expect(codeOf(click.reason)).toBe('changed-meanwhile');
    const allocations = await makeAllocationServices({ db }).list(pupil);
    expect(allocations.map((allocation) => allocation.grantedMilliGpuSeconds)).toEqual([40 * hour]);
    expect((await checkLedger(db)).problems).toEqual([]);
  });

  it('refuses who saw an older version: the person has withdrawn meanwhile', async () => {
    const { id } = await requests.create(pupil, draft());
    await requests.withdraw(pupil, id);
    await expect(decide(id, 40, 1)).rejects.toMatchObject({ code: 'changed-meanwhile' });
    await expect(decide(id, 40, 2)).rejects.toMatchObject({ code: 'wrong-state' });
  });

  it('moves the period of a late decision, so that no day is lost', async () => {
    const { id } = await requests.create(pupil, draft({ endsOn: inDays(2) }));
    await db
      .updateTable('requests')
      .set({ starts_on: '2026-01-01', ends_on: '2026-01-03' })
      .where('id', '=', id)
      .execute();
    await decide(id, 40, 1);
    const [allocation] = await makeAllocationServices({ db }).list(pupil);
    expect(allocation?.isCurrent).toBe(true);
    expect(allocation?.endsAt).toEqual(new Date(`${inDays(3)}T00:00:00+09:00`));
  });

  it('writes the audit line and the mail, without what people wrote', async () => {
    const { id } = await requests.create(pupil, draft());
    await decide(id, 10, 1, '비밀스러운 까닭');
    const audit = await db
      .selectFrom('audit_log')
      .select(['action', 'actor_person_id', 'request_id'])
      .where('subject_id', '=', id)
      .orderBy('id')
      .execute();
    expect(audit).toEqual([
      { action: 'request.submitted', actor_person_id: pupil.personId, request_id: 'test' },
      { action: 'request.partly-granted', actor_person_id: reviewer.personId, request_id: 'test' },
    ]);
    const mails = await db
      .selectFrom('mails')
      .selectAll()
      .where('to_email', '=', pupil.email ?? '')
      .execute();
    expect(mails).toHaveLength(1);
    expect(mails[0]?.body_text).toContain(`https://modu.example/requests/${id}`);
    expect(mails[0]?.body_text).not.toContain('비밀');
    expect(mailTasks).toContain(mails[0]?.id);
  });
});

describe('talk', () => {
  it('goes back and forth, every step seen by both', async () => {
    const { id } = await requests.create(pupil, draft());
    const asked = await requests.askBack(reviewer, id, '데이터는 몇 장인가요?', 1);
    expect(asked).toMatchObject({ state: 'asked-back', version: 2, may: { decide: true, answer: false } });
    expect((await requests.get(pupil, id)).may).toEqual({
      confirm: false,
      askBack: false,
      answer: true,
      decide: false,
      assign: false,
      review: false,
      report: false,
      judgeReport: false,
      withdraw: true,
    });
    const answered = await requests.answer(pupil, id, '800장이에요.');
    expect(answered).toMatchObject({ state: 'submitted', version: 3 });
    expect(answered.events.map((event) => [event.kind, event.body, event.isMine])).toEqual([
      ['submitted', '', true],
      ['question', '데이터는 몇 장인가요?', false],
      ['answer', '800장이에요.', true],
    ]);
    await expect(decide(id, 40, 2)).rejects.toMatchObject({ code: 'changed-meanwhile' });
    await decide(id, 40, 3);
  });

  it('refuses empty words and steps out of order', async () => {
    const { id } = await requests.create(pupil, draft());
    await expect(requests.askBack(reviewer, id, '  ', 1)).rejects.toMatchObject({
      fields: { body: 'invalid-input' },
    });
    await expect(requests.answer(pupil, id, '벌써요')).rejects.toMatchObject({ code: 'wrong-state' });
    await requests.withdraw(pupil, id);
    await expect(requests.withdraw(pupil, id)).rejects.toMatchObject({ code: 'wrong-state' });
  });
});

describe('review', () => {
  it('lists what waits for the reviewer first, oldest first, decided last, own never', async () => {
    const make = (title: string) => requests.create(pupil, draft({ title }));
    const [first, second, third] = [await make('하나'), await make('둘'), await make('셋')];
    await requests.create(reviewer, draft({ title: '내 것' }));
    await requests.askBack(reviewer, first.id, '왜요?', 1);
    await decide(third.id, 40, 1);
    const { items } = await requests.listToReview(reviewer, {});
    const mine = items.filter((item) => [first.id, second.id, third.id].includes(item.id));
    expect(mine.map((item) => item.title)).toEqual(['둘', '하나', '셋']);
    expect(items.some((item) => item.title === '내 것')).toBe(false);
    const after = items.findIndex((item) => item.id === second.id) + 1;
    const next = await requests.listToReview(reviewer, { cursor: second.id });
    expect(next.items.map((item) => item.id)).toEqual(items.slice(after).map((item) => item.id));
  });

  it('shows the evidence in numbers', async () => {
    const allocations = makeAllocationServices({ db });
    const starter = await allocations.ensureStarter(pupil);
    await allocations.returnHours(pupil, starter.id, { amount: 2 * hour, key: 'once' });
    const earlier = await requests.create(pupil, draft({ title: '지난 신청' }));
    await decide(earlier.id, 5, 1);
    const { id } = await requests.create(pupil, draft());
    expect(await requests.evidence(reviewer, id)).toMatchObject({
      hours: { grantedMilliGpuSeconds: 23 * hour, usedMilliGpuSeconds: 0 },
      launches: { total: 0, completed: 0 },
      holdAccuracy: undefined,
      returnedMilliGpuSeconds: 2 * hour,
      earlierRequests: [{ title: '지난 신청', state: 'partly-granted', grantedMilliGpuSeconds: 5 * hour }],
      emailDomain: 'school.example',
    });
  });
});
