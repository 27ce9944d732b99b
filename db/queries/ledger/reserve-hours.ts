import { sql } from 'kysely';
import type { Trx } from '../../client';
import { findTransfer, getReplayed } from './find-transfer';
import { requirePositive } from './require-positive';

export interface Reservation {
  /** UUID; the hold's id from now on. */
  transferId: string;
  ledgerAccountId: string;
  /** milli-GPU-seconds, over 0. */
  amount: bigint;
  launchId: string;
}

export type ReserveAnswer =
  | { ok: true; isReplay: boolean }
  /** What the tightest account on the path still has. Nothing was written. */
  | { ok: false; freeMilliGpuSeconds: bigint };

/**
 * Sets hours aside for a launch, on the account and every account above it, or on none of them.
 * One statement: locks the path in id order, reads what is free after the lock, writes the hold and moves the balances.
 * Calling again with the same transfer id changes nothing and says `isReplay`, also when the hold is resolved by now.
 * Call it late in the transaction: the platform's row stays locked until commit.
 * @throws AppError[idempotency-key-reused] when the id or the launch already has another hold.
 * @throws Error when the account does not exist.
 */
export async function reserveHours(trx: Trx, hold: Reservation): Promise<ReserveAnswer> {
  requirePositive(hold.amount);
  const { free, wrote } = await writeHold(trx, hold);
  if (wrote) return { ok: true, isReplay: false };
  // The statement's own snapshot may be older than a twin that committed while we waited for the lock: look again.
  const doesFit = free >= hold.amount;
  if (!doesFit && !(await findTransfer(trx, hold.transferId)))
    return { ok: false, freeMilliGpuSeconds: free };
  await getReplayed(trx, hold.transferId, {
    kind: 'reserve',
    ledger_account_id: hold.ledgerAccountId,
    amount: hold.amount,
    launch_id: hold.launchId,
  });
  return { ok: true, isReplay: true };
}

/**
 * NO KEY UPDATE is the lock that the update itself takes: foreign keys of new transfers and accounts do not wait for it.
 *
 * The update writes all three balances from `locked`, not from the row it finds: that row is of the statement's snapshot, and
 * Postgres checks the CHECK constraints upon it before it notices that a newer version is there. `pending + x` over a stale
 * row would be refused although it fits (seen when a hold was returned while another waited for the lock).
 * @see PostgreSQL 18, 13.2.1 (Read Committed: a locked row is read again in its newest version), 13.3.2 (row locks);
 * ExecUpdateAct in src/backend/executor/nodeModifyTable.c (constraints, then table_tuple_update).
 */
async function writeHold(trx: Trx, hold: Reservation): Promise<{ free: bigint; wrote: boolean }> {
  const path = sql`(select path from ledger_accounts where id = ${hold.ledgerAccountId})::uuid[]`;
  const { rows } = await sql<{ free: bigint | null; wrote: bigint }>`
    with locked as (
      select id, granted, pending, posted from ledger_accounts
      where id = any(${path}) order by id for no key update
    ), room as (
      select min(granted - pending - posted) as free from locked
    ), written as (
      insert into ledger_transfers (id, kind, ledger_account_id, amount, launch_id)
      select ${hold.transferId}::uuid, 'reserve', ${hold.ledgerAccountId}::uuid, ${hold.amount}::bigint, ${hold.launchId}
      from room where free >= ${hold.amount}::bigint
      on conflict do nothing
      returning amount
    ), moved as (
      update ledger_accounts a
      set granted = locked.granted, pending = locked.pending + written.amount, posted = locked.posted
      from locked, written where a.id = locked.id
      returning a.id
    )
    select free, (select count(*) from moved) as wrote from room`.execute(trx);
  const free = rows[0]?.free;
  if (free === null || free === undefined) throw new Error(`no ledger account ${hold.ledgerAccountId}`);
  return { free, wrote: (rows[0]?.wrote ?? 0n) > 0n };
}
