import { sql, type Kysely } from 'kysely';

/** Guardians agree for children, see what is kept of them, and stop it. Forward only. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}

const statements = [
  `alter table people
    add column country text not null default 'KR' check (country ~ '^[A-Z]{2}$'),
    add column stopped_at timestamptz`,
  // Of a child that may not join yet nothing but this row is kept.
  `create table guardian_consents (
    id uuid primary key,
    state text not null check (state in ('asked','agreed','given','joined','leaving','grown','ended')),
    guardian_email text,
    locale text not null check (locale in ('ko','en')),
    handle_hash text unique,
    code_hash text unique,
    text_version text not null,
    method text check (method in ('mail','form','call')),
    person_id uuid unique references people,
    reminders integer not null default 0 check (reminders >= 0),
    asked_at timestamptz not null default now(),
    agreed_at timestamptz,
    given_at timestamptz,
    ended_at timestamptz,
    expires_at timestamptz,
    check ((state = 'ended') = (guardian_email is null)),
    check (state not in ('joined','leaving','grown') or person_id is not null)
  )`,
  `create index guardian_consents_email on guardian_consents (guardian_email)`,
  `create index guardian_consents_expiry on guardian_consents (expires_at)`,
  `create table guardian_receipts (
    id uuid primary key,
    consent_id uuid not null references guardian_consents,
    kind text not null check (kind in ('consent','withdrawal')),
    method text not null,
    text_version text not null,
    text_locale text not null,
    text_hash text not null,
    form_hash text,
    seen_by uuid references people,
    at timestamptz not null default now()
  )`,
  `create index guardian_receipts_consent on guardian_receipts (consent_id)`,
  `create trigger guardian_receipts_append_only before update or delete on guardian_receipts
    for each row execute function refuse_change()`,
  `create table guardian_links (
    token_hash text primary key,
    kind text not null check (kind in ('agree','confirm','enter')),
    consent_id uuid references guardian_consents on delete cascade,
    guardian_email text not null,
    created_at timestamptz not null default now(),
    expires_at timestamptz not null,
    check ((kind = 'enter') = (consent_id is null))
  )`,
  `create index guardian_links_email on guardian_links (guardian_email)`,
  `create table guardian_sessions (
    token_hash text primary key,
    guardian_email text not null,
    created_at timestamptz not null default now(),
    expires_at timestamptz not null
  )`,
  `create index guardian_sessions_email on guardian_sessions (guardian_email)`,
  `create table guardian_forms (
    consent_id uuid primary key references guardian_consents on delete cascade,
    media_type text not null check (media_type in ('application/pdf','image/png','image/jpeg')),
    bytes bytea not null,
    uploaded_at timestamptz not null default now()
  )`,
];
