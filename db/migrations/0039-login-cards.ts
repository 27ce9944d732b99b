import { sql, type Kysely } from 'kysely';

/** Login cards of a class: people without e-mail, who come in by a card's one-time words or a teacher's tap. Forward only. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}

const statements = [
  // null: the person has none, and no mail is written to them.
  `alter table people alter column email drop not null`,
  `alter table sessions drop constraint sessions_confirmed_by_check`,
  `alter table sessions add constraint sessions_confirmed_by_check
    check (confirmed_by in ('passkey','totp','recovery-code','demo-door','login-card'))`,
  `create table login_cards (
    id uuid primary key,
    class_id uuid not null references classes on delete cascade,
    -- On the paper, and in the teacher's list.
    number int not null check (number > 0),
    -- Names the card where somebody signs in; opens nothing by itself. Another one after every renewal.
    code text unique not null check (code ~ '^[2-9A-HJKMNP-TV-Z]{6}$'),
    round int not null default 1,
    -- null until its first use.
    person_id uuid references people on delete cascade,
    -- The line of the roster that it was made for; goes with that line.
    roster_email text,
    wrong_tries int not null default 0 check (wrong_tries >= 0),
    locked_at timestamptz,
    voided_at timestamptz,
    made_at timestamptz not null default now(),
    used_at timestamptz,
    unique (class_id, number),
    unique (class_id, person_id),
    unique (class_id, roster_email),
    foreign key (class_id, roster_email) references class_roster (class_id, email) on delete set null (roster_email)
  )`,
  `create index login_cards_person on login_cards (person_id)`,
  // What is left of a card's words: a line that was used is gone, and those before it. Line 0 is the QR code's.
  `create table login_card_words (
    card_id uuid not null references login_cards on delete cascade,
    line int not null check (line >= 0),
    words_hash text not null,
    primary key (card_id, line)
  )`,
  // One browser that asks a teacher to be let in; a newer ask for the same card takes its place.
  `create table login_card_asks (
    id uuid primary key,
    card_id uuid unique not null references login_cards on delete cascade,
    -- Shown to both, so that a teacher says yes to the screen in front of them.
    match_number int not null check (match_number between 10 and 99),
    decided_by uuid references people,
    is_allowed boolean,
    asked_at timestamptz not null default now(),
    expires_at timestamptz not null
  )`,
];
