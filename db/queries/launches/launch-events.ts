import type { Kysely } from 'kysely';
import type { Database } from '../../database';
import type { JsonValue } from '../../json';

/** Writes one line of a launch's history, in the caller's transaction. kind: `noun.verb` or a state. */
export async function addLaunchEvent(
  db: Kysely<Database>,
  launchId: string,
  kind: string,
  detail: { [key: string]: JsonValue } = {},
): Promise<void> {
  await db
    .insertInto('launch_events')
    .values({ launch_id: launchId, kind, detail: JSON.stringify(detail) })
    .execute();
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
