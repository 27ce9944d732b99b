import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Db } from '#db/client';
import { newId } from '#db/new-id';
import { checkLedger } from '#db/queries/ledger/check-ledger';
import { ensureLedgerRoots } from '#db/queries/ledger/ensure-ledger-roots';
import { insertPerson } from '#db/queries/people/people';
import { openTestDb, type TestDb } from '#db/testing/test-db';
import type { Actor } from '../../actor';
import { isAppError } from '../../contract/app-error';
import type { Level, Role } from '../../contract/roles';
import type { RequestServices } from '../../hours-services';
import type { ProgrammeDraft, ProgrammeServices } from '../../programme-services';
import type { ReviewDraft, ReviewServices } from '../../review-services';
import { makeAllocationServices } from '../allocations/make-allocation-services';
import { toActor } from '../people/find-actor';
import { makeProgrammeServices } from '../programmes/make-programme-services';
import { makeRequestServices } from '../requests/make-request-services';
import { today } from '../requests/request-period';
import { makeReviewServices } from './make-review-services';

const hour = 3_600_000;

let test: TestDb;
let db: Db;
let requests: RequestServices;
let reviews: ReviewServices;
let programmes: ProgrammeServices;
let administrator: Actor;
let applicant: Actor;
/** Of the applicant's school, and three of others. */
let neighbour: Actor;
let panel: Actor[];

async function person(name: string, schoolName: string, level: Level, roles: Role[]): Promise<Actor> {
  const row = await insertPerson(db, {
    ...{ email: `${newId()}@x.kr`, displayName: name, schoolName, level, roles },
    ...{ birthYearMonth: '1990-01', locale: 'ko' },
  });
  return toActor(row, { kind: 'session', sessionId: newId() }, 'test');
}

beforeAll(async () => {
  test = await openTestDb();
  db = test.db;
  await ensureLedgerRoots(db);
  const deps = { db, url: 'https://modu.example', addMailTask: undefined };
  requests = makeRequestServices(deps);
  reviews = makeReviewServices(deps);
  programmes = makeProgrammeServices(deps);
  administrator = await person('관리자', '', 'none', ['administrator']);
  neighbour = await person('이웃', '나래대학교', 'none', ['reviewer']);
  panel = await Promise.all(
    ['가', '나', '다'].map((name) => person(`심사자 ${name}`, `${name}대학교`, 'none', ['reviewer'])),
  );
});
beforeEach(async () => {
  applicant = await person('신청자', '나래대학교', 'undergraduate', ['student']);
});
afterAll(() => test.close());

const draft: ProgrammeDraft = {
  ...{ titleKo: '심층', titleEn: 'Deep', summaryKo: '', summaryEn: '', isClosed: false },
  ...{ reviewsNeeded: 2, counting: 'median', grantFrom: 400, partFrom: 300 },
  ...{
    isAutoAssigned: true,
    isRolling: true,
    firstPercent: 100,
    leaderLevels: [],
    adviserLevels: ['graduate'],
  },
};
let count = 0;
async function programme(change: Partial<ProgrammeDraft> = {}): Promise<string> {
  const name = `deep-${++count}`;
  await programmes.create(administrator, { ...draft, ...change, name, capMilliGpuSeconds: 9_000 * hour });
  return name;
}
const ask = (name: string, by = applicant, adviserEmail?: string) =>
  requests.create(by, {
    ...{ programme: name, title: `연구 ${++count}`, purpose: '비밀스러운 목적', clusters: [] },
    ...{ askedMilliGpuSeconds: 100 * hour, startsOn: today(), endsOn: today() },
    ...(adviserEmail !== undefined && { adviserEmail }),
  });
const review = (score: number, hours = 60, comment = `한마디 ${score}`): ReviewDraft => ({
  scores: { merit: score, method: score, amount: score, readiness: score },
  comments: { method: '방법' },
  comment,
  recommendedMilliGpuSeconds: hours * hour,
});

const codeOf = (error: unknown): string => (isAppError(error) ? error.code : String(error));
const actors = (ids: (string | undefined)[]) => panel.filter(({ personId }) => ids.includes(personId));
async function asked(id: string): Promise<Actor[]> {
  const { reviewers = [] } = (await reviews.panel(administrator, id)) ?? {};
  return actors(reviewers.filter(({ state }) => state === 'asked').map(({ personId }) => personId));
}
const allocations = async (of = applicant) =>
  (await makeAllocationServices({ db }).list(of)).map((one) => one.grantedMilliGpuSeconds);

