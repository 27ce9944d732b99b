import { sql, type Kysely } from 'kysely';

/** Logins that a centre has made beforehand are lent out, taken back and cleaned. Forward only. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}

const statements = [
  `alter table clusters
    add column cleaning_command text[] not null default '{}',
    add column lease_idle_days integer check (lease_idle_days between 14 and 730)`,
  `create table pool_logins (
    id uuid primary key,
    cluster_id uuid not null references clusters on delete cascade,
    name text not null check (name ~ '^[a-z_][a-z0-9_.-]{0,31}$'),
    state text not null default 'free' check (state in ('free','lent','cleaning','quarantined')),
    since timestamptz not null default now(),
    login_id uuid references logins on delete set null,
    tries integer not null default 0 check (tries >= 0),
    trouble text,
    warned_at timestamptz,
    unique (cluster_id, name),
    check (state <> 'free' or login_id is null)
  )`,
  `create index pool_logins_by_state on pool_logins (cluster_id, state, since)`,
  `create unique index pool_logins_by_lease on pool_logins (login_id) where login_id is not null`,
];
