import Papa from 'papaparse';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sql } from 'kysely';
import { readPdfPages, readPdfTexts } from '../../../e2e/fixtures/read-pdf';
import type { Db } from '#db/client';
import { newId } from '#db/new-id';
import { checkLedger } from '#db/queries/ledger/check-ledger';
import { ensureLedgerRoots } from '#db/queries/ledger/ensure-ledger-roots';
import { grantHours } from '#db/queries/ledger/grant-hours';
import { ledgerRoots } from '#db/queries/ledger/ledger-roots';
import { reserveHours } from '#db/queries/ledger/reserve-hours';
import { postHours, voidHours } from '#db/queries/ledger/resolve-hold';
import { openTestDb, type TestDb } from '#db/testing/test-db';
import type { Actor } from '../../actor';
import type { ClassServices } from '../../class-services';
import type { HoursView } from '../../hours-services';
import type { StatementAsked, StatementServices } from '../../statement-services';
import { makeTryLimit } from '../../http/rate-limits';
import { makeAllocationServices } from '../allocations/make-allocation-services';
import { grantClassHours } from '../classes/grant-class-hours';
import { makeClassServices } from '../classes/make-class-services';
import { makePerson } from '../ledger/people.fixture';
import { today } from '../requests/request-period';
import { makeStatementServices } from './make-statement-services';

const hour = 3_600_000;
const dayMs = 86_400_000;

let test: TestDb;
let db: Db;
let statements: StatementServices;
let classes: ClassServices;

beforeAll(async () => {
  test = await openTestDb();
  db = test.db;
  await ensureLedgerRoots(db);
  statements = makeStatementServices({ db });
  classes = makeClassServices({
    db,
    triesByPerson: makeTryLimit({ points: 500, duration: 900 }),
    triesByAll: makeTryLimit({ points: 1_000, duration: 60 }),
  });
});
afterAll(() => test.close());

const dayOn = (offset: number) => today(new Date(Date.now() + offset * dayMs));

async function hold(ledgerAccountId: string, amount: number, then?: number | 'void'): Promise<void> {
  const transferId = newId();
  await db
    .transaction()
    .execute((trx) =>
      reserveHours(trx, { transferId, ledgerAccountId, amount: BigInt(amount), launchId: transferId }),
    );
  const resolution = { pendingId: transferId, transferId: newId() };
  if (then === 'void') await db.transaction().execute((trx) => voidHours(trx, resolution));
  if (typeof then === 'number')
    await db.transaction().execute((trx) => postHours(trx, { ...resolution, amount: BigInt(then) }));
}

/** Writes what the ledger has to have happened `days` ago: transfers are never changed by the portal, so the guard is put aside here. */
async function pastBy(days: number, ledgerAccountIds: readonly string[]): Promise<void> {
  await db.transaction().execute(async (trx) => {
    await sql`alter table ledger_transfers disable trigger user`.execute(trx);
    await sql`update ledger_transfers set created_at = created_at - make_interval(days => ${days})
      where ledger_account_id = any(${ledgerAccountIds as string[]}::uuid[])`.execute(trx);
    await sql`alter table ledger_transfers enable trigger user`.execute(trx);
  });
}

const accountsOf = async (actor: Actor) =>
  db
    .selectFrom('allocations as a')
    .innerJoin('ledger_accounts as l', 'l.id', 'a.ledger_account_id')
    .select(['l.id', 'a.part', 'l.granted', 'l.pending', 'l.posted'])
    .where('a.person_id', '=', actor.personId)
    .execute();

async function starter(name = '하늘') {
  const actor = await makePerson(db, { name });
  await makeAllocationServices({ db }).ensureStarter(actor);
  const [account] = await accountsOf(actor);
  return { actor, account: account?.id ?? '' };
}

async function classOf(students: number, schoolName = '한강고등학교', name = '2-3 인공지능') {
  const teacher = await makePerson(db, { roles: ['teacher'], name: '은우' });
  const id = await classes.create(teacher, {
    name,
    schoolName,
    subject: '정보',
    size: 32,
    startsOn: dayOn(-30),
    endsOn: dayOn(90),
    joining: 'automatic',
  });
  const { code } = await classes.makeCode(teacher, id, { days: 7, uses: 100 });
  const actors: Actor[] = [];
  for (let index = 0; index < students; index += 1) {
    const actor = await makePerson(db, { name: `학생 ${index}`, level: 'high' });
    await classes.join(actor, code);
    actors.push(actor);
  }
  await db
    .transaction()
    .execute((trx) => grantClassHours(trx, { classId: id, amount: BigInt(100 * hour), source: newId() }));
  await classes.shareOut(teacher, id, {
    floorMilliGpuSeconds: 5 * hour,
    poolCapMilliGpuSeconds: 20 * hour,
    releaseUnusedDays: undefined,
    version: (await classes.get(teacher, id)).version,
  });
  return { id, teacher, actors };
}

