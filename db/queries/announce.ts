import { sql, type Kysely } from 'kysely';
import type { LiveEvent } from '#server/contract/live-events';
import type { Database } from '../database';

/** The one NOTIFY channel; every web process listens on it. */
export const liveChannel = 'modu_live';

/** For whom an event is: one person, everybody with a role, or everybody signed in. */
export type Audience = { person: string } | { role: string } | { everybody: true };

export interface Announcement {
  to: Audience;
  event: LiveEvent;
}

/**
 * Tells every web process, when the transaction commits, that something changed. Postgres folds equal announcements of one
 * transaction into one. @see NOTIFY, PostgreSQL 18: payloads under 8000 bytes, delivered at commit only.
 */
export async function announce(db: Kysely<Database>, to: Audience, event: LiveEvent): Promise<void> {
  const announcement: Announcement = { to, event };
  await sql`select pg_notify(${liveChannel}, ${JSON.stringify(announcement)})`.execute(db);
}
