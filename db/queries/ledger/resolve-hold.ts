import { sql } from 'kysely';
import { AppError } from '#server/contract/app-error';
import type { Trx } from '../../client';
import { findTransfer, type LedgerTransferRow } from './find-transfer';

export interface Resolution {
  /** The hold: the transfer id that `reserveHours` wrote. */
  pendingId: string;
  /** UUID of this resolution. */
  transferId: string;
}

export interface PostAnswer {
  isReplay: boolean;
  /** What was charged: at most the hold. */
  postedMilliGpuSeconds: bigint;
  /** What of the hold came back. */
  returnedMilliGpuSeconds: bigint;
  /** What was used beyond the hold; `topUpHours` is for that. */
  overMilliGpuSeconds: bigint;
}

type Kind = 'post' | 'void' | 'expire';

/**
 * Charges what was used out of a hold and returns the rest, on the whole path. Nothing used: the hold is voided.
 * amount: milli-GPU-seconds, 0 or more; over the hold is cut to the hold. Calling again with the same transfer id changes nothing.
 * @throws AppError[not-found] when there is no such hold.
 * @throws AppError[wrong-state] when another transfer resolved it.
 */
export async function postHours(trx: Trx, use: Resolution & { amount: bigint }): Promise<PostAnswer> {
  if (use.amount < 0n) throw new RangeError('used hours must not be negative');
  const resolved = await resolve(trx, use, use.amount === 0n ? 'void' : 'post', use.amount);
  const { held, posted } = resolved;
  return {
    isReplay: resolved.isReplay,
    postedMilliGpuSeconds: posted,
    returnedMilliGpuSeconds: held - posted,
    overMilliGpuSeconds: use.amount > held ? use.amount - held : 0n,
  };
}

/** Returns a hold whole, because nothing ran or the platform pays. Errors and repetition as `postHours`. */
export async function voidHours(trx: Trx, hold: Resolution): Promise<{ isReplay: boolean }> {
  const { isReplay } = await resolve(trx, hold, 'void', 0n);
  return { isReplay };
}

/**
 * Returns a hold whole, because its time ran out before anything was sent. Only for launches that no scheduler can know of.
 * Errors and repetition as `postHours`.
 */
export async function expireHours(trx: Trx, hold: Resolution): Promise<{ isReplay: boolean }> {
  const { isReplay } = await resolve(trx, hold, 'expire', 0n);
  return { isReplay };
}

interface Resolved {
  isReplay: boolean;
  held: bigint;
  posted: bigint;
}

async function resolve(trx: Trx, to: Resolution, kind: Kind, used: bigint): Promise<Resolved> {
  const written = await writeResolution(trx, to, kind, used);
  if (written) return { isReplay: false, held: written.held, posted: written.posted };
  const hold = await findTransfer(trx, to.pendingId);
  if (hold?.kind !== 'reserve' && hold?.kind !== 'topup') throw new AppError('not-found');
  const earlier = await findTransfer(trx, to.transferId);
  if (earlier?.pending_id !== hold.id || earlier.kind !== kind) throw new AppError('wrong-state');
  return { isReplay: true, held: hold.amount, posted: postedBy(earlier) };
}

/** A void or expired transfer carries the amount that came back; only a post charges. */
const postedBy = (transfer: LedgerTransferRow): bigint => (transfer.kind === 'post' ? transfer.amount : 0n);

/** undefined: nothing was written, because there is no such hold or it is resolved. Balances are written as in `reserveHours`. */
async function writeResolution(
  trx: Trx,
  to: Resolution,
  kind: Kind,
  used: bigint,
): Promise<{ held: bigint; posted: bigint } | undefined> {
  const path = sql`(select a.path from hold join ledger_accounts a on a.id = hold.ledger_account_id)::uuid[]`;
  const { rows } = await sql<{ held: bigint; posted: bigint }>`
    with hold as (
      select id, ledger_account_id, amount, launch_id from ledger_transfers
      where id = ${to.pendingId} and kind in ('reserve','topup')
    ), locked as (
      select id, granted, pending, posted from ledger_accounts
      where id = any(${path}) order by id for no key update
    ), written as (
      insert into ledger_transfers (id, kind, ledger_account_id, amount, pending_id, launch_id)
      select ${to.transferId}::uuid, ${kind}, ledger_account_id,
        case when ${kind} = 'post' then least(${used}::bigint, amount) else amount end, id, launch_id
      from hold where (select count(*) from locked) > 0
      on conflict do nothing
      returning kind, amount
    ), moved as (
      update ledger_accounts a
      set granted = locked.granted, pending = locked.pending - hold.amount,
          posted = locked.posted + case when written.kind = 'post' then written.amount else 0 end
      from locked, written, hold where a.id = locked.id
      returning a.id
    )
    select hold.amount as held, case when written.kind = 'post' then written.amount else 0::bigint end as posted
    from hold, written where (select count(*) from moved) > 0`.execute(trx);
  return rows[0];
}
