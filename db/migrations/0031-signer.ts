import { sql, type Kysely } from 'kysely';

/** Keys and authorities that are changed, what is revoked, and every signature. Forward only. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}

const statements = [
  `alter table clusters add column sign_in text not null default 'key' check (sign_in in ('key','certificate'))`,
  `create table signing_keys (
    id uuid primary key,
    cluster_id uuid not null references clusters on delete cascade,
    kind text not null check (kind in ('key','authority')),
    public_line text not null,
    sealed_private_key text not null,
    created_at timestamptz not null default now(),
    active_from timestamptz,
    revoked_at timestamptz
  )`,
  `create index signing_keys_cluster on signing_keys (cluster_id, kind)`,
  `create table signing_revocations (
    id uuid primary key,
    cluster_id uuid not null references clusters on delete cascade,
    login text,
    reason text not null default '',
    created_at timestamptz not null default now()
  )`,
  `create index signing_revocations_cluster on signing_revocations (cluster_id)`,
  // Names, not references: it outlives what it is about.
  `create table ssh_signatures (
    id bigint generated always as identity primary key,
    at timestamptz not null default now(),
    cluster text not null,
    login text not null,
    profile text not null,
    person_id uuid,
    kind text,
    key text,
    serial text,
    outcome text not null check (outcome in ('signed','refused')),
    reason text
  )`,
  `create index ssh_signatures_at on ssh_signatures (at)`,
  `create trigger ssh_signatures_never_changed before update or delete on ssh_signatures for each row execute function refuse_change()`,
  `create trigger ssh_signatures_never_emptied before truncate on ssh_signatures for each statement execute function refuse_change()`,
];
