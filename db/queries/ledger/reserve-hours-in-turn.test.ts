import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Db } from '../../client';
import { newId } from '../../new-id';
import { openTestDb, type TestDb } from '../../testing/test-db';
import { checkLedger } from './check-ledger';
import { ensureLedgerRoots } from './ensure-ledger-roots';
import { plantTree, readBalances } from './ledger.fixture';
import { reserveHours, type Reservation } from './reserve-hours';
import { reserveHoursInTurn } from './reserve-hours-in-turn';
import { voidHours } from './resolve-hold';

let test: TestDb;
let db: Db;

beforeAll(async () => {
  test = await openTestDb(40);
  db = test.db;
  await ensureLedgerRoots(db);
});
afterAll(() => test.close());

const holdOn = (ledgerAccountId: string, amount: bigint): Reservation => {
  const id = newId();
  return { transferId: id, ledgerAccountId, amount, launchId: `L${id}` };
};
const inTurn = (holds: Reservation[]) => db.transaction().execute((trx) => reserveHoursInTurn(trx, holds));
const alone = (hold: Reservation) => db.transaction().execute((trx) => reserveHours(trx, hold));

/** The launches of these holds do not exist; everything else must be right. */
async function expectWhole(): Promise<void> {
  const { problems } = await checkLedger(db);
  expect(problems.filter(({ rule }) => rule !== 'every hold belongs to a launch')).toEqual([]);
}

it('says and writes what one reservation after the other would', async () => {
  const asks = fc.array(fc.record({ student: fc.nat(2), amount: fc.bigInt(1n, 90n) }), {
    minLength: 1,
    maxLength: 12,
  });
  const grants = fc.record({
    platform: fc.bigInt(50n, 300n),
    class: fc.bigInt(50n, 300n),
    students: fc.tuple(fc.bigInt(1n, 120n), fc.bigInt(1n, 120n), fc.bigInt(1n, 120n)),
  });
  await fc.assert(
    fc.asyncProperty(grants, asks, async (granted, wanted) => {
      const [together, apart] = [await plantTree(db, granted), await plantTree(db, granted)];
      const holdsIn = (tree: typeof together) =>
        wanted.map(({ student, amount }) => holdOn(tree.students[student] ?? '', amount));
      const answers = await inTurn(holdsIn(together));
      for (const [index, hold] of holdsIn(apart).entries()) {
        const { ok, ...rest } = await alone(hold);
        expect(answers[index]).toEqual(ok ? { ok } : { ok, ...rest });
      }
      const idsOf = (tree: typeof together) => [tree.platform, tree.class, ...tree.students];
      expect(await readBalances(db, idsOf(together))).toEqual(await readBalances(db, idsOf(apart)));
    }),
    { numRuns: 60 },
  );
  await expectWhole();
});

it('never overspends the class, however many do so at once, alone, together and back', async () => {
  const tree = await plantTree(db, { platform: 9_000n, class: 1_000n, students: [900n, 900n, 900n, 900n] });
  const pick = () => tree.students[Math.floor(Math.random() * 4)] ?? '';
  let accepted = 0n;
  const together = async () => {
    const holds = Array.from({ length: 16 }, () => holdOn(pick(), 7n));
    for (const answer of await inTurn(holds)) if (answer.ok) accepted += 7n;
  };
  const single = async () => {
    const hold = holdOn(pick(), 5n);
    if (!(await alone(hold)).ok) return;
    await db
      .transaction()
      .execute((trx) => voidHours(trx, { pendingId: hold.transferId, transferId: newId() }));
  };
  await Promise.all(Array.from({ length: 120 }, (_, index) => (index % 2 ? together() : single())));
  // What was taken and given back meanwhile is free again.
  for (let last = 0; last < 10; last++) await together();
  const [platform, schoolClass] = await readBalances(db, [tree.platform, tree.class]);
  expect([platform?.pending, schoolClass?.pending]).toEqual([accepted, accepted]);
  // 142 × 7 = 994: what is left is less than one of them.
  expect(accepted).toBe(994n);
  await expectWhole();
});

it('a launch that has a hold already undoes all of them', async () => {
  const tree = await plantTree(db, { platform: 900n, class: 900n, students: [900n] });
  const [student = ''] = tree.students;
  const first = holdOn(student, 5n);
  await inTurn([first]);
  const again = { ...holdOn(student, 5n), launchId: first.launchId };
  await expect(inTurn([holdOn(student, 5n), again])).rejects.toThrow('ledger_transfers_one_hold');
  expect(await readBalances(db, [student])).toMatchObject([{ pending: 5n }]);
  await expect(inTurn([holdOn(newId(), 5n)])).rejects.toThrow('no ledger account');
});
