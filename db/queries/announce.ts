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
 * Tells every web process, when the transaction commits, that something changed; the teachers of a student whose launches or hours changed
 * are told that their class did. Postgres folds equal announcements of one transaction into one.
 * @see NOTIFY, PostgreSQL 18: payloads under 8000 bytes, delivered at commit only.
 */
export async function announce(db: Kysely<Database>, to: Audience, event: LiveEvent): Promise<void> {
  await announceAll(db, [{ to, event }]);
}

/** As `announce`, of several at once. */
export async function announceAll(
  db: Kysely<Database>,
  announcements: readonly Announcement[],
): Promise<void> {
  const payloads = announcements.map((one) => JSON.stringify(one));
  await sql`select pg_notify(${liveChannel}, payload) from unnest(${payloads}::text[]) payload`.execute(db);
  const students = announcements.flatMap(({ to, event }) =>
    'person' in to && (event.kind === 'launch' || event.kind === 'hours') ? [to.person] : [],
  );
  if (students.length > 0) await announceToTeachers(db, [...new Set(students)]);
}

async function announceToTeachers(db: Kysely<Database>, studentIds: readonly string[]): Promise<void> {
  const event: LiveEvent = { kind: 'class' };
  await sql`
    select pg_notify(${liveChannel},
      json_build_object('to', json_build_object('person', t.person_id), 'event', ${JSON.stringify(event)}::json)::text)
    from class_members s
    join class_members t on t.class_id = s.class_id and t.role <> 'student'
    where s.person_id = any(${studentIds}::uuid[]) and s.role = 'student'
    group by t.person_id`.execute(db);
}
