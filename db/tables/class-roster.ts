import type { Generated } from 'kysely';

/** Rows of `class_roster`: who is expected in a class and has not joined yet; instants in UTC. */
export interface ClassRosterTable {
  class_id: string;
  email: string;
  display_name: string;
  student_number: Generated<string>;
  created_at: Generated<Date>;
}
