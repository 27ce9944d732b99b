import { sql, type Kysely } from 'kysely';
import type { AppAddress } from '#server/contract/apps';
import type { Database } from '../../database';
import { launchRows, type LaunchRow } from '../launches/launch-rows';

/** Writes what the launches of apps have beside the launches themselves, in the same transaction. */
export async function insertLaunchApps(
  db: Kysely<Database>,
  rows: readonly { launchId: string; app: string; fields: Record<string, string> }[],
): Promise<void> {
  if (rows.length === 0) return;
  const values = rows.map(({ launchId, app, fields }) => ({
    launch_id: launchId,
    app,
    fields: JSON.stringify(fields),
  }));
  await db.insertInto('launch_apps').values(values).execute();
}

/** Apps that were let run at a cluster and have not answered yet: what is looked at until they do. */
export function listStartingApps(db: Kysely<Database>): Promise<LaunchRow[]> {
  return launchRows(db)
    .where('launch_apps.ready_at', 'is', null)
    .where('launch_apps.app', 'is not', null)
    .where('launches.state', 'in', ['released', 'queued', 'running', 'unknown'])
    .limit(2_000)
    .execute();
}

/** Notes where an app listens, once it has said so; false when that is known already. */
export async function noteAppStarted(
  db: Kysely<Database>,
  launchId: string,
  address: AppAddress,
): Promise<boolean> {
  const text = JSON.stringify(address);
  const written = await db
    .updateTable('launch_apps')
    .set({ address: text, started_at: sql<Date>`coalesce(started_at, now())` })
    .where('launch_id', '=', launchId)
    .where((eb) => eb.or([eb('address', 'is', null), eb('address', '<>', sql<string>`${text}::jsonb`)]))
    .returning('launch_id')
    .executeTakeFirst();
  return written !== undefined;
}

/** Notes that an app has answered; false when it had before. */
export async function noteAppReady(db: Kysely<Database>, launchId: string): Promise<boolean> {
  const written = await db
    .updateTable('launch_apps')
    .set({ ready_at: sql<Date>`now()` })
    .where('launch_id', '=', launchId)
    .where('ready_at', 'is', null)
    .returning('launch_id')
    .executeTakeFirst();
  return written !== undefined;
}
