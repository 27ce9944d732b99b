import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Db } from '#db/client';
import { newId } from '#db/new-id';
import { checkLedger } from '#db/queries/ledger/check-ledger';
import { ensureLedgerRoots } from '#db/queries/ledger/ensure-ledger-roots';
import { grantHours } from '#db/queries/ledger/grant-hours';
import { reserveHours } from '#db/queries/ledger/reserve-hours';
import { postHours, voidHours } from '#db/queries/ledger/resolve-hold';
import { openTestDb, type TestDb } from '#db/testing/test-db';
import type { AllocationServices } from '../../hours-services';
import { makePerson } from '../ledger/people.fixture';
import { makeAllocationServices } from './make-allocation-services';

const hour = 3_600_000;

let test: TestDb;
let db: Db;
let allocations: AllocationServices;

beforeAll(async () => {
  test = await openTestDb();
  db = test.db;
  await ensureLedgerRoots(db);
  allocations = makeAllocationServices({ db });
});
afterAll(() => test.close());

const accountOf = async (allocationId: string): Promise<string> => {
  const row = await db
    .selectFrom('allocations')
    .select('ledger_account_id')
    .where('id', '=', allocationId)
    .executeTakeFirstOrThrow();
  return row.ledger_account_id;
};

/** A hold without a launch row, resolved as told. */
async function hold(ledgerAccountId: string, amount: number, then?: number | 'void'): Promise<string> {
  const transferId = newId();
  await db
    .transaction()
    .execute((trx) =>
      reserveHours(trx, { transferId, ledgerAccountId, amount: BigInt(amount), launchId: transferId }),
    );
  if (then === undefined) return transferId;
  const resolution = { pendingId: transferId, transferId: newId() };
  await db
    .transaction()
    .execute((trx) =>
      then === 'void' ? voidHours(trx, resolution) : postHours(trx, { ...resolution, amount: BigInt(then) }),
    );
  return transferId;
}

describe('ensureStarter', () => {
  it('gives 20 GPU-hours for 90 days, once', async () => {
    const actor = await makePerson(db);
    expect(await allocations.list(actor)).toEqual([]);
    const given = await allocations.ensureStarter(actor);
    expect(given).toMatchObject({
      grantedMilliGpuSeconds: 20 * hour,
      freeMilliGpuSeconds: 20 * hour,
      isCurrent: true,
      title: '시작 시간',
      programme: { kind: 'starter', titleEn: 'Starter hours' },
    });
    expect(given.endsAt.getTime() - given.startsAt.getTime()).toBe(90 * 86_400_000);
    expect(await allocations.ensureStarter(actor)).toEqual(given);
    expect(await allocations.list(actor)).toEqual([given]);
  });

  it('gives once when asked ten times at the same moment', async () => {
    const actor = await makePerson(db);
    const all = await Promise.all(Array.from({ length: 10 }, () => allocations.ensureStarter(actor)));
    expect(new Set(all.map((allocation) => allocation.id)).size).toBe(1);
    const [only, ...others] = await allocations.list(actor);
    expect(others).toEqual([]);
    expect(only?.grantedMilliGpuSeconds).toBe(20 * hour);
    const lines = await db
      .selectFrom('audit_log')
      .select('id')
      .where('action', '=', 'allocation.starter-given')
      .where('actor_person_id', '=', actor.personId)
      .execute();
    expect(lines).toHaveLength(1);
  });

  it('gives nothing to whose address is not verified', async () => {
    const actor = await makePerson(db);
    await db
      .updateTable('people')
      .set({ email_verified_at: null })
      .where('id', '=', actor.personId)
      .execute();
    await expect(allocations.ensureStarter(actor)).rejects.toMatchObject({ code: 'not-allowed' });
    expect(await allocations.list(actor)).toEqual([]);
  });
});

