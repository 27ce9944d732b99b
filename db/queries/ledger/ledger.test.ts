import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AppError } from '#server/contract/app-error';
import type { Db } from '../../client';
import { newId } from '../../new-id';
import { openTestDb, type TestDb } from '../../testing/test-db';
import { adjustHours } from './adjust-hours';
import { checkLedger } from './check-ledger';
import { ensureLedgerRoots } from './ensure-ledger-roots';
import { grantHours } from './grant-hours';
import { plantTree, readBalances } from './ledger.fixture';
import { ledgerRoots } from './ledger-roots';
import { readFreeHours } from './read-free-hours';
import { reserveHours } from './reserve-hours';
import { expireHours, postHours, voidHours } from './resolve-hold';
import { topUpHours } from './top-up-hours';

let test: TestDb;
let db: Db;

beforeAll(async () => {
  test = await openTestDb();
  db = test.db;
  await ensureLedgerRoots(db);
});
afterAll(() => test.close());

const inTrx = <Answer>(work: (trx: Parameters<typeof reserveHours>[0]) => Promise<Answer>) =>
  db.transaction().execute(work);

const hold = (ledgerAccountId: string, amount: bigint, transferId = newId()) =>
  inTrx((trx) => reserveHours(trx, { transferId, ledgerAccountId, amount, launchId: `L${transferId}` }));

/** A student with 100, in a class with 150, on a platform with 1000. */
async function student() {
  const tree = await plantTree(db, { platform: 1000n, class: 150n, students: [100n, 100n] });
  const [one = '', two = ''] = tree.students;
  return { ...tree, one, two };
}

describe('reserveHours', () => {
  it('holds on the account and on all above it', async () => {
    const tree = await student();
    expect(await hold(tree.one, 30n)).toEqual({ ok: true, isReplay: false });
    const balances = await readBalances(db, [tree.platform, tree.class, tree.one, tree.two]);
    expect(balances.map((balance) => balance.pending)).toEqual([30n, 30n, 30n, 0n]);
  });

  it('refuses what the account does not have, to the last unit, and says what is free', async () => {
    const tree = await student();
    expect(await hold(tree.one, 101n)).toEqual({ ok: false, freeMilliGpuSeconds: 100n });
    expect(await hold(tree.one, 100n)).toEqual({ ok: true, isReplay: false });
    expect(await hold(tree.one, 1n)).toEqual({ ok: false, freeMilliGpuSeconds: 0n });
  });

  it('refuses what the class does not have, and moves nothing anywhere', async () => {
    const tree = await student();
    await hold(tree.one, 100n);
    expect(await hold(tree.two, 60n)).toEqual({ ok: false, freeMilliGpuSeconds: 50n });
    expect(await readFreeHours(db, tree.two)).toBe(50n);
    const [platform, , , two] = await readBalances(db, [tree.platform, tree.class, tree.one, tree.two]);
    expect([platform?.pending, two?.pending]).toEqual([100n, 0n]);
  });

  it('answers a replay with the earlier answer, even when nothing is free any more or the hold is resolved', async () => {
    const tree = await student();
    const id = newId();
    await hold(tree.one, 100n, id);
    expect(await hold(tree.one, 100n, id)).toEqual({ ok: true, isReplay: true });
    await inTrx((trx) => postHours(trx, { pendingId: id, transferId: newId(), amount: 100n }));
    expect(await hold(tree.one, 100n, id)).toEqual({ ok: true, isReplay: true });
    const [one] = await readBalances(db, [tree.one]);
    expect(one).toEqual({ granted: 100n, pending: 0n, posted: 100n });
  });

  it('refuses an id that stands for something else, and amounts that are none', async () => {
    const tree = await student();
    const id = newId();
    await hold(tree.one, 10n, id);
    await expect(hold(tree.one, 11n, id)).rejects.toMatchObject({ code: 'idempotency-key-reused' });
    await expect(hold(tree.one, 0n)).rejects.toThrow(RangeError);
    await expect(hold(newId(), 1n)).rejects.toThrow('no ledger account');
  });

  it('gives a launch one hold only', async () => {
    const tree = await student();
    const launchId = newId();
    const reserve = () =>
      inTrx((trx) =>
        reserveHours(trx, { transferId: newId(), ledgerAccountId: tree.one, amount: 5n, launchId }),
      );
    await reserve();
    await expect(reserve()).rejects.toMatchObject({ code: 'idempotency-key-reused' });
    expect((await readBalances(db, [tree.one]))[0]?.pending).toBe(5n);
  });
});

