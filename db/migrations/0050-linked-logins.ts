import { sql, type Kysely } from 'kysely';

/** People bring logins of their own. Forward only. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}

const statements = [
  `alter table clusters
    add column login_kinds text[] not null default '{named}'
      check (login_kinds <@ '{named,leased,linked}' and cardinality(login_kinds) > 0)`,
  // A centre's own names: _ and . too, and 32 letters. Small letters alone, since some directories do not tell them from large ones.
  `alter table logins
    add column kind text not null default 'named' check (kind in ('named','leased','linked')),
    add column ended_at timestamptz,
    drop constraint logins_name_check,
    add constraint logins_name_check check (name ~ '^[a-z_][a-z0-9_.-]{0,31}$'),
    drop constraint logins_cluster_id_person_id_key,
    drop constraint logins_cluster_id_name_key`,
  // One person, one login a cluster, both ways, at any one time; what has ended stays for the books.
  `create unique index logins_of_person on logins (cluster_id, person_id) where ended_at is null`,
  `create unique index logins_by_name on logins (cluster_id, name) where ended_at is null`,
  // Who says that a login is theirs, and the words that they are to leave there. No secret: only who can write there can use them.
  `create table login_claims (
    id uuid primary key,
    person_id uuid not null references people,
    cluster_id uuid not null references clusters on delete cascade,
    login text not null,
    code text not null,
    created_at timestamptz not null default now(),
    expires_at timestamptz not null,
    used_at timestamptz
  )`,
  `create unique index login_claims_of_person on login_claims (person_id, cluster_id) where used_at is null`,
  `create index login_claims_by_login on login_claims (cluster_id, login)`,
];
