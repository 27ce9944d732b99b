import { sql } from 'kysely';
import type { Trx } from '../../client';
import { findTransfer, getReplayed } from './find-transfer';
import { requirePositive } from './require-positive';

export interface Adjustment {
  transferId: string;
  ledgerAccountId: string;
  /** What is taken back, milli-GPU-seconds, over 0. */
  amount: bigint;
  personId?: string;
  note: string;
}

export type AdjustAnswer = { ok: true; isReplay: boolean } | { ok: false; freeMilliGpuSeconds: bigint };

/**
 * Takes granted hours back from one account, never more than is free there: what is held or used stays covered.
 * Calling again with the same transfer id changes nothing. Why it writes all three balances: see `reserveHours`.
 * @throws AppError[idempotency-key-reused] when the id stands for another transfer.
 * @throws Error when the account does not exist.
 */
export async function adjustHours(trx: Trx, change: Adjustment): Promise<AdjustAnswer> {
  requirePositive(change.amount);
  const { rows } = await sql<{ free: bigint; wrote: bigint }>`
    with locked as (
      select id, granted, pending, posted, granted - pending - posted as free from ledger_accounts
      where id = ${change.ledgerAccountId} for no key update
    ), written as (
      insert into ledger_transfers (id, kind, ledger_account_id, amount, person_id, note)
      select ${change.transferId}::uuid, 'adjust', id, ${change.amount}::bigint, ${change.personId ?? null}::uuid, ${change.note}
      from locked where free >= ${change.amount}::bigint
      on conflict do nothing
      returning amount
    ), moved as (
      update ledger_accounts a
      set granted = locked.granted - written.amount, pending = locked.pending, posted = locked.posted
      from locked, written where a.id = locked.id
      returning a.id
    )
    select free, (select count(*) from moved) as wrote from locked`.execute(trx);
  const row = rows[0];
  if (!row) throw new Error(`no ledger account ${change.ledgerAccountId}`);
  if (row.wrote > 0n) return { ok: true, isReplay: false };
  const doesFit = row.free >= change.amount;
  if (!doesFit && !(await findTransfer(trx, change.transferId))) {
    return { ok: false, freeMilliGpuSeconds: row.free };
  }
  const same = { kind: 'adjust', ledger_account_id: change.ledgerAccountId, amount: change.amount } as const;
  await getReplayed(trx, change.transferId, same);
  return { ok: true, isReplay: true };
}
