import { sql, type Kysely } from 'kysely';

/** Apps in the browser: launches of another kind, where each listens, and who may enter. Forward only. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}

const statements = [
  `alter table launches drop constraint launches_kind_check`,
  `alter table launches add constraint launches_kind_check check (kind in ('batch','app'))`,
  // How what a job listens on is reached from the login host.
  `alter table clusters add column app_reach text not null default 'node-tcp' check (app_reach in ('login-host','node-tcp'))`,
  `create table launch_apps (
    launch_id text primary key references launches on delete cascade,
    app text not null,
    fields jsonb not null default '{}',
    address jsonb,
    started_at timestamptz,
    ready_at timestamptz
  )`,
  `create index launch_apps_starting on launch_apps (launch_id) where ready_at is null`,
  // Used up by being deleted: one row, one entry, whatever the number of processes.
  `create table app_tickets (
    token_hash text primary key,
    launch_id text not null references launches on delete cascade,
    person_id uuid not null references people on delete cascade,
    session_id uuid not null references sessions on delete cascade,
    knock_hash text not null,
    expires_at timestamptz not null
  )`,
  `create table app_entries (
    token_hash text primary key,
    launch_id text not null references launches on delete cascade,
    person_id uuid not null references people on delete cascade,
    session_id uuid not null references sessions on delete cascade,
    created_at timestamptz not null default now(),
    expires_at timestamptz not null
  )`,
  `create index app_entries_expired on app_entries (expires_at)`,
];