const sums = (hours: HoursView) => ({
  granted: hours.grantedMilliGpuSeconds,
  held: hours.heldMilliGpuSeconds,
  used: hours.usedMilliGpuSeconds,
});

/** The ledger's own oracle finds nothing wrong; then its cached balances are what statements are held against. */
async function balanceOf(ledgerAccountId: string) {
  const { problems } = await checkLedger(db);
  expect(problems.filter((problem) => !problem.rule.includes('launch'))).toEqual([]);
  const row = await db
    .selectFrom('ledger_accounts')
    .select(['granted', 'pending', 'posted'])
    .where('id', '=', ledgerAccountId)
    .executeTakeFirstOrThrow();
  return { granted: Number(row.granted), held: Number(row.pending), used: Number(row.posted) };
}

/** The file as a spreadsheet reads it: the head, and rows by their columns. */
async function rowsOf(actor: Actor, asked: StatementAsked): Promise<string[][]> {
  const { bytes, contentType } = await statements.file(actor, asked, 'csv');
  expect(contentType).toBe('text/csv; charset=utf-8');
  expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
  return Papa.parse<string[]>(Buffer.from(bytes).toString('utf8').slice(1)).data;
}

/** The exact columns of opening, lines and closing, in milli-GPU-seconds: what comes before adds up to what comes last. */
async function expectAddsUp(actor: Actor, asked: StatementAsked): Promise<void> {
  const rows = (await rowsOf(actor, asked)).slice(1);
  const exact = rows.map((row) => row.slice(7, 10).map((figure) => Math.round(Number(figure) * 1000)));
  const closing = exact.pop() ?? [];
  expect([0, 1, 2].map((column) => exact.reduce((sum, row) => sum + (row[column] ?? 0), 0))).toEqual(closing);
  const view = await statements.read(actor, asked);
  expect(Object.values(sums(view.closing))).toEqual(closing);
}

describe('of a person', () => {
  it('says what the ledger says, line by line, and adds up', async () => {
    const { actor, account } = await starter();
    await hold(account, 3 * hour + 7, 1 * hour + 5);
    await hold(account, 2 * hour, 'void');
    await hold(account, 5 * hour);
    const view = await statements.read(actor, { of: 'person' });
    expect(sums(view.opening)).toEqual({ granted: 0, held: 0, used: 0 });
    expect(sums(view.closing)).toEqual(await balanceOf(account));
    expect(view.lineCount).toBe(6);
    await expectAddsUp(actor, { of: 'person' });
    const kinds = (await rowsOf(actor, { of: 'person' })).map((row) => row[1]);
    expect(kinds.slice(2, -1)).toEqual(['받음', '잡아 둠', '씀', '잡아 둠', '돌아옴', '잡아 둠']);
  });

  it('closes where the next period opens, at midnight in Seoul', async () => {
    const { actor, account } = await starter();
    await hold(account, 4 * hour, 3 * hour);
    await pastBy(40, [account]);
    await hold(account, 6 * hour);
    const midnight = new Date(`${dayOn(-20)}T00:00:00+09:00`);
    await db.transaction().execute(async (trx) => {
      await grantHours(trx, { transferId: newId(), ledgerAccountId: account, amount: 1n, note: 'before' });
      await grantHours(trx, { transferId: newId(), ledgerAccountId: account, amount: 2n, note: 'after' });
      await sql`alter table ledger_transfers disable trigger user`.execute(trx);
      await sql`update ledger_transfers set created_at = ${midnight}::timestamptz
        - case note when 'before' then interval '1 millisecond' else interval '0' end
        where ledger_account_id = ${account} and note in ('before','after')`.execute(trx);
      await sql`alter table ledger_transfers enable trigger user`.execute(trx);
    });
    const first = await statements.read(actor, { of: 'person', from: dayOn(-60), to: dayOn(-21) });
    const second = await statements.read(actor, { of: 'person', from: dayOn(-20), to: dayOn(0) });
    expect(sums(first.closing)).toEqual({ granted: 20 * hour + 1, held: 0, used: 3 * hour });
    expect(second.opening).toEqual(first.closing);
    expect(sums(second.closing)).toEqual(await balanceOf(account));
    await expectAddsUp(actor, { of: 'person', from: dayOn(-20), to: dayOn(0) });
  });

  it('counts of a class’s pool what was taken, not the cap', async () => {
    const { actors } = await classOf(1);
    const [student] = actors as [Actor];
    const accounts = await accountsOf(student);
    const [share, pool] = ['share', 'pool'].map(
      (part) => accounts.find((one) => one.part === part)?.id ?? '',
    );
    await hold(share ?? '', 2 * hour, 1 * hour);
    await hold(pool ?? '', 8 * hour, 3 * hour);
    await hold(pool ?? '', 2 * hour);
    const view = await statements.read(student, { of: 'person' });
    expect(sums(view.closing)).toEqual({ granted: (5 + 3 + 2) * hour, held: 2 * hour, used: 4 * hour });
    await expectAddsUp(student, { of: 'person' });
  });
});

