import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Db } from '#db/client';
import { checkLedger } from '#db/queries/ledger/check-ledger';
import { ensureLedgerRoots } from '#db/queries/ledger/ensure-ledger-roots';
import { openTestDb, type TestDb } from '#db/testing/test-db';
import type { Actor } from '../../actor';
import type { ProgrammeDraft, ProgrammeServices } from '../../programme-services';
import { makePerson } from '../ledger/people.fixture';
import { makeRequestServices } from '../requests/make-request-services';
import { today } from '../requests/request-period';
import { makeProgrammeServices } from './make-programme-services';

const hour = 3_600_000;
let test: TestDb;
let db: Db;
let programmes: ProgrammeServices;
let administrator: Actor;
let student: Actor;

beforeAll(async () => {
  test = await openTestDb();
  db = test.db;
  await ensureLedgerRoots(db);
  programmes = makeProgrammeServices({ db });
  administrator = await makePerson(db, { roles: ['administrator'] });
  student = await makePerson(db);
});
afterAll(() => test.close());

const draft: ProgrammeDraft = {
  titleKo: '심층 연구',
  titleEn: 'Deep research',
  summaryKo: '',
  summaryEn: '',
  reviewsNeeded: 3,
  counting: 'median',
  grantFrom: 400,
  partFrom: 300,
  firstPercent: 100,
  isAutoAssigned: true,
  isRolling: false,
  leaderLevels: ['graduate', 'undergraduate'],
  adviserLevels: ['graduate'],
  isClosed: false,
};
const create = (name: string, change: Partial<ProgrammeDraft> = {}, cap = 1000 * hour) =>
  programmes.create(administrator, { ...draft, ...change, name, capMilliGpuSeconds: cap });
const inDays = (days: number): string => today(new Date(Date.now() + days * 86_400_000));

