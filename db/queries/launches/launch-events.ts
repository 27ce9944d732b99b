import type { Kysely } from 'kysely';
import type { Database } from '../../database';
import type { JsonValue } from '../../json';

export interface NewLaunchEvent {
  launchId: string;
  /** `noun.verb` or a state. */
  kind: string;
  detail?: { [key: string]: JsonValue };
}

/** Writes one line of a launch's history, in the caller's transaction. */
export async function addLaunchEvent(
  db: Kysely<Database>,
  launchId: string,
  kind: string,
  detail: { [key: string]: JsonValue } = {},
): Promise<void> {
  await addLaunchEvents(db, [{ launchId, kind, detail }]);
}

/** As `addLaunchEvent`, of several launches at once: one at least. */
export async function addLaunchEvents(
  db: Kysely<Database>,
  events: readonly NewLaunchEvent[],
): Promise<void> {
  const rows = events.map(({ launchId, kind, detail = {} }) => ({
    launch_id: launchId,
    kind,
    detail: JSON.stringify(detail),
  }));
  await db.insertInto('launch_events').values(rows).execute();
}

/** A launch's history, oldest first, at most 500 lines. */
export function listLaunchEvents(db: Kysely<Database>, launchId: string) {
  return db
    .selectFrom('launch_events')
    .select(['at', 'kind', 'detail'])
    .where('launch_id', '=', launchId)
    .orderBy('id')
    .limit(500)
    .execute();
}
