import { sql } from 'kysely';
import { AppError } from '#server/contract/app-error';
import type { Trx } from '../../client';
import { findTransfer, getReplayed } from './find-transfer';
import { requirePositive } from './require-positive';
import type { ReserveAnswer } from './reserve-hours';

export interface Enlargement {
  /** The launch's first hold, which nothing has resolved; says whose account it is. */
  holdId: string;
  /** UUID; the extra hold's id from now on. It resolves by itself, as any hold. */
  transferId: string;
  /** milli-GPU-seconds, over 0. */
  amount: bigint;
}

/**
 * Sets more hours aside for a launch that has some set aside, on the same account and every account above it, or on none of them: as
 * `reserveHours`, whose notes hold here too. Calling again with the same transfer id changes nothing and says `isReplay`.
 * @throws AppError[not-found] when there is no such hold. @throws AppError[wrong-state] when it is resolved.
 */
export async function enlargeHold(trx: Trx, more: Enlargement): Promise<ReserveAnswer> {
  requirePositive(more.amount);
  const hold = await findTransfer(trx, more.holdId);
  if (hold?.kind !== 'reserve') throw new AppError('not-found');
  const path = sql`(select path from ledger_accounts where id = ${hold.ledger_account_id})::uuid[]`;
  const { rows } = await sql<{ free: bigint; isOver: boolean; wrote: bigint }>`
    with locked as (
      select id, granted, pending, posted from ledger_accounts
      where id = any(${path}) order by id for no key update
    ), room as (
      select min(granted - pending - posted) as free from locked
    ), over as (
      select exists (select 1 from ledger_transfers where pending_id = ${more.holdId}) as is_over
    ), written as (
      insert into ledger_transfers (id, kind, ledger_account_id, amount, launch_id)
      select ${more.transferId}::uuid, 'topup', ${hold.ledger_account_id}::uuid, ${more.amount}::bigint, ${hold.launch_id}
      from room, over where free >= ${more.amount}::bigint and not is_over
      on conflict do nothing
      returning amount
    ), moved as (
      update ledger_accounts a
      set granted = locked.granted, pending = locked.pending + written.amount, posted = locked.posted
      from locked, written where a.id = locked.id
      returning a.id
    )
    select free, is_over as "isOver", (select count(*) from moved) as wrote from room, over`.execute(trx);
  const { free = 0n, isOver = true, wrote = 0n } = rows[0] ?? {};
  if (wrote > 0n) return { ok: true, isReplay: false };
  if (await findTransfer(trx, more.transferId)) {
    await getReplayed(trx, more.transferId, {
      kind: 'topup',
      amount: more.amount,
      launch_id: hold.launch_id,
    });
    return { ok: true, isReplay: true };
  }
  if (isOver) throw new AppError('wrong-state');
  return { ok: false, freeMilliGpuSeconds: free };
}
