import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isAppError } from '#server/contract/app-error';
import type { Trx } from '../../client';
import { newId } from '../../new-id';
import { openTestDb, type TestDb } from '../../testing/test-db';
import { adjustHours } from './adjust-hours';
import { checkLedger } from './check-ledger';
import { ensureLedgerRoots } from './ensure-ledger-roots';
import { grantHours } from './grant-hours';
import { plantTree, readBalances } from './ledger.fixture';
import { reserveHours } from './reserve-hours';
import { expireHours, postHours, voidHours } from './resolve-hold';
import { topUpHours } from './top-up-hours';

let test: TestDb;

beforeAll(async () => {
  test = await openTestDb();
  await ensureLedgerRoots(test.db);
});
afterAll(() => test.close());

/** One step; `hold` picks one of the holds so far, resolved ones too, so that steps come twice and out of order. */
type Step =
  | { do: 'reserve'; student: number; amount: number }
  | { do: 'replay'; hold: number }
  | { do: 'post'; hold: number; amount: number }
  | { do: 'topup'; hold: number; amount: number }
  | { do: 'void'; hold: number }
  | { do: 'expire'; hold: number }
  | { do: 'grant'; student: number; amount: number }
  | { do: 'adjust'; student: number; amount: number };

const student = fc.nat(1);
const hold = fc.nat(30);
const amount = fc.integer({ min: 1, max: 60 });
const is = <Word extends Step['do']>(word: Word) => fc.constant(word);
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ do: is('reserve'), student, amount }) },
  { weight: 2, arbitrary: fc.record({ do: is('replay'), hold }) },
  { weight: 4, arbitrary: fc.record({ do: is('post'), hold, amount: fc.nat(70) }) },
  { weight: 2, arbitrary: fc.record({ do: is('topup'), hold, amount }) },
  { weight: 1, arbitrary: fc.record({ do: is('void'), hold }) },
  { weight: 1, arbitrary: fc.record({ do: is('expire'), hold }) },
  { weight: 1, arbitrary: fc.record({ do: is('grant'), student, amount }) },
  { weight: 1, arbitrary: fc.record({ do: is('adjust'), student, amount }) },
);

interface Hold {
  id: string;
  ledgerAccountId: string;
  amount: bigint;
}

/** A tree of two students whose grants together exceed the class's, and the steps upon it. */
async function plantWorld() {
  const tree = await plantTree(test.db, { platform: 500n, class: 220n, students: [150n, 150n] });
  const holds: Hold[] = [];
  const pick = (index: number): Hold | undefined => holds[index % Math.max(1, holds.length)];
  const account = (index: number): string => tree.students[index] ?? '';

  const take = (now: Step, trx: Trx): Promise<unknown> => {
    if (now.do === 'reserve') {
      const id = newId();
      const fresh = { id, ledgerAccountId: account(now.student), amount: BigInt(now.amount) };
      holds.push(fresh);
      return reserve(trx, fresh);
    }
    if (now.do === 'grant' || now.do === 'adjust') {
      const change = {
        transferId: newId(),
        ledgerAccountId: account(now.student),
        amount: BigInt(now.amount),
        note: '',
      };
      return now.do === 'grant' ? grantHours(trx, change) : adjustHours(trx, change);
    }
    const on = pick(now.hold);
    if (!on) return Promise.resolve();
    if (now.do === 'replay') return reserve(trx, on);
    const resolution = { pendingId: on.id, transferId: newId() };
    if (now.do === 'post') return postHours(trx, { ...resolution, amount: BigInt(now.amount) });
    if (now.do === 'void') return voidHours(trx, resolution);
    if (now.do === 'expire') return expireHours(trx, resolution);
    return topUpHours(trx, { holdId: on.id, transferId: newId(), amount: BigInt(now.amount) });
  };
  const run = (now: Step) =>
    test.db
      .transaction()
      .execute((trx) => take(now, trx))
      .catch(unlessRefused);
  return { tree, run };
}

const reserve = (trx: Trx, on: Hold) =>
  reserveHours(trx, {
    transferId: on.id,
    ledgerAccountId: on.ledgerAccountId,
    amount: on.amount,
    launchId: on.id,
  });

/** A refusal (resolved already, never held) is an answer; anything else, a broken CHECK or a deadlock above all, fails the test. */
function unlessRefused(error: unknown): string {
  if (isAppError(error) && (error.code === 'wrong-state' || error.code === 'not-found')) return error.code;
  throw error;
}

const whole = [
  'balances are the sums of their transfers',
  'nobody is below zero',
  'a resolution fits its hold',
];

async function expectConserved(ids: string[]): Promise<void> {
  for (const balance of await readBalances(test.db, ids)) {
    const free = balance.granted - balance.pending - balance.posted;
    expect([free, balance.pending, balance.posted].filter((part) => part < 0n)).toEqual([]);
    expect(free + balance.pending + balance.posted).toBe(balance.granted);
  }
  const { problems } = await checkLedger(test.db);
  expect(problems.filter((problem) => whole.includes(problem.rule))).toEqual([]);
}

describe('any interleaving of holds, posts, voids, expiries, replays and top-ups', () => {
  it('conserves hours after each step', async () => {
    let steps = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 10, maxLength: 40 }), async (list) => {
        const { tree, run } = await plantWorld();
        for (const now of list) {
          await run(now);
          await expectConserved([tree.platform, tree.class, ...tree.students]);
          steps += 1;
        }
      }),
      { numRuns: 25, endOnFailure: true },
    );
    expect(steps).toBeGreaterThan(300);
  });

  it('conserves hours when the steps run at the same time on many connections', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 60, maxLength: 100 }), async (list) => {
        const { tree, run } = await plantWorld();
        for (let from = 0; from < list.length; from += 20) {
          await Promise.all(list.slice(from, from + 20).map(run));
          await expectConserved([tree.platform, tree.class, ...tree.students]);
        }
      }),
      { numRuns: 12, endOnFailure: true },
    );
  });
});
