import type { Generated } from 'kysely';

/** Rows of `classes`; amounts in milli-GPU-seconds of the reference accelerator, instants in UTC, `_on` columns as `YYYY-MM-DD`. */
export interface ClassTable {
  id: string;
  name: string;
  school_name: string;
  starts_on: string;
  ends_on: string;
  created_at: Generated<Date>;
}
