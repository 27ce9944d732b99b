import { sql, type Kysely } from 'kysely';

/** Classes that teachers run: hours of a class with shares and a pool, joining by code, rosters, asks for more. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}

const statements = [
  `alter table classes
    add subject text not null default '',
    add size int not null default 30 check (size between 1 and 400),
    add joining text not null default 'approval' check (joining in ('approval','automatic')),
    -- The class's own account; below it the pool and a share for each student. Both null until hours come.
    add ledger_account_id uuid unique references ledger_accounts,
    add pool_account_id uuid unique references ledger_accounts,
    add floor_milli_gpu_seconds bigint not null default 0 check (floor_milli_gpu_seconds >= 0),
    add pool_cap_milli_gpu_seconds bigint not null default 0 check (pool_cap_milli_gpu_seconds >= 0),
    -- Days without a launch after which what is left of a share goes to the pool; null: never.
    add release_unused_days int check (release_unused_days between 1 and 366),
    add ended_at timestamptz,
    add version int not null default 1`,
  `alter table class_members drop constraint class_members_role_check`,
  `alter table class_members
    add check (role in ('teacher','assistant','student')),
    add state text not null default 'active' check (state in ('active','waiting')),
    add student_number text not null default '',
    add frozen_at timestamptz`,
  `alter table allocations
    add class_id uuid references classes,
    add part text check (part in ('share','pool')),
    add check ((class_id is null) = (part is null))`,
  `drop index allocations_one_starter`,
  `create unique index allocations_one_starter on allocations (person_id, programme_id) where request_id is null and class_id is null`,
  `create unique index allocations_one_part on allocations (class_id, person_id, part) where class_id is not null`,
  `alter table requests add class_id uuid references classes`,
  // The typed code is short, so it lives briefly and is guessed against a limit; the link's secret is 128 bits.
  `create table class_codes (
    id uuid primary key,
    class_id uuid not null references classes on delete cascade,
    code text unique not null check (code ~ '^[2-9A-HJKMNP-TV-Z]{8}$'),
    link_hash text unique not null,
    uses_left int not null check (uses_left >= 0),
    expires_at timestamptz not null,
    revoked_at timestamptz,
    created_by uuid not null references people,
    created_at timestamptz not null default now()
  )`,
  `create index class_codes_class on class_codes (class_id)`,
  `create table class_roster (
    class_id uuid not null references classes on delete cascade,
    email text not null check (email = lower(email)),
    display_name text not null,
    student_number text not null default '',
    created_at timestamptz not null default now(),
    primary key (class_id, email)
  )`,
  `create table share_asks (
    id uuid primary key,
    class_id uuid not null references classes on delete cascade,
    person_id uuid not null references people on delete cascade,
    reason text not null,
    state text not null default 'open' check (state in ('open','granted','declined')),
    granted_milli_gpu_seconds bigint check (granted_milli_gpu_seconds > 0),
    decided_by uuid references people,
    decided_at timestamptz,
    created_at timestamptz not null default now()
  )`,
  // One open ask a student and class: a second tap is the first.
  `create unique index share_asks_one_open on share_asks (class_id, person_id) where state = 'open'`,
];