describe('a programme', () => {
  it('is made with its account in the ledger, and read back', async () => {
    const made = await create('deep');
    expect(made).toEqual({ ...draft, name: 'deep', calls: [], version: 1 });
    expect((await programmes.list(administrator)).map(({ name }) => name)).toEqual(['research', 'deep']);
    const account = await db
      .selectFrom('programmes as p')
      .innerJoin('ledger_accounts as l', 'l.id', 'p.ledger_account_id')
      .select(['l.granted', 'l.kind'])
      .where('p.name', '=', 'deep')
      .executeTakeFirst();
    expect(account).toEqual({ granted: BigInt(1000 * hour), kind: 'programme' });
    expect((await checkLedger(db)).problems).toEqual([]);
    await expect(create('deep')).rejects.toMatchObject({ code: 'name-taken' });
    await expect(create('class')).rejects.toMatchObject({ code: 'name-taken' });
  });

  it.each<[string, Parameters<typeof create>, string]>([
    ['a name with a space', ['a b'], 'name'],
    ['no title', ['x1', { titleKo: ' ' }], 'titleKo'],
    ['a quorum of ten', ['x2', { reviewsNeeded: 10 }], 'reviewsNeeded'],
    ['nothing at once', ['x6', { firstPercent: 0 }], 'firstPercent'],
    ['a part from a better score than all', ['x3', { partFrom: 450 }], 'partFrom'],
    ['a score over five', ['x4', { grantFrom: 501 }], 'grantFrom'],
    ['no hours', ['x5', {}, 0], 'capMilliGpuSeconds'],
  ])('is refused with %s', async (_why, asked, field) => {
    await expect(create(...asked)).rejects.toMatchObject({ fields: { [field]: 'invalid-input' } });
  });

  it('is changed by who saw its present form, and closed', async () => {
    await create('changing', { isRolling: true });
    const changed = await programmes.change(administrator, 'changing', { ...draft, titleEn: 'New' }, 1);
    expect(changed).toMatchObject({ titleEn: 'New', isRolling: false, version: 2 });
    await expect(programmes.change(administrator, 'changing', draft, 1)).rejects.toMatchObject({
      code: 'changed-meanwhile',
    });
    await programmes.change(administrator, 'changing', { ...draft, isRolling: true, isClosed: true }, 2);
    expect((await programmes.offered(student)).map(({ name }) => name)).not.toContain('changing');
  });

  it('takes requests in its calls only', async () => {
    await create('calls');
    const requests = makeRequestServices({ db, addMailTask: undefined, url: 'https://modu.example' });
    const ask = () =>
      requests.create(student, {
        ...{ programme: 'calls', title: 'T', purpose: 'P', askedMilliGpuSeconds: hour, clusters: [] },
        ...{ startsOn: inDays(0), endsOn: inDays(9) },
      });
    const refused = { code: 'invalid-input', fields: { programme: 'invalid-input' } };
    await expect(ask()).rejects.toMatchObject(refused);
    await programmes.addCall(administrator, 'calls', { opensOn: inDays(1), closesOn: inDays(5) });
    await expect(ask()).rejects.toMatchObject(refused);
    expect((await programmes.offered(student)).find(({ name }) => name === 'calls')).toMatchObject({
      opensOn: inDays(1),
      closesOn: undefined,
    });
    await programmes.addCall(administrator, 'calls', { opensOn: inDays(-3), closesOn: inDays(0) });
    expect(await ask()).toMatchObject({ programme: { name: 'calls' }, state: 'submitted' });
    const [, past] = (await programmes.get(administrator, 'calls')).calls;
    await programmes.removeCall(administrator, 'calls', past?.id ?? '');
    await expect(programmes.removeCall(administrator, 'calls', past?.id ?? '')).rejects.toMatchObject({
      code: 'not-found',
    });
  });

  it.each([
    ['no day', { opensOn: '2026-02-30', closesOn: '2026-03-01' }, 'opensOn'],
    ['an end before its beginning', { opensOn: '2026-03-02', closesOn: '2026-03-01' }, 'closesOn'],
    ['longer than a year', { opensOn: '2026-03-02', closesOn: '2027-03-03' }, 'closesOn'],
  ])('takes no call with %s', async (_why, call, field) => {
    await expect(programmes.addCall(administrator, 'deep', call)).rejects.toMatchObject({
      fields: { [field]: 'invalid-input' },
    });
  });

  it('is an administrator’s, at the page', async () => {
    const token: Actor = { ...administrator, via: { kind: 'token', tokenId: 't' } };
    for (const actor of [student, await makePerson(db, { roles: ['reviewer', 'teacher'] })]) {
      await expect(programmes.list(actor)).rejects.toMatchObject({ code: 'not-allowed' });
      await expect(programmes.get(actor, 'deep')).rejects.toMatchObject({ code: 'not-allowed' });
    }
    for (const actor of [student, token]) {
      await expect(programmes.change(actor, 'deep', draft, 1)).rejects.toMatchObject({ code: 'not-allowed' });
      await expect(
        programmes.create(actor, { ...draft, name: 'mine', capMilliGpuSeconds: hour }),
      ).rejects.toMatchObject({ code: 'not-allowed' });
      await expect(
        programmes.addCall(actor, 'deep', { opensOn: inDays(0), closesOn: inDays(1) }),
      ).rejects.toMatchObject({ code: 'not-allowed' });
      await expect(programmes.removeCall(actor, 'deep', 'x')).rejects.toMatchObject({ code: 'not-allowed' });
    }
  });

  it('leaves its lines in the log', async () => {
    const lines = await db
      .selectFrom('audit_log')
      .select(['action', 'actor_person_id'])
      .where('subject_kind', '=', 'programme')
      .execute();
    expect(new Set(lines.map((line) => line.action))).toEqual(
      new Set(['programme.created', 'programme.changed', 'programme.call-added', 'programme.call-removed']),
    );
    expect(new Set(lines.map((line) => line.actor_person_id))).toEqual(new Set([administrator.personId]));
  });
});
