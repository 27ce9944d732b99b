import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Db } from '#db/client';
import { newId } from '#db/new-id';
import { ensureLedgerRoots } from '#db/queries/ledger/ensure-ledger-roots';
import { reserveHours } from '#db/queries/ledger/reserve-hours';
import { postHours } from '#db/queries/ledger/resolve-hold';
import { openTestDb, type TestDb } from '#db/testing/test-db';
import { makePerson } from '../ledger/people.fixture';
import { forecastHours } from './forecast-hours';
import { makeAllocationServices } from './make-allocation-services';

const hour = 3_600_000;
const dayMs = 86_400_000;

let test: TestDb;
let db: Db;
beforeAll(async () => {
  test = await openTestDb();
  db = test.db;
  await ensureLedgerRoots(db);
});
afterAll(() => test.close());

it('counts what was used in the last four weeks and nothing older, of one’s own hours alone', async () => {
  const [actor, other] = [await makePerson(db), await makePerson(db)];
  const { id } = await makeAllocationServices({ db }).ensureStarter(actor);
  await makeAllocationServices({ db }).ensureStarter(other);
  const nowAt = new Date();
  await db
    .updateTable('allocations')
    .set({
      starts_at: new Date(nowAt.getTime() - 60 * dayMs),
      ends_at: new Date(nowAt.getTime() + 14 * dayMs),
    })
    .where('id', '=', id)
    .execute();
  const { ledger_account_id: ledgerAccountId } = await db
    .selectFrom('allocations')
    .select('ledger_account_id')
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
  const use = async (gpuHours: number, daysAgo: number) => {
    const [pendingId, transferId] = [newId(), newId()];
    const amount = BigInt(gpuHours * hour);
    await db.transaction().execute(async (trx) => {
      await reserveHours(trx, { transferId: pendingId, ledgerAccountId, amount, launchId: pendingId });
      await postHours(trx, { pendingId, transferId, amount });
      await sql`alter table ledger_transfers disable trigger user`.execute(trx);
      await sql`update ledger_transfers set created_at = ${nowAt}::timestamptz - make_interval(days => ${daysAgo})
        where id = ${transferId}`.execute(trx);
      await sql`alter table ledger_transfers enable trigger user`.execute(trx);
    });
  };
  await use(6, 29);
  await use(4, 27);
  // 4 in 28 days: 2 in the 14 to come, 3 at half as much again, of 10 that are free.
  expect(await forecastHours(db, actor, nowAt)).toEqual([
    { allocationId: id, unusedMilliGpuSeconds: 8 * hour, returnableMilliGpuSeconds: 7 * hour },
  ]);
  expect(await forecastHours(db, other, nowAt)).toEqual([]);
});
