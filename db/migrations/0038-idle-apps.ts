import { sql, type Kysely } from 'kysely';

/** Apps that nobody uses are asked about, then stopped. Forward only. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table launch_apps
    add column active_at timestamptz,
    add column idle_stops_at timestamptz,
    add column idle_stopped_at timestamptz`.execute(db);
}
