import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Db } from '#db/client';
import { newId } from '#db/new-id';
import { checkLedger } from '#db/queries/ledger/check-ledger';
import { ensureLedgerRoots } from '#db/queries/ledger/ensure-ledger-roots';
import { insertPerson } from '#db/queries/people/people';
import { openTestDb, type TestDb } from '#db/testing/test-db';
import type { Actor } from '../../actor';
import type { RequestServices } from '../../hours-services';
import type { ReviewServices } from '../../review-services';
import { makeAllocationServices } from '../allocations/make-allocation-services';
import { makePerson } from '../ledger/people.fixture';
import { toActor } from '../people/find-actor';
import { makeProgrammeServices } from '../programmes/make-programme-services';
import { makeReviewServices } from '../reviews/make-review-services';
import { firstPart } from './grant-request';
import { makeRequestServices } from './make-request-services';
import { today } from './request-period';

const hour = 3_600_000;

let test: TestDb;
let db: Db;
let requests: RequestServices;
let reviews: ReviewServices;
let applicant: Actor;
let reviewers: Actor[];

beforeAll(async () => {
  test = await openTestDb();
  db = test.db;
  await ensureLedgerRoots(db);
  const deps = { db, addMailTask: undefined, url: 'https://modu.example' };
  requests = makeRequestServices(deps);
  reviews = makeReviewServices(deps);
  const administrator = await makePerson(db, { roles: ['administrator'] });
  const terms = {
    ...{ titleKo: '반', titleEn: 'Half', summaryKo: '', summaryEn: '', isClosed: false, firstPercent: 50 },
    ...{ counting: 'median' as const, grantFrom: 400, partFrom: 300, isAutoAssigned: true, isRolling: true },
    ...{ leaderLevels: [], adviserLevels: [], capMilliGpuSeconds: 9_000 * hour },
  };
  const programmes = makeProgrammeServices(deps);
  await programmes.create(administrator, { ...terms, name: 'half-by-two', reviewsNeeded: 2 });
  await programmes.create(administrator, { ...terms, name: 'half-by-one', reviewsNeeded: 0 });
  reviewers = [];
  for (const schoolName of ['가', '나', '다']) {
    const row = await insertPerson(db, {
      ...{
        email: `${newId()}@x.kr`,
        displayName: schoolName,
        schoolName,
        level: 'none',
        roles: ['reviewer'],
      },
      ...{ birthYearMonth: '1980-01', locale: 'ko' },
    });
    reviewers.push(toActor(row, { kind: 'session', sessionId: newId() }, 'test'));
  }
});
beforeEach(async () => {
  applicant = await makePerson(db);
});
afterAll(() => test.close());

const inDays = (days: number): string => today(new Date(Date.now() + days * 86_400_000));
const ask = (programme: string) =>
  requests.create(applicant, {
    ...{ programme, title: '연구', purpose: 'P', askedMilliGpuSeconds: 101 * hour + 1, clusters: [] },
    ...{ startsOn: inDays(0), endsOn: inDays(9) },
  });
const hours = async () =>
  (await makeAllocationServices({ db }).list(applicant)).map((one) => one.grantedMilliGpuSeconds);

/** Granted by two of three reviewers; gives them, and who was not asked. */
async function granted(): Promise<{ id: string; both: Actor[]; other: Actor }> {
  const { id } = await ask('half-by-two');
  const views = await Promise.all(reviewers.map((one) => requests.get(one, id).catch(() => undefined)));
  const both = reviewers.filter((_one, index) => views[index]);
  const [other] = reviewers.filter((_one, index) => !views[index]);
  for (const one of both)
    await reviews.write(one, id, {
      scores: { merit: 5, method: 5, amount: 5, readiness: 5 },
      ...{ comments: {}, comment: '좋아요', recommendedMilliGpuSeconds: 0 },
    });
  if (!other) throw new Error('all were asked');
  return { id, both, other };
}
const judge = (actor: Actor | undefined, id: string, version: number, isAccepted = true, reason = '') =>
  requests.judgeReport(actor ?? applicant, id, { isAccepted, reason, version });

it.each([
  [100n, 100, 100n],
  [100n, 50, 50n],
  [101n, 50, 51n],
  [1n, 1, 1n],
  [99n, 1, 1n],
  [3n, 99, 3n],
])('of %s at %i per cent %s come at once', (amount, percent, first) => {
  expect(firstPart(amount, percent)).toBe(first);
});

