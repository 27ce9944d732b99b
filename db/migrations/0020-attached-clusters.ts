import { sql, type Kysely } from 'kysely';

/** Clusters that are attached in the portal: a key of their own, what a probe found, and whether they are offered, or gone. Forward only. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}

const statements = [
  // Null while a cluster is being attached: only its operators see it then.
  `alter table clusters add column attached_at timestamptz default now()`,
  // A row that launches name cannot go; a removed cluster is in no list.
  `alter table clusters add column removed_at timestamptz`,
  // A host key that was shown and is not pinned: the operators are told until one of them has looked.
  `alter table clusters add column strange_host_key text`,
  `alter table clusters add column strange_host_key_at timestamptz`,
  `create table cluster_keys (
    cluster_id uuid primary key references clusters on delete cascade,
    public_line text not null,
    sealed_private_key text not null,
    created_at timestamptz not null default now()
  )`,
  `create table cluster_probes (
    cluster_id uuid primary key references clusters on delete cascade,
    at timestamptz not null default now(),
    lines jsonb not null,
    partitions jsonb not null default '[]'
  )`,
  `create table maintenance_windows (
    id uuid primary key,
    cluster_id uuid not null references clusters on delete cascade,
    starts_at timestamptz not null,
    ends_at timestamptz not null check (ends_at > starts_at),
    note text not null default '',
    created_by uuid,
    created_at timestamptz not null default now()
  )`,
  `create index maintenance_windows_cluster on maintenance_windows (cluster_id, ends_at)`,
];
