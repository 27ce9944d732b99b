import { sql, type Kysely } from 'kysely';

/** Passkeys, one-time codes, recovery codes; a session says by what it was confirmed. Forward only. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}

const statements = [
  `alter table sessions add column confirmed_at timestamptz`,
  `alter table sessions add column confirmed_by text check (confirmed_by in ('passkey','totp','recovery-code','demo-door'))`,
  `alter table sessions add constraint sessions_confirmed check ((confirmed_at is null) = (confirmed_by is null))`,
  // A keyed hash of the network alone, to tell "here" from "elsewhere"; no address is kept.
  `alter table sessions add column network_hash text not null default ''`,
  // Made in a session that was confirmed; one that was not carries no role that needs it.
  `alter table api_tokens add column confirmed_at timestamptz`,
  `create table passkeys (
    id uuid primary key,
    person_id uuid not null references people on delete cascade,
    credential_id text unique not null,
    public_key bytea not null,
    use_count bigint not null,
    transports text[] not null default '{}',
    name text not null,
    created_at timestamptz not null default now(),
    used_at timestamptz
  )`,
  `create index passkeys_person on passkeys (person_id)`,
  // What a browser was asked to sign; taken by whoever answers first. bound_to: a session's id, or the hash of a cookie before there is one.
  `create table passkey_challenges (
    challenge text primary key,
    purpose text not null check (purpose in ('add','confirm','sign-in')),
    bound_to text not null,
    expires_at timestamptz not null
  )`,
  `create table totp_keys (
    person_id uuid primary key references people on delete cascade,
    sealed_key text not null,
    last_step int not null default 0,
    created_at timestamptz not null default now(),
    proved_at timestamptz
  )`,
  `create table recovery_codes (
    code_hash text primary key,
    person_id uuid not null references people on delete cascade,
    created_at timestamptz not null default now()
  )`,
  `create index recovery_codes_person on recovery_codes (person_id)`,
];
