import type { Generated } from 'kysely';

/** Rows of `class_members`; instants in UTC. `waiting`: joined by a code, not yet let in. */
export interface ClassMemberTable {
  class_id: string;
  person_id: string;
  role: 'teacher' | 'assistant' | 'student';
  state: Generated<'active' | 'waiting'>;
  student_number: Generated<string>;
  frozen_at: Date | null;
  joined_at: Generated<Date>;
}
