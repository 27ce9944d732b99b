import { sql, type Kysely } from 'kysely';

/** Clusters that are reached through another host. Forward only. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table clusters
    add column jump_host text,
    add column jump_port integer,
    add column jump_host_keys text[] not null default '{}',
    add constraint clusters_jump_whole check (
      (jump_host is null) = (jump_port is null) and (jump_host is null or cardinality(jump_host_keys) > 0))`.execute(
    db,
  );
}
