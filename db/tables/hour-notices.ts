import type { Generated } from 'kysely';

/** Rows of `hour_notices`: a reminder of hours that was given, or passed over because a later one was due already. Instants in UTC. */
export interface HourNoticeTable {
  /** An allocation, or a class. */
  subject_id: string;
  about: 'end' | 'used';
  /** Days before the end, or per cent used. */
  at: number;
  /** What it was about: the day of the end, or all that was ever granted. With another one reminders begin anew. */
  basis: string;
  noticed_at: Generated<Date>;
}
