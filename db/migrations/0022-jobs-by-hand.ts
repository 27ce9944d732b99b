import { sql, type Kysely } from 'kysely';

/** Jobs that a person typed at a cluster themselves stand among their launches, and are charged. Forward only. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}

const statements = [
  `alter table launches drop constraint launches_kind_check`,
  `alter table launches add constraint launches_kind_check check (kind in ('batch','app','by-hand'))`,
  // A person without any hours can type a job all the same.
  `alter table launches alter column allocation_id drop not null`,
  // When a job that nobody's hours cover is cancelled; its person was warned before.
  `alter table launches add column guard_at timestamptz`,
  // Ids of jobs come round again: of those that have not ended each stands for one launch.
  `drop index launches_job`,
  `create unique index launches_job on launches (cluster_id, scheduler_job_id)
    where scheduler_job_id is not null and state not in ('ended','settled')`,
  `create index launches_any_job on launches (cluster_id, scheduler_job_id) where scheduler_job_id is not null`,
  // Until when a cluster's accounting was looked through for jobs that the queue never showed.
  `create table accounting_marks (
    cluster_id uuid primary key references clusters on delete cascade,
    read_until timestamptz not null
  )`,
];