describe('who reviews', () => {
  it('is chosen by the portal: as many as needed, none with a conflict, who has the least to do', async () => {
    const name = await programme();
    const chosen = [];
    for (let round = 0; round < 3; round += 1) chosen.push(...(await asked((await ask(name)).id)));
    // Six places for three people.
    for (const one of panel) expect(chosen.filter((other) => other === one)).toHaveLength(2);
    await expect(requests.listToReview(neighbour, {})).resolves.toMatchObject({ items: [] });
  });

  it('sees it, and nobody else who reviews does', async () => {
    const { id } = await ask(await programme({ reviewsNeeded: 1 }));
    const [chosen] = await asked(id);
    if (!chosen) throw new Error('nobody was chosen');
    expect(await requests.get(chosen, id)).toMatchObject({
      myReview: 'asked',
      may: { review: true, decide: false },
    });
    const others = [neighbour, ...panel.filter((one) => one !== chosen)];
    for (const other of others)
      for (const act of [
        () => requests.get(other, id),
        () => requests.evidence(other, id),
        () => reviews.panel(other, id),
        () => reviews.write(other, id, review(5)),
        () => reviews.handBack(other, id, '이유'),
      ])
        await expect(act()).rejects.toMatchObject({ code: 'not-found' });
    const listed = async (actor: Actor) =>
      (await requests.listToReview(actor, {})).items.some((item) => item.id === id);
    expect(await Promise.all([chosen, administrator, ...others].map(listed))).toEqual([
      true,
      true,
      ...others.map(() => false),
    ]);
  });

  it('hands it back with a conflict, and another takes the place', async () => {
    const { id } = await ask(await programme());
    const before = await asked(id);
    const [first] = before;
    if (!first) throw new Error('nobody was chosen');
    await expect(reviews.handBack(first, id, ' ')).rejects.toMatchObject({
      fields: { conflict: 'invalid-input' },
    });
    await reviews.handBack(first, id, '공동 연구를 하고 있어요.');
    const [third] = panel.filter((one) => !before.includes(one));
    expect(new Set(await asked(id))).toEqual(new Set([before[1], third]));
    await expect(requests.get(first, id)).rejects.toMatchObject({ code: 'not-found' });
    await expect(reviews.write(first, id, review(5))).rejects.toMatchObject({ code: 'not-found' });
    const view = await reviews.panel(administrator, id);
    expect(view?.reviewers.find((one) => one.personId === first.personId)).toMatchObject({
      state: 'handed-back',
      conflict: '공동 연구를 하고 있어요.',
    });
    expect(JSON.stringify(await reviews.panel(applicant, id))).not.toContain('공동');
    // Now the last one: nobody is left, and the place stays empty until an administrator sees to it.
    const [second] = await asked(id);
    await reviews.handBack(second ?? first, id, '또 있어요.');
    expect(await asked(id)).toHaveLength(1);
  });

  it('is changed by an administrator, who cannot choose somebody with a conflict', async () => {
    const { id } = await ask(await programme({ isAutoAssigned: false }));
    expect(await asked(id)).toEqual([]);
    const [one, two] = panel;
    if (!one || !two) throw new Error('no panel');
    await expect(reviews.assign(administrator, id, neighbour.personId)).rejects.toMatchObject({
      fields: { personId: 'invalid-input' },
    });
    expect(
      (await reviews.panel(administrator, id))?.candidates.find(({ name }) => name === '이웃')?.conflicts,
    ).toEqual(['same-school']);
    for (const nobody of [applicant.personId, 'x', newId()])
      await expect(reviews.assign(administrator, id, nobody)).rejects.toMatchObject({
        code: 'invalid-input',
      });
    await reviews.assign(administrator, id, one.personId);
    await reviews.assign(administrator, id, one.personId);
    expect(await asked(id)).toEqual([one]);
    await reviews.takeOff(administrator, id, one.personId);
    await expect(reviews.takeOff(administrator, id, one.personId)).rejects.toMatchObject({
      code: 'changed-meanwhile',
    });
    await reviews.assign(administrator, id, one.personId);
    await reviews.write(one, id, review(5));
    await expect(reviews.takeOff(administrator, id, one.personId)).rejects.toMatchObject({
      code: 'changed-meanwhile',
    });
    for (const actor of [applicant, one])
      await expect(reviews.assign(actor, id, two.personId)).rejects.toMatchObject({ code: 'not-allowed' });
    await expect(reviews.write(administrator, id, review(5))).rejects.toMatchObject({ code: 'not-allowed' });
  });

  it('cannot review once a conflict has arisen', async () => {
    const { id } = await ask(await programme({ reviewsNeeded: 1 }));
    const [chosen] = await asked(id);
    if (!chosen) throw new Error('nobody was chosen');
    await db
      .updateTable('people')
      .set({ school_name: '나래 대학교' })
      .where('id', '=', chosen.personId)
      .execute();
    await expect(reviews.write(chosen, id, review(5))).rejects.toMatchObject({ code: 'not-allowed' });
    await db.updateTable('people').set({ school_name: '' }).where('id', '=', chosen.personId).execute();
  });
});

