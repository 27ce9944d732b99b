import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { openDb, openPool, type Db } from '#db/client';
import { newId } from '#db/new-id';
import { ensureLedgerRoots } from '#db/queries/ledger/ensure-ledger-roots';
import { grantHours } from '#db/queries/ledger/grant-hours';
import { reserveHours } from '#db/queries/ledger/reserve-hours';
import { postHours } from '#db/queries/ledger/resolve-hold';
import { openTestDb, type TestDb } from '#db/testing/test-db';
import type { Actor } from '../../actor';
import { makeTryLimit } from '../../http/rate-limits';
import { grantClassHours } from '../classes/grant-class-hours';
import { makeClassServices } from '../classes/make-class-services';
import { makePerson } from '../ledger/people.fixture';
import { makeAllocationServices } from './make-allocation-services';
import { remindOfHours } from './remind-of-hours';

const hour = 3_600_000n;
const dayMs = 86_400_000;

let database: TestDb;
let db: Db;
/** A second process has a pool of its own. */
let other: Db;
beforeAll(async () => {
  database = await openTestDb(20);
  db = database.db;
  other = openDb(openPool(database.url, 5));
  await ensureLedgerRoots(db);
});
afterAll(async () => {
  await other.destroy();
  await database.close();
});
// What an earlier test left must not be told in the next.
beforeEach(async () => {
  await db.updateTable('people').set({ disabled_at: new Date() }).execute();
});

const url = 'https://modu.kr';
const look = (nowAt: Date) => remindOfHours({ db, url }, nowAt);

/** Two processes, several looks each, at one moment. */
const lookAtOnce = async (nowAt: Date): Promise<number> => {
  const looks = [db, other, db, other, db, other].map((one) => remindOfHours({ db: one, url }, nowAt));
  return (await Promise.all(looks)).reduce((sum, count) => sum + count, 0);
};

async function mailsTo(actor: Actor): Promise<string[]> {
  const rows = await db
    .selectFrom('mails')
    .innerJoin('people as p', 'p.email', 'mails.to_email')
    .select(['mails.kind', 'mails.subject', 'mails.body_text'])
    .where('p.id', '=', actor.personId)
    .orderBy('mails.created_at')
    .orderBy('mails.id')
    .execute();
  return rows.map((row) => `${row.kind} ${/(\d+)[ ]?%/.exec(row.subject)?.[1] ?? ''}`.trim());
}

/** A person with starter hours: 20 for 90 days. */
async function starter(person: Parameters<typeof makePerson>[1] = {}) {
  const actor = await makePerson(db, person);
  const given = await makeAllocationServices({ db }).ensureStarter(actor);
  const { ledger_account_id: ledgerAccountId } = await db
    .selectFrom('allocations')
    .select('ledger_account_id')
    .where('id', '=', given.id)
    .executeTakeFirstOrThrow();
  const daysBefore = (days: number) => new Date(given.endsAt.getTime() - days * dayMs);
  return { actor, given, ledgerAccountId, daysBefore };
}

async function use(ledgerAccountId: string, amount: bigint): Promise<void> {
  const pendingId = newId();
  await db.transaction().execute(async (trx) => {
    await reserveHours(trx, { transferId: pendingId, ledgerAccountId, amount, launchId: pendingId });
    await postHours(trx, { pendingId, transferId: newId(), amount });
  });
}

test('30, 14, 7 and 1 days before the end, once each, though two processes look at once', async () => {
  const { actor, daysBefore } = await starter();
  expect(await lookAtOnce(daysBefore(31))).toBe(0);
  for (const days of [30, 29, 14, 8, 7, 7, 1]) await lookAtOnce(daysBefore(days));
  expect(await mailsTo(actor)).toEqual(['hours-end', 'hours-end', 'hours-end', 'hours-end']);
});

test('50, 80, 90 and 100 % used, once each, though two processes look at once', async () => {
  const { actor, ledgerAccountId } = await starter();
  for (const gpuHours of [9n, 1n, 6n, 1n, 1n, 2n]) {
    await use(ledgerAccountId, gpuHours * hour);
    await lookAtOnce(new Date());
  }
  expect(await mailsTo(actor)).toEqual(['hours-used 50', 'hours-used 80', 'hours-used 90', 'hours-gone']);
});

test('what was missed is passed over for what is due', async () => {
  const { actor, ledgerAccountId, daysBefore } = await starter();
  await use(ledgerAccountId, 17n * hour);
  expect(await look(daysBefore(6))).toBe(2);
  expect(await look(daysBefore(6))).toBe(0);
  expect(await mailsTo(actor)).toEqual(['hours-end', 'hours-used 80']);
});