describe('statement', () => {
  it('shows every grant, hold, charge and return, newest first, and its sum is right', async () => {
    const actor = await makePerson(db);
    const { id } = await allocations.ensureStarter(actor);
    const account = await accountOf(id);
    await hold(account, 3 * hour, 1 * hour);
    await hold(account, 2 * hour, 'void');
    await hold(account, 5 * hour);
    const statement = await allocations.statement(actor, {});
    expect(statement.entries.items.map((line) => [line.kind, line.amountMilliGpuSeconds / hour])).toEqual([
      ['reserve', 5],
      ['void', 2],
      ['reserve', 2],
      ['post', 1],
      ['reserve', 3],
      ['grant', 20],
    ]);
    expect(statement.entries.items.map((line) => line.isOpen)).toEqual([
      true,
      false,
      false,
      false,
      false,
      false,
    ]);
    expect(statement.entries.items[3]?.returnedMilliGpuSeconds).toBe(2 * hour);
    expect(statement.totals).toEqual({
      grantedMilliGpuSeconds: 20 * hour,
      heldMilliGpuSeconds: 5 * hour,
      usedMilliGpuSeconds: 1 * hour,
      freeMilliGpuSeconds: 14 * hour,
    });
    expect(statement.recomputed).toEqual(statement.totals);
    expect(statement.isBalanced).toBe(true);
  });

  it('comes in pages that together are the whole', async () => {
    const actor = await makePerson(db);
    const account = await accountOf((await allocations.ensureStarter(actor)).id);
    for (let index = 0; index < 60; index += 1) await hold(account, 1000 + index, 10);
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const { entries } = await allocations.statement(actor, cursor === undefined ? {} : { cursor });
      expect(entries.items.length).toBeLessThanOrEqual(50);
      seen.push(...entries.items.map((line) => line.id));
      cursor = entries.next;
    } while (cursor !== undefined);
    expect(seen).toHaveLength(121);
    expect(new Set(seen).size).toBe(121);
  });

  it('says so when a balance is not what the transfers say', async () => {
    const actor = await makePerson(db);
    const account = await accountOf((await allocations.ensureStarter(actor)).id);
    await db.updateTable('ledger_accounts').set({ granted: 1n }).where('id', '=', account).execute();
    expect(await allocations.statement(actor, {})).toMatchObject({ isBalanced: false });
    const { isClean, problems } = await checkLedger(db);
    expect(isClean).toBe(false);
    expect(problems.some((problem) => problem.subject === account)).toBe(true);
    await db
      .updateTable('ledger_accounts')
      .set({ granted: BigInt(20 * hour) })
      .where('id', '=', account)
      .execute();
  });

  it('shows nobody another’s hours', async () => {
    const one = await makePerson(db);
    const other = await makePerson(db);
    const allocation = await allocations.ensureStarter(one);
    await allocations.ensureStarter(other);
    await expect(allocations.statement(other, { allocationId: allocation.id })).rejects.toMatchObject({
      code: 'not-found',
    });
    const line = (await allocations.statement(one, {})).entries.items[0];
    const fromAnother = await allocations.statement(other, { cursor: line?.id ?? '' });
    expect(fromAnother.entries.items).toEqual([]);
    await expect(allocations.statement(other, { cursor: "' or 1=1" })).rejects.toMatchObject({
      code: 'invalid-input',
    });
  });

  it('is empty, and right, for whom nothing was given', async () => {
    const statement = await allocations.statement(await makePerson(db), {});
    expect(statement.entries.items).toEqual([]);
    expect(statement.isBalanced).toBe(true);
  });
});

describe('list', () => {
  it('knows what has ended', async () => {
    const actor = await makePerson(db);
    const starter = await allocations.ensureStarter(actor);
    await db
      .updateTable('allocations')
      .set({ starts_at: new Date('2020-01-01'), ends_at: new Date('2020-02-01') })
      .where('id', '=', starter.id)
      .execute();
    const ledgerAccountId = await accountOf(starter.id);
    await db
      .transaction()
      .execute((trx) => grantHours(trx, { transferId: newId(), ledgerAccountId, amount: 5n, note: 'more' }));
    const [ended] = await allocations.list(actor);
    expect(ended).toMatchObject({ isCurrent: false, grantedMilliGpuSeconds: 20 * hour + 5 });
  });
});