describe('a review', () => {
  it('is blind until one’s own is given; the applicant reads all after the decision, without names', async () => {
    const { id } = await ask(await programme({ reviewsNeeded: 3 }));
    const [one, two, three] = panel as [Actor, Actor, Actor];
    await reviews.write(one, id, review(4, 80, '첫째의 말'));
    const seenBy = async (actor: Actor) => JSON.stringify(await reviews.panel(actor, id));
    expect(await seenBy(one)).toContain('첫째의 말');
    for (const actor of [two, administrator, applicant])
      expect(await seenBy(actor)).not.toContain('첫째의 말');
    expect((await reviews.panel(applicant, id))?.reviewers).toEqual([]);
    expect(await seenBy(two)).not.toContain(one.displayName);
    await reviews.write(two, id, review(3, 60, '둘째의 말'));
    expect(await seenBy(two)).toContain('첫째의 말');
    expect(await seenBy(two)).not.toContain(one.displayName);
    expect(await seenBy(two)).not.toContain(one.personId);
    expect((await requests.get(applicant, id)).state).toBe('submitted');
    await reviews.write(three, id, review(3, 20, '셋째의 말'));
    expect(await requests.get(applicant, id)).toMatchObject({
      state: 'partly-granted',
      grantedMilliGpuSeconds: 60 * hour,
    });
    const own = await reviews.panel(applicant, id);
    expect(own).toMatchObject({ score: 300, given: 3, needed: 3 });
    expect(own?.reviewers.map(({ review: one_ }) => one_?.comment).sort()).toEqual([
      '둘째의 말',
      '셋째의 말',
      '첫째의 말',
    ]);
    const whole = JSON.stringify([own, await requests.get(applicant, id)]);
    for (const actor of panel) {
      expect(whole).not.toContain(actor.displayName);
      expect(whole).not.toContain(actor.personId);
    }
    expect(await seenBy(administrator)).toContain(one.displayName);
    expect(await allocations()).toEqual([60 * hour]);
  });

  it.each<[string, Partial<ReviewDraft>, string]>([
    ['a score of six', { scores: { merit: 6, method: 3, amount: 3, readiness: 3 } }, 'score-merit'],
    ['half a score', { scores: { merit: 3, method: 2.5, amount: 3, readiness: 3 } }, 'score-method'],
    ['a criterion without a score', { scores: { merit: 3, method: 3, amount: 3 } }, 'score-readiness'],
    ['no comment', { comment: ' ' }, 'comment'],
    ['more hours than were asked', { recommendedMilliGpuSeconds: 100 * hour + 1 }, 'recommended'],
    ['hours below nothing', { recommendedMilliGpuSeconds: -1 }, 'recommended'],
  ])('is refused with %s', async (_why, change, field) => {
    const { id } = await ask(await programme({ reviewsNeeded: 1 }));
    const [chosen] = await asked(id);
    await expect(reviews.write(chosen ?? applicant, id, { ...review(3), ...change })).rejects.toMatchObject({
      fields: { [field]: 'invalid-input' },
    });
    expect((await requests.get(applicant, id)).state).toBe('submitted');
  });

  it('is signed once, at the page, and not after the request was taken back', async () => {
    const { id } = await ask(await programme());
    const [one, two] = await asked(id);
    if (!one || !two) throw new Error('nobody was chosen');
    const token: Actor = { ...one, via: { kind: 'token', tokenId: 't' } };
    await expect(reviews.write(token, id, review(5))).rejects.toMatchObject({ code: 'not-allowed' });
    await reviews.write(one, id, review(5));
    await expect(reviews.write(one, id, review(1))).rejects.toMatchObject({ code: 'changed-meanwhile' });
    await expect(reviews.handBack(one, id, '이제야')).rejects.toMatchObject({ code: 'not-allowed' });
    await requests.withdraw(applicant, id);
    await expect(reviews.write(two, id, review(5))).rejects.toMatchObject({ code: 'wrong-state' });
    await expect(
      requests.decide(two, id, { amountMilliGpuSeconds: hour, reason: '', version: 2 }),
    ).rejects.toMatchObject({ code: 'not-allowed' });
  });
});

