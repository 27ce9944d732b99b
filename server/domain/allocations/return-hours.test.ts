import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDb, openPool, type Db } from '#db/client';
import { newId } from '#db/new-id';
import { sumReturnsOfPerson } from '#db/queries/allocations/hour-returns';
import { checkLedger } from '#db/queries/ledger/check-ledger';
import { ensureLedgerRoots } from '#db/queries/ledger/ensure-ledger-roots';
import { reserveHours } from '#db/queries/ledger/reserve-hours';
import { postHours } from '#db/queries/ledger/resolve-hold';
import { openTestDb, type TestDb } from '#db/testing/test-db';
import type { Actor } from '../../actor';
import type { AllocationServices } from '../../hours-services';
import { makePerson } from '../ledger/people.fixture';
import { makeAllocationServices } from './make-allocation-services';
import { remindOfHours } from './remind-of-hours';

const hour = 3_600_000;

let test: TestDb;
let db: Db;
/** A second process has a pool of its own. */
let other: Db;
let allocations: AllocationServices;

beforeAll(async () => {
  test = await openTestDb();
  db = test.db;
  other = openDb(openPool(test.url, 5));
  await ensureLedgerRoots(db);
  allocations = makeAllocationServices({ db });
});
afterAll(async () => {
  await other.destroy();
  await test.close();
});

/** Starter hours: 20. */
async function starter() {
  const actor = await makePerson(db);
  const { id } = await allocations.ensureStarter(actor);
  const { ledger_account_id: account } = await db
    .selectFrom('allocations')
    .select('ledger_account_id')
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
  // Hours that came this very second cannot end in it.
  await db
    .updateTable('allocations')
    .set({ starts_at: new Date(Date.now() - 86_400_000) })
    .where('id', '=', id)
    .execute();
  return { actor, id, account };
}

async function hold(ledgerAccountId: string, gpuHours: number): Promise<{ ok: boolean; id: string }> {
  const id = newId();
  const { ok } = await db
    .transaction()
    .execute((trx) =>
      reserveHours(trx, { transferId: id, ledgerAccountId, amount: BigInt(gpuHours * hour), launchId: id }),
    );
  return { ok, id };
}

const post = (pendingId: string, gpuHours: number) =>
  db
    .transaction()
    .execute((trx) => postHours(trx, { pendingId, transferId: newId(), amount: BigInt(gpuHours * hour) }));

async function hoursOf(actor: Actor) {
  const [own] = await allocations.list(actor);
  const { problems } = await checkLedger(db);
  expect(problems.filter((problem) => !problem.rule.includes('launch'))).toEqual([]);
  return {
    granted: (own?.grantedMilliGpuSeconds ?? 0) / hour,
    held: (own?.heldMilliGpuSeconds ?? 0) / hour,
    free: (own?.freeMilliGpuSeconds ?? 0) / hour,
    isCurrent: own?.isCurrent,
  };
}

