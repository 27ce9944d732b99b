import { sql, type Kysely } from 'kysely';
import type { Database } from '../../database';
import type { LedgerTransferTable } from '../../tables/ledger-transfers';

export interface LedgerEntryRow {
  id: string;
  at: Date;
  kind: LedgerTransferTable['kind'];
  amount: bigint;
  /** Of the hold that this resolves; null for other kinds. */
  heldAmount: bigint | null;
  /** A hold that nothing has resolved. */
  isOpen: boolean;
  ledgerAccountId: string;
  launchId: string | null;
  launchName: string | null;
  note: string;
}

/**
 * Transfers of some accounts, newest first, at most `limit`, after the one with the id `after` (which must be of these accounts,
 * otherwise nothing comes).
 */
export async function listLedgerEntries(
  db: Kysely<Database>,
  query: { ledgerAccountIds: readonly string[]; after?: string | undefined; limit: number },
): Promise<LedgerEntryRow[]> {
  const accounts = sql`any(${query.ledgerAccountIds as string[]}::uuid[])`;
  // A top-up and its post are written at one instant: the post is the later line.
  const order = (row: string) =>
    sql`(${sql.ref(`${row}.created_at`)}, (${sql.ref(`${row}.pending_id`)} is not null), ${sql.ref(`${row}.id`)})`;
  const afterThat =
    query.after === undefined
      ? sql``
      : sql`and ${order('t')} < (select c.created_at, c.pending_id is not null, c.id
              from ledger_transfers c where c.id = ${query.after} and c.ledger_account_id = ${accounts})`;
  const { rows } = await sql<LedgerEntryRow>`
    select t.id, t.created_at as at, t.kind, t.amount, h.amount as "heldAmount",
      (t.kind in ('reserve','topup') and r.id is null) as "isOpen",
      t.ledger_account_id as "ledgerAccountId", t.launch_id as "launchId", l.name as "launchName", t.note
    from ledger_transfers t
    left join ledger_transfers h on h.id = t.pending_id
    left join ledger_transfers r on r.pending_id = t.id and r.kind in ('post','void','expire')
    left join launches l on l.id = t.launch_id
    where t.ledger_account_id = ${accounts} ${afterThat}
    order by t.created_at desc, (t.pending_id is not null) desc, t.id desc
    limit ${query.limit}`.execute(db);
  return rows;
}
