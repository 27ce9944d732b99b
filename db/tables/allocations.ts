import type { Generated } from 'kysely';

/** Rows of `allocations`; amounts in milli-GPU-seconds of the reference accelerator, instants in UTC, `_on` columns as `YYYY-MM-DD`. */
export interface AllocationTable {
  id: string;
  person_id: string;
  programme_id: string;
  request_id: string | null;
  ledger_account_id: string;
  /** Of a class: the student's own share, or their way into its pool. Both null for a person's own allocation. */
  class_id: string | null;
  part: 'share' | 'pool' | null;
  title: string;
  clusters: Generated<string[]>;
  starts_at: Date;
  ends_at: Date;
  created_at: Generated<Date>;
}
