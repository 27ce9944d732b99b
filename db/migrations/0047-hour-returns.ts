import { sql, type Kysely } from 'kysely';

/** Hours that people give back of their own accord. Forward only. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}

const statements = [
  `create table hour_returns (
    id uuid primary key,
    person_id uuid not null references people,
    allocation_id uuid references allocations,
    class_id uuid references classes,
    milli_gpu_seconds bigint not null check (milli_gpu_seconds >= 0),
    did_end boolean not null,
    returned_at timestamptz not null default now(),
    check ((allocation_id is null) <> (class_id is null))
  )`,
  `create index hour_returns_person on hour_returns (person_id)`,
];
