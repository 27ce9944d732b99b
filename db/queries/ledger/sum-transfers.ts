import { sql, type Kysely } from 'kysely';
import type { Database } from '../../database';

export interface TransferSums {
  granted: bigint;
  pending: bigint;
  posted: bigint;
}

/** What the transfers of some accounts say, without believing any cached balance: the other side of the statement's sum. */
export async function sumTransfers(
  db: Kysely<Database>,
  ledgerAccountIds: readonly string[],
): Promise<TransferSums> {
  const { rows } = await sql<TransferSums>`
    select
      coalesce(sum(case t.kind when 'grant' then t.amount when 'adjust' then -t.amount else 0 end), 0)::bigint as granted,
      coalesce(sum(case when t.kind in ('reserve','topup') and r.id is null then t.amount else 0 end), 0)::bigint as pending,
      coalesce(sum(case t.kind when 'post' then t.amount else 0 end), 0)::bigint as posted
    from ledger_transfers t
    left join ledger_transfers r on r.pending_id = t.id and r.kind in ('post','void','expire')
    where t.ledger_account_id = any(${ledgerAccountIds as string[]}::uuid[])`.execute(db);
  return rows[0] ?? { granted: 0n, pending: 0n, posted: 0n };
}

/** All that was ever granted to an account, whatever was taken back since; milli-GPU-seconds. */
export async function sumGrants(db: Kysely<Database>, ledgerAccountId: string): Promise<bigint> {
  const { rows } = await sql<{ sum: bigint }>`
    select coalesce(sum(amount), 0)::bigint as sum from ledger_transfers
    where ledger_account_id = ${ledgerAccountId} and kind = 'grant'`.execute(db);
  return rows[0]?.sum ?? 0n;
}

/** What was used of each account since an instant (inclusive), by account; those of which nothing was are left out. */
export async function sumPostedSince(
  db: Kysely<Database>,
  ledgerAccountIds: readonly string[],
  sinceAt: Date,
): Promise<Map<string, bigint>> {
  const { rows } = await sql<{ id: string; sum: bigint }>`
    select ledger_account_id as id, sum(amount)::bigint as sum from ledger_transfers
    where ledger_account_id = any(${ledgerAccountIds as string[]}::uuid[]) and kind = 'post' and created_at >= ${sinceAt}
    group by ledger_account_id`.execute(db);
  return new Map(rows.map(({ id, sum }) => [id, sum]));
}
