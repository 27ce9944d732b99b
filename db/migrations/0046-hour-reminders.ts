import { sql, type Kysely } from 'kysely';

/** People are told before granted hours end, and as they are used up. Forward only. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}

const statements = [
  `alter table people add column hours_mails boolean not null default true`,
  // One row a reminder that was given, or passed over for a later one. What is about another end or another grant is another reminder.
  `create table hour_notices (
    subject_id uuid not null,
    about text not null check (about in ('end','used')),
    at int not null check (at > 0),
    basis text not null,
    noticed_at timestamptz not null default now(),
    primary key (subject_id, about, at, basis)
  )`,
];
