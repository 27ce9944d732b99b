import type { Generated } from 'kysely';

/** Rows of `class_members`; amounts in milli-GPU-seconds of the reference accelerator, instants in UTC, `_on` columns as `YYYY-MM-DD`. */
export interface ClassMemberTable {
  class_id: string;
  person_id: string;
  role: 'teacher' | 'student';
  joined_at: Generated<Date>;
}
