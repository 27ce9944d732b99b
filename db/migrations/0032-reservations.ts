import { sql, type Kysely } from 'kysely';

/** Reservations of a cluster that launches may use. Forward only. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}

const statements = [
  `create table reservations (
    cluster_id uuid not null references clusters on delete cascade,
    name text not null,
    partition text not null default '',
    starts_at timestamptz not null,
    ends_at timestamptz not null,
    is_shown boolean not null default false,
    primary key (cluster_id, name)
  )`,
  // By name: a reservation goes, what was launched into it stays.
  `alter table launches add column reservation text`,
];