test('more hours, and a later end, are told of anew', async () => {
  const { actor, given, ledgerAccountId, daysBefore } = await starter();
  await use(ledgerAccountId, 16n * hour);
  await look(daysBefore(7));
  await db
    .transaction()
    .execute((trx) =>
      grantHours(trx, { transferId: newId(), ledgerAccountId, amount: 20n * hour, note: 'more' }),
    );
  expect(await look(daysBefore(7))).toBe(0);
  await use(ledgerAccountId, 4n * hour);
  await db
    .updateTable('allocations')
    .set({ ends_at: new Date(given.endsAt.getTime() + 60 * dayMs) })
    .where('id', '=', given.id)
    .execute();
  expect(await look(daysBefore(7))).toBe(1);
  expect(await look(daysBefore(-53))).toBe(1);
  expect(await mailsTo(actor)).toEqual(['hours-end', 'hours-used 80', 'hours-used 50', 'hours-end']);
});

test('in the language of the person, with what is left, until when, and what to do next', async () => {
  const { actor, given, ledgerAccountId, daysBefore } = await starter();
  await db.updateTable('people').set({ locale: 'en' }).where('id', '=', actor.personId).execute();
  await db
    .updateTable('allocations')
    .set({ ends_at: new Date('2099-03-31T15:00:00Z'), starts_at: new Date('2020-01-01') })
    .where('id', '=', given.id)
    .execute();
  await use(ledgerAccountId, (hour * 99n) / 100n);
  expect(daysBefore(0)).toBeInstanceOf(Date);
  await look(new Date('2099-03-30T15:00:00Z'));
  const mail = await db
    .selectFrom('mails')
    .select(['subject', 'body_text'])
    .where('to_email', '=', actor.email ?? '')
    .executeTakeFirstOrThrow();
  expect(mail.subject).toBe('Hours of yours end on 31 March');
  expect(mail.body_text).toContain('19 GPU-hours are left');
  expect(mail.body_text).toContain(`https://modu.kr/hours?allocation=${given.id}`);
  expect(mail.body_text).toContain('https://modu.kr/requests/new');
});

test('none to who does not want them, nor later when they do; none to who is shut out', async () => {
  const { actor, daysBefore } = await starter();
  const want = (isOn: boolean) =>
    db.updateTable('people').set({ hours_mails: isOn }).where('id', '=', actor.personId).execute();
  await want(false);
  expect(await look(daysBefore(30))).toBe(0);
  await want(true);
  expect(await look(daysBefore(29))).toBe(0);
  expect(await look(daysBefore(14))).toBe(1);
  await db.updateTable('people').set({ stopped_at: new Date() }).where('id', '=', actor.personId).execute();
  expect(await look(daysBefore(7))).toBe(0);
});

test('of a class its teachers are told, once, and no student or assistant', async () => {
  const classes = makeClassServices({
    db,
    triesByPerson: makeTryLimit({ points: 500, duration: 900 }),
    triesByAll: makeTryLimit({ points: 1_000, duration: 60 }),
  });
  const [teacher, second] = [
    await makePerson(db, { roles: ['teacher'] }),
    await makePerson(db, { roles: ['teacher'], email: 'second@x.kr' }),
  ];
  const dayOn = (offset: number) => new Date(Date.now() + offset * dayMs).toISOString().slice(0, 10);
  const classId = await classes.create(teacher, {
    name: '2-3 인공지능',
    schoolName: '한강고등학교',
    subject: '정보',
    size: 32,
    startsOn: dayOn(0),
    endsOn: dayOn(120),
    joining: 'automatic',
  });
  await classes.addHelper(teacher, classId, 'second@x.kr');
  const { code } = await classes.makeCode(teacher, classId, { days: 7, uses: 100 });
  const students: Actor[] = [];
  for (let index = 0; index < 5; index += 1) {
    const student = await makePerson(db, { level: 'high' });
    await classes.join(student, code);
    students.push(student);
  }
  await db
    .transaction()
    .execute((trx) => grantClassHours(trx, { classId, amount: 100n * hour, source: newId() }));
  const parts = await db
    .selectFrom('allocations')
    .select(['ledger_account_id', 'ends_at'])
    .where('class_id', '=', classId)
    .where('part', '=', 'pool')
    .execute();
  for (const part of parts.slice(0, 4)) await use(part.ledger_account_id, 14n * hour);
  const endsAt = parts[0]?.ends_at ?? new Date();
  await lookAtOnce(new Date(Date.now() + dayMs));
  await lookAtOnce(new Date(endsAt.getTime() - 14 * dayMs));
  for (const one of [teacher, second])
    expect(await mailsTo(one)).toEqual(['class-hours-used 50', 'class-hours-end']);
  for (const student of students) expect(await mailsTo(student)).toEqual([]);
  await classes.end(teacher, classId);
  expect(await look(new Date(endsAt.getTime() - dayMs))).toBe(0);
});