describe('resolving a hold', () => {
  it('posts what was used and returns the rest, on the whole path', async () => {
    const tree = await student();
    const id = newId();
    await hold(tree.one, 40n, id);
    const post = await inTrx((trx) => postHours(trx, { pendingId: id, transferId: newId(), amount: 25n }));
    expect(post).toEqual({
      isReplay: false,
      postedMilliGpuSeconds: 25n,
      returnedMilliGpuSeconds: 15n,
      overMilliGpuSeconds: 0n,
    });
    for (const balance of await readBalances(db, [tree.platform, tree.class, tree.one])) {
      expect(balance).toMatchObject({ pending: 0n, posted: 25n });
    }
  });

  it('cuts a post to the hold and says what is over', async () => {
    const tree = await student();
    const id = newId();
    await hold(tree.one, 40n, id);
    const post = await inTrx((trx) => postHours(trx, { pendingId: id, transferId: newId(), amount: 43n }));
    expect(post).toMatchObject({ postedMilliGpuSeconds: 40n, overMilliGpuSeconds: 3n });
  });

  it('voids when nothing was used', async () => {
    const tree = await student();
    const id = newId();
    await hold(tree.one, 40n, id);
    const transferId = newId();
    await inTrx((trx) => postHours(trx, { pendingId: id, transferId, amount: 0n }));
    expect((await readBalances(db, [tree.one]))[0]).toEqual({ granted: 100n, pending: 0n, posted: 0n });
    const row = await db.selectFrom('ledger_transfers').select('kind').where('id', '=', transferId).execute();
    expect(row).toEqual([{ kind: 'void' }]);
  });

  it('resolves once: the same again is a replay, another resolution is refused', async () => {
    const tree = await student();
    const id = newId();
    await hold(tree.one, 40n, id);
    const post = { pendingId: id, transferId: newId(), amount: 25n };
    await inTrx((trx) => postHours(trx, post));
    expect(await inTrx((trx) => postHours(trx, post))).toMatchObject({
      isReplay: true,
      postedMilliGpuSeconds: 25n,
      returnedMilliGpuSeconds: 15n,
    });
    const another = { pendingId: id, transferId: newId() };
    await expect(inTrx((trx) => voidHours(trx, another))).rejects.toMatchObject({ code: 'wrong-state' });
    await expect(inTrx((trx) => expireHours(trx, another))).rejects.toMatchObject({ code: 'wrong-state' });
    expect((await readBalances(db, [tree.one]))[0]).toMatchObject({ pending: 0n, posted: 25n });
  });

  it('knows no other pending things than holds', async () => {
    const unknown = { pendingId: newId(), transferId: newId() };
    await expect(inTrx((trx) => voidHours(trx, unknown))).rejects.toMatchObject({ code: 'not-found' });
    const tree = await student();
    const id = newId();
    await hold(tree.one, 10n, id);
    const post = newId();
    await inTrx((trx) => postHours(trx, { pendingId: id, transferId: post, amount: 5n }));
    const onPost = { pendingId: post, transferId: newId() };
    await expect(inTrx((trx) => voidHours(trx, onPost))).rejects.toMatchObject({ code: 'not-found' });
  });
});

