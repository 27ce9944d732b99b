import type { Generated } from 'kysely';

/** Rows of `ending_notices`: a warning that was given, or passed over because a later one was due already. Instants in UTC. */
export interface EndingNoticeTable {
  launch_id: string;
  /** The limit that it was about. */
  walltime_seconds: number;
  /** How long before it. */
  minutes: number;
  noticed_at: Generated<Date>;
}
