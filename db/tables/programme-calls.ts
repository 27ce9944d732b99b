import type { Generated } from 'kysely';

/** Rows of `programme_calls`: when a programme takes requests; days as `YYYY-MM-DD`, both inclusive. */
export interface ProgrammeCallTable {
  id: string;
  programme_id: string;
  opens_on: string;
  closes_on: string;
  created_at: Generated<Date>;
}
