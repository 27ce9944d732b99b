import { sql } from 'kysely';
import { AppError } from '#server/contract/app-error';
import type { Trx } from '../../client';
import { recordAudit } from '../record-audit';
import { derivedId } from './derived-id';
import { findTransfer, getReplayed, type LedgerTransferRow } from './find-transfer';
import { ledgerRoots } from './ledger-roots';
import { requirePositive } from './require-positive';

export interface TopUp {
  /** The launch's first hold; says whose account it was. */
  holdId: string;
  /** UUID of the extra hold; its post and, where the platform pays, its grant get ids derived from it. */
  transferId: string;
  /** What was used beyond the hold, over 0. */
  amount: bigint;
}

export interface TopUpAnswer {
  isReplay: boolean;
  /** overrun: it did not fit what the person had, so the platform pays. Raise an alarm. */
  paidBy: 'allocation' | 'overrun';
}

/**
 * Charges what a launch used beyond its hold: to the same account when the whole of it fits there, otherwise to the platform's
 * overrun account, which is granted exactly that and leaves a line `ledger.overrun` in the audit log.
 * Never drives anyone negative and never refuses. Calling again with the same transfer id changes nothing.
 * @throws AppError[not-found] when there is no such hold.
 */
export async function topUpHours(trx: Trx, extra: TopUp): Promise<TopUpAnswer> {
  requirePositive(extra.amount);
  const hold = await findTransfer(trx, extra.holdId);
  if (hold?.kind !== 'reserve') throw new AppError('not-found');
  const earlier = await findTransfer(trx, extra.transferId);
  if (earlier) return replayed(trx, extra, hold);
  if (await chargeAccount(trx, extra, hold, hold.ledger_account_id)) {
    return { isReplay: false, paidBy: 'allocation' };
  }
  if (await findTransfer(trx, extra.transferId)) return replayed(trx, extra, hold);
  await grantOverrun(trx, extra);
  if (!(await chargeAccount(trx, extra, hold, ledgerRoots.overrun))) return replayed(trx, extra, hold);
  await recordAudit(trx, {
    actorPersonId: null,
    action: 'ledger.overrun',
    subjectKind: 'launch',
    subjectId: hold.launch_id ?? '',
    detail: { overMilliGpuSeconds: Number(extra.amount) },
  });
  return { isReplay: false, paidBy: 'overrun' };
}

async function replayed(trx: Trx, extra: TopUp, hold: LedgerTransferRow): Promise<TopUpAnswer> {
  const same = { kind: 'topup', amount: extra.amount, launch_id: hold.launch_id } as const;
  const earlier = await getReplayed(trx, extra.transferId, same);
  const paidBy = earlier.ledger_account_id === ledgerRoots.overrun ? 'overrun' : 'allocation';
  return { isReplay: true, paidBy };
}

async function grantOverrun(trx: Trx, extra: TopUp): Promise<void> {
  await sql`
    with written as (
      insert into ledger_transfers (id, kind, ledger_account_id, amount, note)
      values (${derivedId(extra.transferId, 'grant')}, 'grant', ${ledgerRoots.overrun}, ${extra.amount}, 'overrun')
      on conflict do nothing
      returning amount
    )
    update ledger_accounts a set granted = a.granted + written.amount
    from written where a.id = ${ledgerRoots.overrun}`.execute(trx);
}

/** The extra hold and its post in one statement, as in `reserveHours`; false when it does not fit, or was written already. */
async function chargeAccount(
  trx: Trx,
  extra: TopUp,
  hold: LedgerTransferRow,
  ledgerAccountId: string,
): Promise<boolean> {
  const path = sql`(select path from ledger_accounts where id = ${ledgerAccountId})::uuid[]`;
  const { rows } = await sql<{ moved: bigint }>`
    with locked as (
      select id, granted, pending, posted from ledger_accounts
      where id = any(${path}) order by id for no key update
    ), held as (
      insert into ledger_transfers (id, kind, ledger_account_id, amount, launch_id)
      select ${extra.transferId}::uuid, 'topup', ${ledgerAccountId}::uuid, ${extra.amount}::bigint, ${hold.launch_id}
      from locked having min(granted - pending - posted) >= ${extra.amount}::bigint
      on conflict do nothing
      returning id, ledger_account_id, amount, launch_id
    ), written as (
      insert into ledger_transfers (id, kind, ledger_account_id, amount, pending_id, launch_id)
      select ${derivedId(extra.transferId, 'post')}::uuid, 'post', ledger_account_id, amount, id, launch_id from held
      returning amount
    ), moved as (
      update ledger_accounts a
      set granted = locked.granted, pending = locked.pending, posted = locked.posted + written.amount
      from locked, written where a.id = locked.id
      returning a.id
    )
    select count(*) as moved from moved`.execute(trx);
  return (rows[0]?.moved ?? 0n) > 0n;
}
