import type { Generated } from 'kysely';

/** Rows of `classes`; amounts in milli-GPU-seconds of the reference accelerator, instants in UTC, `_on` columns as `YYYY-MM-DD`. */
export interface ClassTable {
  id: string;
  name: string;
  school_name: string;
  subject: Generated<string>;
  size: Generated<number>;
  joining: Generated<'approval' | 'automatic'>;
  starts_on: string;
  ends_on: string;
  ledger_account_id: string | null;
  pool_account_id: string | null;
  floor_milli_gpu_seconds: Generated<bigint>;
  pool_cap_milli_gpu_seconds: Generated<bigint>;
  release_unused_days: number | null;
  /** Sponsors find it among the classes that look for one. */
  seeks_sponsors: Generated<boolean>;
  ended_at: Date | null;
  version: Generated<number>;
  created_at: Generated<Date>;
}
