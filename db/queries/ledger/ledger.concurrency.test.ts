import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Db } from '../../client';
import { newId } from '../../new-id';
import { openTestDb, type TestDb } from '../../testing/test-db';
import { plantTree, readBalances } from './ledger.fixture';
import { reserveHours, type ReserveAnswer } from './reserve-hours';
import { postHours, voidHours } from './resolve-hold';

let test: TestDb;
let db: Db;

beforeAll(async () => {
  test = await openTestDb(60);
  db = test.db;
});
afterAll(() => test.close());

const hold = (ledgerAccountId: string, amount: bigint, transferId = newId()): Promise<ReserveAnswer> =>
  db
    .transaction()
    .execute((trx) => reserveHours(trx, { transferId, ledgerAccountId, amount, launchId: `L${transferId}` }));

/** Another connection of this database waits for a row lock. */
async function untilSomebodyWaits(): Promise<void> {
  const deadline = Date.now() + 10_000;
  while (Date.now() < deadline) {
    const { rows } = await sql`
      select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`.execute(
      db,
    );
    if (rows.length > 0) return;
  }
  throw new Error('nobody waits');
}

const shuffled = <Item>(items: Item[]): Item[] =>
  items
    .map((item) => ({ item, at: Math.random() }))
    .sort((a, b) => a.at - b.at)
    .map(({ item }) => item);

describe('1,000 reservations at once on three levels, from 60 connections', () => {
  it('accepts exactly what fits: the class is the cap, replays change nothing', async () => {
    const students = Array.from({ length: 10 }, () => 20_000n);
    const tree = await plantTree(db, { platform: 1_000_000n, class: 100_000n, students });
    // 1,000 asks of 200 and 300 of them sent twice: 500 fit the class, although the students hold twice that.
    const asks = Array.from({ length: 1000 }, (_, index) => ({
      id: newId(),
      account: tree.students[index % tree.students.length] ?? '',
    }));
    const calls = shuffled([...asks, ...asks.slice(0, 300)]);
    const answers = await Promise.all(calls.map((ask) => hold(ask.account, 200n, ask.id)));

    const accepted = new Set(calls.filter((_, index) => answers[index]?.ok).map((ask) => ask.id));
    const fresh = answers.filter((answer) => answer.ok && !answer.isReplay);
    expect(accepted.size).toBe(500);
    expect(fresh).toHaveLength(500);
    const [platform, schoolClass] = await readBalances(db, [tree.platform, tree.class]);
    expect([platform?.pending, schoolClass?.pending]).toEqual([100_000n, 100_000n]);
    const written = await db
      .selectFrom('ledger_transfers')
      .select((row) => row.fn.sum('amount').as('sum'))
      .where('kind', '=', 'reserve')
      .where('ledger_account_id', 'in', tree.students)
      .executeTakeFirstOrThrow();
    expect(Number(written.sum)).toBe(100_000);
  });

  it('never refuses what still fits when the students have it', async () => {
    const tree = await plantTree(db, { platform: 10_000n, class: 10_000n, students: [100n, 100n, 100n] });
    const answers = await Promise.all(
      Array.from({ length: 300 }, (_, index) => hold(tree.students[index % 3] ?? '', 1n)),
    );
    expect(answers.filter((answer) => answer.ok)).toHaveLength(300);
  });
});

describe('meetings of two', () => {
  it('lets one of two tabs spend the last hour', async () => {
    for (let round = 0; round < 20; round += 1) {
      const tree = await plantTree(db, { platform: 100n, class: 100n, students: [3600n] });
      const account = tree.students[0] ?? '';
      const answers = await Promise.all([hold(account, 70n), hold(account, 70n)]);
      expect(answers.filter((answer) => answer.ok)).toHaveLength(1);
      expect(answers.find((answer) => !answer.ok)).toEqual({ ok: false, freeMilliGpuSeconds: 30n });
    }
  });

  it('holds once when the same ask comes twice at once, also when it takes the last unit', async () => {
    for (let round = 0; round < 20; round += 1) {
      const tree = await plantTree(db, { platform: 100n, class: 100n, students: [100n] });
      const account = tree.students[0] ?? '';
      const id = newId();
      const answers = await Promise.all([
        hold(account, 100n, id),
        hold(account, 100n, id),
        hold(account, 100n, id),
      ]);
      expect(answers.map((answer) => answer.ok)).toEqual([true, true, true]);
      expect((await readBalances(db, [account]))[0]?.pending).toBe(100n);
    }
  });

  it('takes hours that come back while it waits for them', async () => {
    const tree = await plantTree(db, { platform: 100n, class: 100n, students: [100n] });
    const account = tree.students[0] ?? '';
    const pendingId = newId();
    await hold(account, 100n, pendingId);
    let waiting: Promise<ReserveAnswer> | undefined;
    await db.transaction().execute(async (trx) => {
      await voidHours(trx, { pendingId, transferId: newId() });
      waiting = hold(account, 100n);
      await untilSomebodyWaits();
    });
    expect(await waiting).toEqual({ ok: true, isReplay: false });
    expect((await readBalances(db, [account]))[0]?.pending).toBe(100n);
  });

  it('resolves once when a settlement and a cancellation meet', async () => {
    for (let round = 0; round < 20; round += 1) {
      const tree = await plantTree(db, { platform: 100n, class: 100n, students: [100n] });
      const account = tree.students[0] ?? '';
      const pendingId = newId();
      await hold(account, 60n, pendingId);
      const outcomes = await Promise.allSettled([
        db.transaction().execute((trx) => postHours(trx, { pendingId, transferId: newId(), amount: 50n })),
        db.transaction().execute((trx) => voidHours(trx, { pendingId, transferId: newId() })),
      ]);
      expect(outcomes.filter((outcome) => outcome.status === 'fulfilled')).toHaveLength(1);
      const [balance] = await readBalances(db, [account]);
      expect(balance?.pending).toBe(0n);
      expect([0n, 50n]).toContain(balance?.posted);
    }
  });
});
