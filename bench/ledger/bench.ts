import { mkdtemp, rm } from 'node:fs/promises';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { openDb, openPool, type Trx } from '../../db/client';
import { startEmbeddedPostgres } from '../../db/embedded-postgres';
import { migrate } from '../../db/migrate';
import { newId } from '../../db/new-id';
import { checkLedger } from '../../db/queries/ledger/check-ledger';
import { plantTree, readBalances } from '../../db/queries/ledger/ledger.fixture';
import { reserveHours, type Reservation } from '../../db/queries/ledger/reserve-hours';
import { reserveHoursInTurn } from '../../db/queries/ledger/reserve-hours-in-turn';
import { inBatches } from '../../server/domain/launches/in-batches';
import { ms, quantile } from '../quantile';

/** See README.md beside this file. */
const callers = 16;
const roundMs = 2_000;
const rounds = 4;
const classSize = 400;
const bursts = 6;

const folder = await mkdtemp(join(tmpdir(), 'modu-bench-ledger-'));
const postgres = await startEmbeddedPostgres({ folder, maxConnections: 60 });
const db = openDb(openPool(postgres.url, callers));
await migrate(db);
const rich = 10n ** 15n;
const tree = await plantTree(db, {
  platform: rich,
  class: rich,
  students: Array.from({ length: classSize }, () => rich),
});
const [student = ''] = tree.students;
const hold = (ledgerAccountId: string): Reservation => {
  const id = newId();
  return { transferId: id, ledgerAccountId, amount: 1n, launchId: `L${id}` };
};

/** One row of the path, with nothing checked and nothing written down: what no reservation can be quicker than. */
const bareUpdate = () =>
  sql`update ledger_accounts set pending = pending + 1 where id = ${tree.class}`.execute(db);
/** A statement without BEGIN is a transaction by itself. */
const oneStatement = (leaf = student) => reserveHours(db as unknown as Trx, hold(leaf));
/** As it is mostly written: lock, look, write, write down. */
const lockAndWrite = (leaf = student) =>
  db.transaction().execute(async (trx) => {
    const one = hold(leaf);
    const path = [tree.platform, tree.class, leaf];
    const rows = await trx
      .selectFrom('ledger_accounts')
      .select(['granted', 'pending', 'posted'])
      .where('id', 'in', path)
      .orderBy('id')
      .forUpdate()
      .execute();
    if (rows.some(({ granted, pending, posted }) => granted - pending - posted < one.amount)) return;
    await trx
      .updateTable('ledger_accounts')
      .set((eb) => ({ pending: eb('pending', '+', one.amount) }))
      .where('id', 'in', path)
      .execute();
    await trx
      .insertInto('ledger_transfers')
      .values({
        id: one.transferId,
        kind: 'reserve',
        ledger_account_id: leaf,
        amount: one.amount,
        launch_id: one.launchId,
      })
      .execute();
  });

/** Transactions a second of 16 callers on one path. */
async function perSecond(work: () => Promise<unknown>): Promise<number> {
  const until = performance.now() + roundMs;
  let done = 0;
  const caller = async () => {
    while (performance.now() < until) {
      await work();
      done++;
    }
  };
  await Promise.all(Array.from({ length: callers }, caller));
  return (done * 1000) / roundMs;
}

/** 400 students of a class at once: how long until the last has an answer, and how long each waited. */
async function burst(work: (leaf: string) => Promise<unknown>): Promise<{ ms: number; each: number[] }> {
  const startedAt = performance.now();
  const each = await Promise.all(
    tree.students.map(async (leaf) => {
      await work(leaf);
      return performance.now() - startedAt;
    }),
  );
  return { ms: performance.now() - startedAt, each };
}

const together = inBatches(
  (holds: Reservation[]) => db.transaction().execute((trx) => reserveHoursInTurn(trx, holds)),
  64,
);

const rates = { bare: [] as number[], one: [] as number[], lock: [] as number[] };
console.log(`load of the machine: ${loadavg()[0]?.toFixed(1)}`);
for (let round = 0; round < rounds; round++) {
  rates.bare.push(await perSecond(bareUpdate));
  rates.one.push(await perSecond(() => oneStatement()));
  rates.lock.push(await perSecond(() => lockAndWrite()));
}
const [bare, one, lock] = [rates.bare, rates.one, rates.lock].map((list) => quantile(list, 0.5)) as [
  number,
  number,
  number,
];
console.log(`one path, ${callers} callers: bare UPDATE of one row ${bare.toFixed(0)}/s`);
console.log(
  `  reservation in one statement ${one.toFixed(0)}/s: ${(one / bare).toFixed(2)}× the bare UPDATE (aim 0.8), ${(one / lock).toFixed(1)}× lock-and-write (aim 2)`,
);
console.log(`  lock, look, write ${lock.toFixed(0)}/s`);

const lockBursts: number[] = [];
const singleBursts: number[] = [];
const ourBursts: { ms: number; each: number[] }[] = [];
for (let round = 0; round < bursts; round++) {
  lockBursts.push((await burst(lockAndWrite)).ms);
  singleBursts.push((await burst(oneStatement)).ms);
  ourBursts.push(await burst((leaf) => together(hold(leaf))));
}
const ours = quantile(
  ourBursts.map((round) => round.ms),
  0.5,
);
const locked = quantile(lockBursts, 0.5);
console.log(
  `a class of ${classSize} at once: lock-and-write ${ms(locked)}, one statement each ${ms(quantile(singleBursts, 0.5))}`,
);
console.log(
  `  together ${ms(ours)}: ${(locked / ours).toFixed(1)}× lock-and-write (aim 15); a student's answer p99 ${ms(
    quantile(
      ourBursts.flatMap((round) => round.each),
      0.99,
    ),
  )}`,
);
const [balance] = await readBalances(db, [tree.platform]);
const { problems } = await checkLedger(db);
const wrong = problems.filter(({ rule }) => !rule.startsWith('every hold'));
console.log(
  `afterwards the platform holds ${balance?.pending}; wrong in the ledger: ${wrong.length} (one: the bare UPDATEs wrote nothing down)`,
);

await db.destroy();
await postgres.stop();
await rm(folder, { recursive: true, force: true });
