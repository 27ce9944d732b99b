import type { Generated } from 'kysely';

/** Rows of `ledger_accounts`; amounts in milli-GPU-seconds of the reference accelerator, instants in UTC, `_on` columns as `YYYY-MM-DD`. */
export interface LedgerAccountTable {
  id: string;
  parent_id: string | null;
  path: string[];
  kind: 'platform' | 'programme' | 'school' | 'class' | 'person' | 'allocation' | 'overrun';
  name: string;
  granted: Generated<bigint>;
  pending: Generated<bigint>;
  posted: Generated<bigint>;
  created_at: Generated<Date>;
}
