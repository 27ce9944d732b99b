import { sql, type Kysely } from 'kysely';

/** Schools and sponsors buy hours for classes. Forward only. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}

const statements = [
  `alter table classes add column seeks_sponsors boolean not null default false`,
  `create table purchases (
    id uuid primary key,
    person_id uuid not null references people,
    class_id uuid not null references classes,
    idempotency_key text not null,
    pack text not null,
    price_id text not null,
    milli_gpu_seconds bigint not null check (milli_gpu_seconds > 0),
    won bigint not null check (won > 0),
    vat_percent integer not null check (vat_percent between 0 and 100),
    message text not null default '',
    state text not null default 'open' check (state in ('open','paid','failed','expired')),
    checkout_id text unique,
    checkout_url text,
    payment_id text unique,
    created_at timestamptz not null default now(),
    paid_at timestamptz,
    unique (person_id, idempotency_key),
    check ((state = 'paid') = (paid_at is not null))
  )`,
  `create index purchases_class on purchases (class_id) where state = 'paid'`,
  `create table refunds (
    id uuid primary key,
    purchase_id uuid not null references purchases,
    kind text not null check (kind in ('refund','dispute')),
    provider_id text unique,
    person_id uuid references people,
    won bigint not null check (won >= 0),
    milli_gpu_seconds bigint not null check (milli_gpu_seconds >= 0),
    state text not null check (state in ('asked','sent','done','failed')),
    created_at timestamptz not null default now()
  )`,
  `create index refunds_purchase on refunds (purchase_id)`,
  `create table payment_events (
    id text primary key,
    kind text not null,
    received_at timestamptz not null default now()
  )`,
];
