import { sql, type Kysely } from 'kysely';

/** Running launches get more time, and their people are told before it is over. Forward only. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}

const statements = [
  // How long a launch may become in all by being extended; null: the centre extends nothing.
  `alter table clusters add column extend_limit_seconds int check (extend_limit_seconds > 0)`,
  // The sum of the extra holds that were not returned; held_milli_gpu_seconds stays the first one's.
  `alter table launches add column extra_held_milli_gpu_seconds bigint not null default 0 check (extra_held_milli_gpu_seconds >= 0)`,
  `alter table people add column ending_mails boolean not null default true`,
  `create table launch_extensions (
    id uuid primary key,
    launch_id text not null references launches,
    hold_id uuid not null,
    from_seconds int not null,
    to_seconds int not null check (to_seconds > from_seconds),
    state text not null check (state in ('asked','done','refused')),
    words text,
    asked_at timestamptz not null default now(),
    answered_at timestamptz
  )`,
  `create index launch_extensions_launch on launch_extensions (launch_id, asked_at desc)`,
  `create unique index launch_extensions_one_asked on launch_extensions (launch_id) where state = 'asked'`,
  // One row a warning and limit: an extended launch is warned anew.
  `create table ending_notices (
    launch_id text not null references launches,
    walltime_seconds int not null,
    minutes int not null,
    noticed_at timestamptz not null default now(),
    primary key (launch_id, walltime_seconds, minutes)
  )`,
];
