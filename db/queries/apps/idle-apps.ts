import { sql, type Kysely } from 'kysely';
import type { Database } from '../../database';
import { launchRows, type LaunchRow } from '../launches/launch-rows';

/** Apps that can be used now. */
export const listReadyApps = (db: Kysely<Database>): Promise<LaunchRow[]> =>
  launchRows(db)
    .where('launch_apps.ready_at', 'is not', null)
    .where('launches.state', '=', 'running')
    .where('launches.cancel_requested_at', 'is', null)
    .limit(2_000)
    .execute();

/** Somebody uses it, or says that they want it kept: it is asked about no more. Answers whether it was being asked about. */
export async function noteAppActive(db: Kysely<Database>, launchId: string, at: Date): Promise<boolean> {
  const { rows } = await sql<{ wasAsked: boolean }>`
    update launch_apps a set active_at = greatest(a.active_at, ${at}::timestamptz), idle_stops_at = null
    from (select launch_id, idle_stops_at from launch_apps where launch_id = ${launchId} for update) before
    where a.launch_id = before.launch_id returning before.idle_stops_at is not null as "wasAsked"`.execute(
    db,
  );
  return rows[0]?.wasAsked ?? false;
}

/** Its person is asked, and it is stopped then unless somebody uses it; false when that was so already. */
export async function noteAppIdle(db: Kysely<Database>, launchId: string, stopsAt: Date): Promise<boolean> {
  const written = await db
    .updateTable('launch_apps')
    .set({ idle_stops_at: stopsAt })
    .where('launch_id', '=', launchId)
    .where('idle_stops_at', 'is', null)
    .returning('launch_id')
    .executeTakeFirst();
  return written !== undefined;
}

/** It is stopped because nobody used it; false when it was before, or is to be kept after all. */
export async function noteAppStopped(db: Kysely<Database>, launchId: string): Promise<boolean> {
  const written = await db
    .updateTable('launch_apps')
    .set({ idle_stopped_at: sql<Date>`now()` })
    .where('launch_id', '=', launchId)
    .where('idle_stopped_at', 'is', null)
    .where('idle_stops_at', '<=', sql<Date>`now()`)
    .returning('launch_id')
    .executeTakeFirst();
  return written !== undefined;
}
