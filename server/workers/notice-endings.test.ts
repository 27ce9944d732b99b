import { afterAll, beforeAll, expect, test } from 'vitest';
import { sql } from 'kysely';
import { newId } from '#db/new-id';
import { openTestDb, type TestDb } from '#db/testing/test-db';
import { ensureLedgerRoots } from '#db/queries/ledger/ensure-ledger-roots';
import { makeLaunchServices } from '../domain/launches/make-launch-services';
import { launchDepsFor, plantCluster, plantHours } from '../domain/launches/testing/launch-ground';
import { makePerson } from '../domain/ledger/people.fixture';
import { noticeEndings } from './notice-endings';

let database: TestDb;
let people = 0;
beforeAll(async () => {
  database = await openTestDb(20);
  await ensureLedgerRoots(database.db);
  await plantCluster(database.db, 'hangang', 'slurm');
});
afterAll(() => database.close());

const deps = () => ({ db: database.db, addMailTask: undefined, url: 'https://modu.kr' });

/** A launch that began so many minutes before its limit as are left. */
async function running(walltimeMinutes: number, leftMinutes: number) {
  const { db } = database;
  const email = `ending${++people}@x.kr`;
  const actor = await makePerson(db, { email });
  await plantHours(db, actor, 360_000_000);
  const { id } = await makeLaunchServices(launchDepsFor(db)).submit(
    actor,
    { cluster: 'hangang', script: 'true', gpus: 1, walltimeSeconds: walltimeMinutes * 60 },
    newId(),
  );
  await db.updateTable('launches').set({ state: 'running' }).where('id', '=', id).execute();
  const { cluster_id: clusterId } = await db
    .selectFrom('launches')
    .select('cluster_id')
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
  const job = { id: newId(), launch_id: id, cluster_id: clusterId, scheduler_job_id: id };
  await db
    .insertInto('jobs')
    .values({
      ...job,
      state: 'running',
      started_at: new Date(Date.now() - (walltimeMinutes - leftMinutes) * 60_000),
    })
    .execute();
  const mails = async () =>
    (
      await db
        .selectFrom('mails')
        .select('body_text')
        .where('to_email', '=', email)
        .where('kind', '=', 'ending')
        .orderBy('created_at')
        .execute()
    ).map((mail) => /(\d+)(분| minutes)/.exec(mail.body_text)?.[1]);
  const left = (minutes: number) =>
    db
      .updateTable('jobs')
      .set({ started_at: new Date(Date.now() - (walltimeMinutes - minutes) * 60_000) })
      .where('launch_id', '=', id)
      .execute();
  return { id, actor, mails, left };
}

test('30, 10 and 2 minutes before, once each, however many look at once', async () => {
  const { mails, left } = await running(120, 45);
  await noticeEndings(deps());
  expect(await mails()).toEqual([]);
  for (const minutes of [29.5, 20, 9.5, 5, 1.5]) {
    await left(minutes);
    await Promise.all(Array.from({ length: 6 }, () => noticeEndings(deps())));
  }
  expect(await mails()).toEqual(['30', '10', '2']);
});

test('what was missed is passed over for what is due', async () => {
  const { mails, left } = await running(120, 8);
  await noticeEndings(deps());
  await left(7);
  await noticeEndings(deps());
  expect(await mails()).toEqual(['8']);
});

test('a short launch is not warned as soon as it begins', async () => {
  const { mails, left } = await running(15, 14);
  await noticeEndings(deps());
  await left(6);
  await noticeEndings(deps());
  expect(await mails()).toEqual([]);
  await left(1.9);
  await noticeEndings(deps());
  expect(await mails()).toEqual(['2']);
});

test('an extended launch is warned anew', async () => {
  const { id, mails, left } = await running(120, 9);
  await noticeEndings(deps());
  await database.db.updateTable('launches').set({ walltime_seconds: 9_000 }).where('id', '=', id).execute();
  await noticeEndings(deps());
  expect(await mails()).toEqual(['9']);
  await left(-21);
  await noticeEndings(deps());
  expect(await mails()).toEqual(['9', '9']);
});

test('who does not want mails gets none, nor later when they want them again; in their own language', async () => {
  const { actor, mails, left } = await running(120, 25);
  const want = (isOn: boolean) =>
    database.db
      .updateTable('people')
      .set({ ending_mails: isOn, locale: 'en' })
      .where('id', '=', actor.personId)
      .execute();
  await want(false);
  await noticeEndings(deps());
  await want(true);
  await noticeEndings(deps());
  expect(await mails()).toEqual([]);
  await left(9.9);
  await noticeEndings(deps());
  expect(await mails()).toEqual(['10']);
  const { rows } = await sql<{ subject: string }>`
    select subject from mails where kind = 'ending' order by created_at desc limit 1`.execute(database.db);
  expect(rows[0]?.subject).toBe('A job is about to reach its time limit');
});