describe('topUpHours', () => {
  it('charges the account when it fits', async () => {
    const tree = await student();
    const holdId = newId();
    await hold(tree.one, 40n, holdId);
    await inTrx((trx) => postHours(trx, { pendingId: holdId, transferId: newId(), amount: 50n }));
    const extra = { holdId, transferId: newId(), amount: 10n };
    expect(await inTrx((trx) => topUpHours(trx, extra))).toEqual({ isReplay: false, paidBy: 'allocation' });
    expect(await inTrx((trx) => topUpHours(trx, extra))).toEqual({ isReplay: true, paidBy: 'allocation' });
    expect((await readBalances(db, [tree.platform, tree.one])).map((balance) => balance.posted)).toEqual([
      50n,
      50n,
    ]);
  });

  it('lets the platform pay when it does not fit, and leaves a line in the audit log', async () => {
    const tree = await student();
    const holdId = newId();
    await hold(tree.one, 100n, holdId);
    const [before] = await readBalances(db, [ledgerRoots.overrun]);
    const extra = { holdId, transferId: newId(), amount: 7n };
    expect(await inTrx((trx) => topUpHours(trx, extra))).toEqual({ isReplay: false, paidBy: 'overrun' });
    expect(await inTrx((trx) => topUpHours(trx, extra))).toEqual({ isReplay: true, paidBy: 'overrun' });
    const [after, one] = await readBalances(db, [ledgerRoots.overrun, tree.one]);
    expect(after?.posted).toBe((before?.posted ?? 0n) + 7n);
    expect(one).toEqual({ granted: 100n, pending: 100n, posted: 0n });
    const lines = await db
      .selectFrom('audit_log')
      .select('action')
      .where('subject_id', '=', `L${holdId}`)
      .execute();
    expect(lines).toEqual([{ action: 'ledger.overrun' }]);
  });
});

describe('grants and adjustments', () => {
  it('grants once an id, to the account alone', async () => {
    const tree = await student();
    const grant = { transferId: newId(), ledgerAccountId: tree.one, amount: 11n, note: 'more' };
    expect(await inTrx((trx) => grantHours(trx, grant))).toEqual({ isReplay: false });
    expect(await inTrx((trx) => grantHours(trx, grant))).toEqual({ isReplay: true });
    const balances = await readBalances(db, [tree.class, tree.one]);
    expect(balances.map((balance) => balance.granted)).toEqual([150n, 111n]);
    await expect(inTrx((trx) => grantHours(trx, { ...grant, amount: 12n }))).rejects.toBeInstanceOf(AppError);
  });

  it('takes back what is free and no more', async () => {
    const tree = await student();
    await hold(tree.one, 70n);
    const adjust = (amount: bigint, transferId = newId()) =>
      inTrx((trx) => adjustHours(trx, { transferId, ledgerAccountId: tree.one, amount, note: 'refund' }));
    expect(await adjust(31n)).toEqual({ ok: false, freeMilliGpuSeconds: 30n });
    const id = newId();
    expect(await adjust(30n, id)).toEqual({ ok: true, isReplay: false });
    expect(await adjust(30n, id)).toEqual({ ok: true, isReplay: true });
    expect((await readBalances(db, [tree.one]))[0]?.granted).toBe(70n);
  });
});

describe('ensureLedgerRoots', () => {
  it('seeds once, also when several processes start together', async () => {
    await Promise.all([ensureLedgerRoots(db), ensureLedgerRoots(db), ensureLedgerRoots(db)]);
    const programmes = await db.selectFrom('programmes').select('name').orderBy('name').execute();
    expect(programmes.map((programme) => programme.name)).toEqual(['class', 'research', 'starter']);
    const [platform] = await readBalances(db, [ledgerRoots.platform]);
    expect(platform?.granted).toBe(3_600_000n * 1_000_000n);
    const { problems } = await checkLedger(db);
    // The holds of this file name launches that do not exist; nothing else may be wrong.
    expect(problems.filter((problem) => problem.rule !== 'every hold belongs to a launch')).toEqual([]);
  });
});
