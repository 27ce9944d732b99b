import { sql, type Kysely } from 'kysely';

/** Hours that remain are pushed to schedulers that can keep to them. Forward only. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}

const statements = [
  `alter table clusters add column pushes_hours boolean not null default false`,
  `alter table clusters add column hours_pushed_at timestamptz`,
  `alter table clusters add column hours_error text`,
  // The operators see it until they switch the pushing on or off.
  `alter table clusters add column hours_drift_at timestamptz`,
  `alter table clusters add column hours_drift_words text`,
  `create table login_limits (
    login_id uuid not null references logins on delete cascade,
    account text not null,
    partition text not null default '',
    minutes int not null check (minutes >= 0),
    pushed_at timestamptz not null default now(),
    primary key (login_id, account, partition)
  )`,
];