describe('giving back', () => {
  it('takes what was said, at once, and notes it for reviewers', async () => {
    const { actor, id } = await starter();
    await allocations.returnHours(actor, id, { amount: 8 * hour, key: 'a' });
    expect(await hoursOf(actor)).toEqual({ granted: 12, held: 0, free: 12, isCurrent: true });
    expect(await sumReturnsOfPerson(db, actor.personId)).toBe(BigInt(8 * hour));
    const [line] = (await allocations.statement(actor, {})).entries.items;
    expect(line).toMatchObject({ kind: 'adjust', amountMilliGpuSeconds: 8 * hour, note: 'returned' });
  });

  it('does it once for a form that is sent twelve times at once, by two processes', async () => {
    const { actor, id } = await starter();
    const elsewhere = makeAllocationServices({ db: other });
    await Promise.all(
      Array.from({ length: 12 }, (_one, index) =>
        (index % 2 === 0 ? allocations : elsewhere).returnHours(actor, id, { amount: 3 * hour, key: 'same' }),
      ),
    );
    expect(await hoursOf(actor)).toMatchObject({ granted: 17, free: 17 });
    expect(await sumReturnsOfPerson(db, actor.personId)).toBe(BigInt(3 * hour));
  });

  it('never takes what is held or used, however much launches at the same moment', async () => {
    const { actor, id, account } = await starter();
    const holds = Array.from({ length: 10 }, () => hold(account, 2));
    const returns = Array.from({ length: 10 }, (_one, index) =>
      allocations.returnHours(actor, id, { amount: 2 * hour, key: String(index) }).then(
        () => 1,
        (error: { code: string }) => {
          expect(error.code).toBe('not-enough-hours');
          return 0;
        },
      ),
    );
    const held = (await Promise.all(holds)).filter(({ ok }) => ok).length;
    const returned = (await Promise.all(returns)).reduce<number>((sum, one) => sum + one, 0);
    expect(held + returned).toBe(10);
    expect(await hoursOf(actor)).toMatchObject({ granted: 20 - 2 * returned, held: 2 * held, free: 0 });
  });

  it('says how much is there when it is too much, and what is no amount', async () => {
    const { actor, id } = await starter();
    await expect(allocations.returnHours(actor, id, { amount: 21 * hour, key: 'a' })).rejects.toMatchObject({
      code: 'not-enough-hours',
      details: { neededMilliGpuSeconds: 21 * hour, freeMilliGpuSeconds: 20 * hour },
    });
    for (const amount of [0, -1, 0.5, Number.NaN, Number.POSITIVE_INFINITY])
      await expect(allocations.returnHours(actor, id, { amount, key: 'a' })).rejects.toMatchObject({
        fields: { hours: 'invalid-input' },
      });
    expect(await sumReturnsOfPerson(db, actor.personId)).toBe(0n);
  });

  it('is for whose hours they are, at the page', async () => {
    const [one, another] = [await starter(), await starter()];
    for (const id of [one.id, newId(), 'nonsense'])
      await expect(
        allocations.returnHours(another.actor, id, { amount: hour, key: 'a' }),
      ).rejects.toMatchObject({ code: 'not-found' });
    const byToken = { ...one.actor, via: { kind: 'token', tokenId: newId() } } as Actor;
    await expect(allocations.returnHours(byToken, one.id, { amount: hour, key: 'a' })).rejects.toMatchObject({
      code: 'not-allowed',
    });
    expect(await hoursOf(one.actor)).toMatchObject({ free: 20 });
  });

  it('is no news to who did it: no mail says that most is used', async () => {
    const { actor, id, account } = await starter();
    await post((await hold(account, 4)).id, 4);
    await allocations.returnHours(actor, id, { amount: 16 * hour, key: 'a' });
    await remindOfHours({ db, url: 'https://modu.kr' });
    const mails = await db
      .selectFrom('mails')
      .innerJoin('people as p', 'p.email', 'mails.to_email')
      .select('mails.kind')
      .where('p.id', '=', actor.personId)
      .execute();
    expect(mails).toEqual([]);
  });
});

describe('ending early', () => {
  it('gives back what is free; what runs keeps its hold and settles', async () => {
    const { actor, id, account } = await starter();
    const running = await hold(account, 5);
    await allocations.returnHours(actor, id, { amount: 'all', key: 'end' });
    expect(await hoursOf(actor)).toEqual({ granted: 5, held: 5, free: 0, isCurrent: false });
    await post(running.id, 2);
    expect(await hoursOf(actor)).toMatchObject({ granted: 5, held: 0, free: 3 });
    expect(await sumReturnsOfPerson(db, actor.personId)).toBe(BigInt(15 * hour));
  });

  it('happens once; after it nothing more is given back', async () => {
    const { actor, id } = await starter();
    await allocations.returnHours(actor, id, { amount: 'all', key: 'end' });
    await allocations.returnHours(actor, id, { amount: 'all', key: 'end' });
    await expect(allocations.returnHours(actor, id, { amount: hour, key: 'more' })).rejects.toMatchObject({
      code: 'wrong-state',
    });
    expect(await sumReturnsOfPerson(db, actor.personId)).toBe(BigInt(20 * hour));
    const lines = await db
      .selectFrom('audit_log')
      .select('id')
      .where('action', '=', 'allocation.ended-early')
      .where('subject_id', '=', id)
      .execute();
    expect(lines).toHaveLength(1);
  });
});
