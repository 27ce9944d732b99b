import { sql, type Kysely } from 'kysely';

/** Programmes of kind research: calls, advisers, reviewers with scores, decision by quorum. Forward only. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}

const statements = [
  // Scores in hundredths: 100 is the worst, 500 the best. No review needed: any reviewer decides alone.
  `alter table programmes
    add column summary_ko text not null default '',
    add column summary_en text not null default '',
    add column reviews_needed integer not null default 0 check (reviews_needed between 0 and 9),
    add column score_counting text not null default 'median' check (score_counting in ('median','mean','lowest')),
    add column grant_from integer not null default 400 check (grant_from between 100 and 500),
    add column part_from integer not null default 300 check (part_from between 100 and 500),
    add column is_auto_assigned boolean not null default true,
    add column is_rolling boolean not null default true,
    add column leader_levels text[] not null default '{}',
    add column adviser_levels text[] not null default '{}',
    add column closed_at timestamptz,
    add column version integer not null default 1,
    add constraint programmes_part_below_grant check (part_from <= grant_from),
    add constraint programmes_reviews_of_research check (kind = 'research' or reviews_needed = 0)`,
  `create table programme_calls (
    id uuid primary key,
    programme_id uuid not null references programmes,
    opens_on date not null,
    closes_on date not null check (closes_on >= opens_on),
    created_at timestamptz not null default now(),
    unique (programme_id, opens_on)
  )`,
  `alter table requests
    drop constraint requests_state_check,
    add constraint requests_state_check check
      (state in ('with-adviser','submitted','asked-back','granted','partly-granted','declined','withdrawn')),
    add column adviser_email text,
    add column adviser_id uuid references people,
    add constraint requests_adviser_is_named check (state <> 'with-adviser' or adviser_email is not null)`,
  `create index requests_adviser on requests (adviser_email) where adviser_email is not null`,
  `create table request_reviewers (
    request_id uuid not null references requests on delete cascade,
    person_id uuid not null references people,
    state text not null default 'asked' check (state in ('asked','reviewed','handed-back','taken-off')),
    assigned_by uuid references people,
    conflict text not null default '',
    comment text not null default '',
    recommended_milli_gpu_seconds bigint check (recommended_milli_gpu_seconds >= 0),
    assigned_at timestamptz not null default now(),
    answered_at timestamptz,
    primary key (request_id, person_id),
    check ((state = 'reviewed') = (recommended_milli_gpu_seconds is not null))
  )`,
  `create index request_reviewers_person on request_reviewers (person_id, state)`,
  `create table review_scores (
    request_id uuid not null,
    person_id uuid not null,
    criterion text not null,
    score integer not null check (score between 1 and 5),
    comment text not null default '',
    primary key (request_id, person_id, criterion),
    foreign key (request_id, person_id) references request_reviewers on delete cascade
  )`,
];