describe('at the same moment', () => {
  it('the last two reviews make one decision and one grant, thirty times', async () => {
    const name = await programme();
    for (let round = 0; round < 30; round += 1) {
      applicant = await person('신청자', '나래대학교', 'undergraduate', ['student']);
      const { id } = await ask(name);
      const both = await asked(id);
      await Promise.all(both.map((actor, index) => reviews.write(actor, id, review(3, 40 + index * 20))));
      expect(await allocations()).toEqual([40 * hour]);
      const events = (await requests.get(applicant, id)).events.map(({ kind }) => kind);
      expect(events).toEqual(['submitted', 'reviewed', 'reviewed', 'partly-granted']);
    }
    expect((await checkLedger(db)).problems).toEqual([]);
  });

  it('of three where two decide, two are taken and the third hears that it is over', async () => {
    const name = await programme({ isAutoAssigned: false });
    for (let round = 0; round < 10; round += 1) {
      applicant = await person('신청자', '나래대학교', 'undergraduate', ['student']);
      const { id } = await ask(name);
      for (const actor of panel) await reviews.assign(administrator, id, actor.personId);
      const answers = await Promise.allSettled(panel.map((actor) => reviews.write(actor, id, review(5))));
      const refused = answers.flatMap((one) => (one.status === 'rejected' ? [codeOf(one.reason)] : []));
      expect(refused).toEqual(['wrong-state']);
      expect(await allocations()).toEqual([100 * hour]);
    }
  });

  it('a double click is one review', async () => {
    const { id } = await ask(await programme());
    const [one] = await asked(id);
    if (!one) throw new Error('nobody was chosen');
    const clicks = await Promise.allSettled([1, 2, 3].map(() => reviews.write(one, id, review(5))));
    expect(clicks.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect((await requests.get(applicant, id)).state).toBe('submitted');
  });

  it('taking back and the last review: one of them wins', async () => {
    const name = await programme({ reviewsNeeded: 1 });
    for (let round = 0; round < 10; round += 1) {
      applicant = await person('신청자', '나래대학교', 'undergraduate', ['student']);
      const { id } = await ask(name);
      const [one] = await asked(id);
      const both = await Promise.allSettled([
        requests.withdraw(applicant, id),
        reviews.write(one ?? applicant, id, review(5)),
      ]);
      expect(both.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
      const { state } = await requests.get(applicant, id);
      expect(await allocations()).toEqual(state === 'granted' ? [100 * hour] : []);
    }
  });
});

describe('an adviser', () => {
  const mailsTo = (email: string | undefined) =>
    db
      .selectFrom('mails')
      .select(['kind', 'body_text'])
      .where('to_email', '=', email ?? '')
      .orderBy('id')
      .execute();

  it('is asked first, confirms signed in, and the review begins', async () => {
    const name = await programme();
    const graduate = await person('대학원생', '나래대학교', 'graduate', ['student']);
    const professor = await person('지도교수', '나래대학교', 'teacher', ['teacher']);
    const { id, state } = await ask(name, graduate, ` ${professor.email?.toUpperCase()} `);
    expect(state).toBe('with-adviser');
    expect(await asked(id)).toEqual([]);
    const [mail] = await mailsTo(professor.email);
    expect(mail?.body_text).toContain(`https://modu.example/advise/${id}`);
    expect(mail?.body_text).not.toContain('연구 ');
    for (const actor of [graduate, administrator, await person('다른 교사', '', 'teacher', ['teacher'])])
      await expect(requests.confirm(actor, id, { isConfirmed: true, reason: '' })).rejects.toBeDefined();
    // The role waits for a second factor, or is not there.
    const unverified = { ...professor, roles: ['student'] } as Actor;
    await expect(requests.confirm(unverified, id, { isConfirmed: true, reason: '' })).rejects.toMatchObject({
      code: 'not-found',
    });
    expect((await requests.listToConfirm(professor)).map((one) => one.id)).toEqual([id]);
    expect(await reviews.panel(professor, id)).toBeUndefined();
    await expect(requests.evidence(professor, id)).rejects.toMatchObject({ code: 'not-found' });
    expect(await requests.confirm(professor, id, { isConfirmed: true, reason: '' })).toMatchObject({
      state: 'submitted',
    });
    expect(await asked(id)).toHaveLength(2);
    expect((await mailsTo(graduate.email)).map(({ kind }) => kind)).toEqual(['request-adviser-confirmed']);
    await expect(
      requests.confirm(professor, id, { isConfirmed: false, reason: '아니' }),
    ).rejects.toMatchObject({
      code: 'wrong-state',
    });
  });

  it('refuses with a reason, and it ends', async () => {
    const graduate = await person('대학원생', '나래대학교', 'graduate', ['student']);
    const professor = await person('지도교수', '나래대학교', 'teacher', ['teacher']);
    const { id } = await ask(await programme(), graduate, professor.email);
    await expect(requests.confirm(professor, id, { isConfirmed: false, reason: '' })).rejects.toMatchObject({
      fields: { reason: 'invalid-input' },
    });
    await requests.confirm(professor, id, { isConfirmed: false, reason: '아직 일러요.' });
    expect(await requests.get(graduate, id)).toMatchObject({
      state: 'declined',
      grantedMilliGpuSeconds: undefined,
    });
    expect((await requests.get(graduate, id)).events.at(-1)).toMatchObject({
      body: '아직 일러요.',
      by: '지도교수',
    });
    expect(await asked(id)).toEqual([]);
  });

  it('never reviews for whom they advise, in this request or another', async () => {
    const graduate = await person('대학원생', '나래대학교', 'graduate', ['student']);
    const both = await person('교수 겸 심사자', '라대학교', 'teacher', ['teacher', 'reviewer']);
    const name = await programme({ isAutoAssigned: false });
    const first = await ask(name, graduate, both.email);
    await requests.confirm(both, first.id, { isConfirmed: true, reason: '' });
    const other = await person('다른 지도교수', '마대학교', 'teacher', ['teacher']);
    const second = await ask(name, graduate, other.email);
    await requests.confirm(other, second.id, { isConfirmed: true, reason: '' });
    for (const { id } of [first, second])
      await expect(reviews.assign(administrator, id, both.personId)).rejects.toMatchObject({
        fields: { personId: 'invalid-input' },
      });
    await db.updateTable('people').set({ roles: [] }).where('id', '=', both.personId).execute();
  });

  it('is wanted where the programme says so, is not oneself, and answers the same for who is unknown', async () => {
    const name = await programme();
    const graduate = await person('대학원생', '나래대학교', 'graduate', ['student']);
    for (const typed of [undefined, '', 'a@b@c', graduate.email?.toUpperCase()])
      await expect(ask(name, graduate, typed)).rejects.toMatchObject({
        fields: { adviserEmail: 'email-invalid' },
      });
    const unknown = await ask(name, graduate, `${newId()}@nowhere.kr`);
    expect(unknown.state).toBe('with-adviser');
    expect((await mailsTo(unknown.adviserEmail)).map(({ kind }) => kind)).toEqual(['adviser-asked']);
    // Of an undergraduate it is not asked, whatever was typed.
    expect(await ask(name, applicant, 'prof@nowhere.kr')).toMatchObject({
      state: 'submitted',
      adviserEmail: undefined,
    });
  });

  it('gets ten mails a day of one person at most', async () => {
    const name = await programme();
    const graduate = await person('대학원생', '나래대학교', 'graduate', ['student']);
    for (let mail = 0; mail < 10; mail += 1) {
      const { id } = await ask(name, graduate, 'victim@nowhere.kr');
      await requests.withdraw(graduate, id);
    }
    await expect(ask(name, graduate, 'victim@nowhere.kr')).rejects.toMatchObject({
      code: 'limit-reached',
      details: { limit: 10 },
    });
  });
});

it('leaves its lines in the log, without a word that people wrote', async () => {
  const lines = await db.selectFrom('audit_log').selectAll().where('subject_kind', '=', 'request').execute();
  const actions = new Set(lines.map((line) => line.action));
  for (const act of [
    ...['reviewed', 'handed-back', 'reviewer-assigned', 'reviewer-taken-off'],
    ...['adviser-confirmed', 'adviser-refused', 'granted', 'partly-granted'],
  ])
    expect(actions).toContain(`request.${act}`);
  const all = JSON.stringify(lines.map((line) => line.detail));
  for (const word of ['한마디', '공동', '비밀', '일러요']) expect(all).not.toContain(word);
  const mails = JSON.stringify(await db.selectFrom('mails').select('body_text').execute());
  for (const word of ['한마디', '공동', '비밀', '일러요', '연구 1']) expect(mails).not.toContain(word);
});
