import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openDb, openPool } from './client';
import { migrate } from './migrate';
import { openTestDb, type TestDb } from './testing/test-db';

let test_: TestDb;
beforeAll(async () => {
  test_ = await openTestDb();
});
afterAll(() => test_.close());

test('four processes that start at once migrate once and do not disturb each other', async () => {
  const name = 'migrate_race';
  await sql.raw(`create database ${name}`).execute(test_.db);
  const url = test_.url.replace(/\/[^/]+$/, `/${name}`);
  const dbs = Array.from({ length: 4 }, () => openDb(openPool(url, 2)));
  const done = await Promise.all(dbs.map((db) => migrate(db)));
  await Promise.all(dbs.map((db) => db.destroy()));
  await sql.raw(`drop database ${name} with (force)`).execute(test_.db);
  expect(done.filter((names) => names.length > 0)).toHaveLength(1);
});

test('the audit log and the transfers refuse to be changed, row by row and as a whole', async () => {
  await test_.db
    .insertInto('audit_log')
    .values({
      action: 'test',
      subject_kind: 'person',
      subject_id: 'x',
      actor_person_id: null,
      request_id: null,
    })
    .execute();
  for (const statement of [
    'delete from audit_log',
    `update audit_log set action = 'other'`,
    'truncate audit_log',
    'truncate ledger_transfers',
    'truncate ledger_transfers, ledger_accounts cascade',
  ])
    await expect(sql.raw(statement).execute(test_.db), statement).rejects.toThrow('append-only');
});
