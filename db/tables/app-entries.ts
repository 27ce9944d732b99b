import type { Generated } from 'kysely';

/** Rows of `app_entries`: a browser that is let in at one launch's origin, for as long as the session that opened it. Instants in UTC. */
export interface AppEntryTable {
  token_hash: string;
  launch_id: string;
  person_id: string;
  session_id: string;
  created_at: Generated<Date>;
  expires_at: Date;
}
