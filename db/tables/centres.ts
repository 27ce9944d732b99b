import type { Generated } from 'kysely';

/** Rows of `centres`; amounts in milli-GPU-seconds of the reference accelerator, instants in UTC, `_on` columns as `YYYY-MM-DD`. */
export interface CentreTable {
  id: string;
  name: string;
  title_ko: string;
  title_en: string;
  created_at: Generated<Date>;
}
