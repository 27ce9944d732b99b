import type { Generated } from 'kysely';

/** Rows of `ledger_transfers`; amounts in milli-GPU-seconds of the reference accelerator, instants in UTC, `_on` columns as `YYYY-MM-DD`. */
export interface LedgerTransferTable {
  id: string;
  kind: 'grant' | 'reserve' | 'topup' | 'post' | 'void' | 'expire' | 'adjust';
  ledger_account_id: string;
  amount: bigint;
  pending_id: string | null;
  launch_id: string | null;
  request_id: string | null;
  person_id: string | null;
  note: Generated<string>;
  created_at: Generated<Date>;
}
