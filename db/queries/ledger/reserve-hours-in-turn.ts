import { sql } from 'kysely';
import type { Trx } from '../../client';
import { requirePositive } from './require-positive';
import type { Reservation } from './reserve-hours';

export type TurnAnswer = { ok: true } | { ok: false; freeMilliGpuSeconds: bigint };

/**
 * As `reserveHours`, for many launches of one moment with two statements and one commit: each in its turn, the first one first. A hold
 * that does not fit leaves what there is to those after it. The paths of all stay locked until the transaction ends.
 * For new holds only: one whose id or launch has a hold already is an error of the database, and nothing of the transaction stands.
 * @throws Error when an account does not exist.
 */
export async function reserveHoursInTurn(trx: Trx, holds: readonly Reservation[]): Promise<TurnAnswer[]> {
  for (const { amount } of holds) requirePositive(amount);
  if (holds.length === 0) return [];
  const accounts = await lockPaths(trx, [...new Set(holds.map((hold) => hold.ledgerAccountId))]);
  const fitting: Reservation[] = [];
  const answers = holds.map((hold): TurnAnswer => {
    const path = accounts.pathOf(hold.ledgerAccountId);
    const free = path.reduce((least, { free }) => (free < least ? free : least), path[0].free);
    if (free < hold.amount) return { ok: false, freeMilliGpuSeconds: free };
    for (const account of path) account.free -= hold.amount;
    fitting.push(hold);
    return { ok: true };
  });
  if (fitting.length > 0) await writeHolds(trx, fitting);
  return answers;
}

interface LockedAccount {
  free: bigint;
}
type Path = [LockedAccount, ...LockedAccount[]];

/** Locks every account on the paths, in id order as all others do, and reads what is free there. */
async function lockPaths(trx: Trx, leafIds: string[]): Promise<{ pathOf(leafId: string): Path }> {
  const { rows } = await sql<{ id: string; free: bigint; path: string[] }>`
    select id, granted - pending - posted as free, path::text[] as path from ledger_accounts
    where id in (select unnest(path) from ledger_accounts where id = any(${leafIds}::uuid[]))
    order by id for no key update`.execute(trx);
  const accounts = new Map(rows.map((row) => [row.id, row]));
  return {
    pathOf(leafId) {
      const [first, ...rest] = (accounts.get(leafId)?.path ?? []).flatMap((id) => accounts.get(id) ?? []);
      if (!first) throw new Error(`no ledger account ${leafId}`);
      return [first, ...rest];
    },
  };
}

/** A statement after the one that locked: what it reads is what was locked, so that it may add to it. */
async function writeHolds(trx: Trx, holds: readonly Reservation[]): Promise<void> {
  const ids = holds.map((hold) => hold.transferId);
  const accountIds = holds.map((hold) => hold.ledgerAccountId);
  const amounts = holds.map((hold) => hold.amount);
  const launchIds = holds.map((hold) => hold.launchId);
  await sql`
    with written as (
      insert into ledger_transfers (id, kind, ledger_account_id, amount, launch_id)
      select id, 'reserve', account, amount, launch
      from unnest(${ids}::uuid[], ${accountIds}::uuid[], ${amounts}::bigint[], ${launchIds}::text[])
        as hold (id, account, amount, launch)
      returning ledger_account_id, amount
    ), moved as (
      select unnest(a.path) as id, sum(amount)::bigint as amount
      from written join ledger_accounts a on a.id = ledger_account_id group by 1
    )
    update ledger_accounts a set pending = a.pending + moved.amount from moved where a.id = moved.id`.execute(
    trx,
  );
}