describe('of a class, a school and a programme', () => {
  it('the class’s sums are its account’s, with a line for each student', async () => {
    const { id, teacher, actors } = await classOf(3);
    const [one, two] = actors as [Actor, Actor, Actor];
    for (const [actor, amount] of [
      [one, 1],
      [one, 2],
      [two, 4],
    ] as const) {
      const accounts = await accountsOf(actor);
      await hold(accounts.find((account) => account.part === 'pool')?.id ?? '', 5 * hour, amount * hour);
    }
    const { ledger_account_id: account } = await db
      .selectFrom('classes')
      .select('ledger_account_id')
      .where('id', '=', id)
      .executeTakeFirstOrThrow();
    const asked = { of: 'class', id } as const;
    expect(sums((await statements.read(teacher, asked)).closing)).toEqual(await balanceOf(account ?? ''));
    await expectAddsUp(teacher, asked);
    const rows = (await rowsOf(teacher, asked)).slice(2, -1);
    expect(rows.map((row) => [row[1], row[2], Number(row[4]), Number(row[6])])).toEqual([
      ['받음', '', 100, 0],
      ['기간의 합', '학생 0', 0, 3],
      ['기간의 합', '학생 1', 0, 4],
    ]);
  });

  it('a school has a line for each class of its name, a programme one for each that it gave to', async () => {
    const administrator = await makePerson(db, { roles: ['administrator'] });
    const school = `서해중 ${newId()}`;
    const [first, second] = [await classOf(1, school, '1-1'), await classOf(1, school, '1-2')];
    await classOf(1, `${school} 분교`, '1-3');
    const [student] = second.actors as [Actor];
    const share = (await accountsOf(student)).find((account) => account.part === 'share')?.id ?? '';
    await hold(share, 3 * hour, 2 * hour);
    const asked = { of: 'school', id: school } as const;
    const rows = (await rowsOf(administrator, asked)).slice(2, -1);
    expect(rows.map((row) => [row[2], Number(row[4]), Number(row[6])])).toEqual([
      ['1-1', 100, 0],
      ['1-2', 100, 2],
    ]);
    await expectAddsUp(administrator, asked);
    expect(first.id).not.toBe(second.id);

    const programme = { of: 'programme', id: 'class' } as const;
    const { used, held } = await balanceOf(ledgerRoots.class);
    expect(sums((await statements.read(administrator, programme)).closing)).toMatchObject({ used, held });
    await expectAddsUp(administrator, programme);
    await expectAddsUp(administrator, { of: 'programme', id: 'starter' });
    const subjects = await statements.subjects(administrator);
    expect(subjects.schools).toContain(school);
    expect(subjects.programmes.map((one) => one.name)).toEqual(['starter', 'class', 'research']);
  });

  it('is empty, and right, for a class that was given nothing', async () => {
    const teacher = await makePerson(db, { roles: ['teacher'] });
    const id = await classes.create(teacher, {
      name: '빈 반',
      schoolName: '한강고등학교',
      subject: '',
      size: 3,
      startsOn: dayOn(0),
      endsOn: dayOn(9),
      joining: 'approval',
    });
    await expectAddsUp(teacher, { of: 'class', id });
    expect((await statements.read(teacher, { of: 'class', id })).lineCount).toBe(0);
  });
});