describe('half at once and half after a report', () => {
  it('comes once the report was accepted, after it was mended', async () => {
    const { id, both, other } = await granted();
    const first = Math.ceil((101 * hour + 1) / 2);
    const before = await requests.get(applicant, id);
    expect(before).toMatchObject({
      grantedMilliGpuSeconds: 101 * hour + 1,
      laterMilliGpuSeconds: 101 * hour + 1 - first,
      report: 'wanted',
      may: { report: true, judgeReport: false },
    });
    expect(await hours()).toEqual([first]);
    await expect(judge(both[0], id, before.version)).rejects.toMatchObject({ code: 'wrong-state' });
    await expect(requests.report(applicant, id, ' ')).rejects.toMatchObject({
      fields: { report: 'invalid-input' },
    });
    const handedIn = await requests.report(applicant, id, '절반을 썼고 답을 얻었어요.');
    expect(handedIn).toMatchObject({ state: 'granted', report: 'handed-in', may: { report: false } });
    // Asked, too, and not needed any more: they see it, and judge no report of what they did not review.
    await db
      .insertInto('request_reviewers')
      .values({
        ...{ request_id: id, person_id: other.personId, assigned_by: null },
        ...{ recommended_milli_gpu_seconds: null, answered_at: null },
      })
      .execute();
    for (const [who, code] of [
      [applicant, 'not-allowed'],
      [other, 'not-allowed'],
      [both[0] && { ...both[0], via: { kind: 'token', tokenId: 't' } as const }, 'not-allowed'],
    ] as const)
      await expect(judge(who, id, handedIn.version)).rejects.toMatchObject({ code });
    await expect(judge(both[0], id, handedIn.version, false)).rejects.toMatchObject({
      fields: { reason: 'invalid-input' },
    });
    await judge(both[0], id, handedIn.version, false, '그림을 더해 주세요.');
    expect(await hours()).toEqual([first]);
    const again = await requests.report(applicant, id, '그림을 더했어요.');
    expect(await judge(both[1], id, again.version)).toMatchObject({
      report: 'accepted',
      may: { judgeReport: false },
    });
    expect(await hours()).toEqual([101 * hour + 1]);
    const events = (await requests.get(applicant, id)).events.slice(-4);
    expect(events.map(({ kind, by }) => [kind, by])).toEqual([
      ['report', applicant.displayName],
      ['report-returned', ''],
      ['report', applicant.displayName],
      ['report-accepted', ''],
    ]);
    await expect(requests.report(applicant, id, '또')).rejects.toMatchObject({ code: 'wrong-state' });
    expect((await checkLedger(db)).problems).toEqual([]);
    const mails = await db
      .selectFrom('mails')
      .select('kind')
      .where(
        'to_email',
        'in',
        [applicant, ...both].map(({ email }) => email ?? ''),
      )
      .execute();
    const kinds = mails.map(({ kind }) => kind);
    for (const kind of ['request-report-returned', 'request-report-accepted', 'review-report'])
      expect(kinds).toContain(kind);
  });

  it('comes once when two accept at the same moment, ten times', async () => {
    for (let round = 0; round < 10; round += 1) {
      applicant = await makePerson(db);
      const { id, both } = await granted();
      const { version } = await requests.report(applicant, id, '했어요.');
      const answers = await Promise.allSettled([...both, ...both].map((one) => judge(one, id, version)));
      expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
      expect(await hours()).toEqual([101 * hour + 1]);
    }
    expect((await checkLedger(db)).problems).toEqual([]);
  });

  it('is read by any reviewer where any of them decides', async () => {
    const { id } = await ask('half-by-one');
    const [one, two] = reviewers as [Actor, Actor];
    await requests.decide(one, id, { amountMilliGpuSeconds: 10 * hour, reason: '해 보세요.', version: 1 });
    expect(await hours()).toEqual([5 * hour]);
    const { version } = await requests.report(applicant, id, '했어요.');
    const listed = (await requests.listToReview(two, {})).items;
    expect(listed[0]).toMatchObject({ id, may: { judgeReport: true } });
    await judge(two, id, version);
    expect(await hours()).toEqual([10 * hour]);
  });

  it('cannot be asked for when the period is over; waiting for the reviewer costs no day', async () => {
    const { id, both } = await granted();
    const setEnd = (endsAt: Date) =>
      db
        .updateTable('allocations')
        .set({ starts_at: new Date(0), ends_at: endsAt })
        .where('request_id', '=', id)
        .execute();
    await setEnd(new Date(Date.now() - 1000));
    expect((await requests.get(applicant, id)).may.report).toBe(false);
    await expect(requests.report(applicant, id, '늦었어요.')).rejects.toMatchObject({ code: 'wrong-state' });
    await setEnd(new Date(Date.now() + hour));
    const { version } = await requests.report(applicant, id, '했어요.');
    await db
      .updateTable('request_events')
      .set({ at: new Date(Date.now() - 48 * hour) })
      .where('request_id', '=', id)
      .where('kind', '=', 'report')
      .execute();
    await judge(both[0], id, version);
    const [allocation] = await makeAllocationServices({ db }).list(applicant);
    const left = (allocation?.endsAt.getTime() ?? 0) - Date.now();
    expect(Math.round(left / hour)).toBe(49);
  });
});

it('leaves its lines in the log', async () => {
  const lines = await db.selectFrom('audit_log').select(['action', 'detail']).execute();
  const actions = lines.map(({ action }) => action);
  for (const act of ['report', 'report-returned', 'report-accepted'])
    expect(actions).toContain(`request.${act}`);
  expect(JSON.stringify(lines)).not.toContain('그림');
});
