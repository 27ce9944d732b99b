import { sql, type Kysely } from 'kysely';

/** How clusters do: the circuit of each, and how often a probe of each day was good. Forward only. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}

const statements = [
  `create table cluster_health (
    cluster_id uuid primary key references clusters on delete cascade,
    circuit text not null default 'closed' check (circuit in ('closed','open','half-open')),
    failures int not null default 0,
    since timestamptz not null default now(),
    probed_at timestamptz,
    claimed_until timestamptz,
    last_code text
  )`,
  // Days of Korea. What falls into a maintenance window is neither good nor bad.
  `create table cluster_days (
    cluster_id uuid not null references clusters on delete cascade,
    day date not null,
    good int not null default 0,
    bad int not null default 0,
    maintenance int not null default 0,
    primary key (cluster_id, day)
  )`,
];