describe('who may', () => {
  it('is a class’s teachers, and administrators for schools and programmes', async () => {
    const { id, teacher, actors } = await classOf(1);
    const other = await makePerson(db, { roles: ['teacher'] });
    const administrator = await makePerson(db, { roles: ['administrator'] });
    const [student] = actors as [Actor];
    for (const actor of [other, student, administrator])
      for (const kind of ['csv', 'pdf'] as const)
        await expect(statements.file(actor, { of: 'class', id }, kind)).rejects.toMatchObject({
          code: 'not-found',
        });
    // A wrong day tells nobody that the class is there.
    await expect(statements.read(other, { of: 'class', id, from: 'x' })).rejects.toMatchObject({
      code: 'not-found',
    });
    await statements.read(teacher, { of: 'class', id });
    for (const asked of [
      { of: 'school', id: '한강고등학교' },
      { of: 'programme', id: 'class' },
    ] as const) {
      await expect(statements.read(teacher, asked)).rejects.toMatchObject({ code: 'not-allowed' });
      await statements.read(administrator, asked);
    }
    await expect(statements.read(administrator, { of: 'school', id: '' })).rejects.toMatchObject({
      code: 'not-found',
    });
    await expect(statements.subjects(teacher)).rejects.toMatchObject({ code: 'not-allowed' });
  });

  it('is oneself only: an id changes nothing', async () => {
    const [one, other] = [await starter(), await starter()];
    await hold(other.account, hour, hour);
    const view = await statements.read(one.actor, { of: 'person', id: other.actor.personId });
    expect(sums(view.closing)).toEqual(await balanceOf(one.account));
  });
});

describe('the files', () => {
  it('run nothing in a spreadsheet, whatever somebody is called', async () => {
    const { id, teacher, actors } = await classOf(4);
    const names = ['=HYPERLINK("http://x")', ' +1', '＝cmd', '@sum,"a"'];
    for (const [index, actor] of actors.entries()) {
      await db
        .updateTable('people')
        .set({ display_name: names[index] ?? '' })
        .where('id', '=', actor.personId)
        .execute();
      const accounts = await accountsOf(actor);
      await hold(accounts.find((account) => account.part === 'share')?.id ?? '', hour, 7);
    }
    const rows = await rowsOf(teacher, { of: 'class', id });
    expect(rows.every((row) => row.length === 10)).toBe(true);
    const shown = rows.slice(3, -1).map((row) => row[2] ?? '');
    expect(shown.toSorted()).toEqual(names.map((name) => `'${name}`).toSorted());
    // What went back is below zero and stays a figure.
    const { actor, account } = await starter();
    await hold(account, hour, 'void');
    const [, , , , back] = await rowsOf(actor, { of: 'person' });
    expect(back?.slice(4)).toEqual(['0', '-1', '0', '0', '-3600', '0']);
  });

  it('as a PDF with Korean in it, numbered, with every line and both sums', async () => {
    const { actor, account } = await starter('하늘 김');
    for (let index = 0; index < 40; index += 1) await hold(account, 1000 + index, 500);
    const { bytes, contentType, name } = await statements.file(actor, { of: 'person' }, 'pdf');
    expect(contentType).toBe('application/pdf');
    expect(name).toBe(`시간 명세서 하늘 김 ${dayOn(-89)}~${dayOn(0)}.pdf`);
    const pages = readPdfPages(Buffer.from(bytes)).map(readPdfTexts);
    expect(pages.map((texts) => texts.at(-1))).toEqual(
      pages.map((_page, index) => `${index + 1} / ${pages.length}`),
    );
    const texts = pages.flat();
    expect(pages.length).toBe(3);
    expect(texts).toContain('하늘 김');
    expect(texts.filter((text) => text === '씀').length - pages.length - 1).toBe(40);
    expect(texts).toContain('19.994');
    const english = await statements.file({ ...actor, locale: 'en' }, { of: 'person' }, 'pdf');
    expect(readPdfPages(Buffer.from(english.bytes)).flatMap(readPdfTexts)).toContain('Statement of hours');
  });

  it('are of days that are, and not of too many', async () => {
    const { actor } = await starter();
    const problem = (from: string, to: string) =>
      statements.read(actor, { of: 'person', from, to }).then(
        () => undefined,
        (error: { fields?: object }) => Object.keys(error.fields ?? {}),
      );
    expect(await problem('2026-02-30', dayOn(0))).toEqual(['from']);
    expect(await problem(dayOn(0), 'tomorrow')).toEqual(['to']);
    expect(await problem(dayOn(0), dayOn(-1))).toEqual(['to']);
    expect(await problem(dayOn(-366), dayOn(0))).toEqual(['to']);
    expect(await problem(dayOn(-365), dayOn(0))).toBeUndefined();
  });
});
