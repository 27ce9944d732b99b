import { sql, type Kysely, type Selectable } from 'kysely';
import type { ReportState, RequestState } from '#server/contract/requests';
import type { ReviewState } from '#server/contract/reviews';
import type { Level } from '#server/contract/roles';
import type { Database } from '../../database';
import type { Trx } from '../../client';
import { newId } from '../../new-id';
import type { RequestTable } from '../../tables/requests';

export type RequestRow = Selectable<RequestTable> & {
  displayName: string;
  level: Level;
  schoolName: string;
  programmeName: string;
  programmeTitleKo: string;
  programmeTitleEn: string;
  /** 0: any reviewer decides alone. */
  reviewsNeeded: number;
  /** Reviewers of whom a review is still wanted, and those who gave theirs. */
  /** When the granted hours end; null: none were granted to the person. */
  allocationEndsAt: Date | null;
  askedIds: string[];
  reviewedIds: string[];
};

export interface NewRequest {
  personId: string;
  programmeId: string;
  /** null: for the person themselves. */
  classId: string | null;
  title: string;
  purpose: string;
  askedMilliGpuSeconds: bigint;
  clusters: string[];
  startsOn: string;
  endsOn: string;
  /** Normalised; null: the programme wants no adviser. */
  adviserEmail: string | null;
}

/** Writes a request, waiting for its adviser or as submitted; answers its id. */
export async function insertRequest(trx: Trx, request: NewRequest): Promise<string> {
  const id = newId();
  await trx
    .insertInto('requests')
    .values({
      id,
      person_id: request.personId,
      programme_id: request.programmeId,
      class_id: request.classId,
      title: request.title,
      purpose: request.purpose,
      asked_milli_gpu_seconds: request.askedMilliGpuSeconds,
      clusters: request.clusters,
      starts_on: request.startsOn,
      ends_on: request.endsOn,
      adviser_email: request.adviserEmail,
      state: request.adviserEmail === null ? 'submitted' : 'with-adviser',
    })
    .execute();
  return id;
}

/** One request with who asks; undefined when there is none. */
export function findRequest(db: Kysely<Database>, id: string): Promise<RequestRow | undefined> {
  return withPerson(db).where('r.id', '=', id).executeTakeFirst();
}

/** The same, locked until the transaction ends, so that two decisions never meet. */
export async function lockRequest(trx: Trx, id: string): Promise<RequestRow | undefined> {
  await sql`select id from requests where id = ${id} for update`.execute(trx);
  return findRequest(trx, id);
}

/** Requests of a person, newest first, after the one with the id `after`. */
export function listRequestsOfPerson(
  db: Kysely<Database>,
  query: { personId: string; after?: string | undefined; limit: number },
): Promise<RequestRow[]> {
  let select = withPerson(db).where('r.person_id', '=', query.personId);
  if (query.after !== undefined) select = select.where('r.id', '<', query.after);
  return select.orderBy('r.id', 'desc').limit(query.limit).execute();
}

/**
 * Requests of everybody else that a person may review, or all [forAdministrator]: those that wait for a reviewer (with their reports), then those that wait
 * for somebody else (each oldest first), then the decided ones (newest first). `after`: the id of the last one seen.
 */
export async function listRequestsToReview(
  db: Kysely<Database>,
  query: { personId: string; forAdministrator: boolean; after?: string | undefined; limit: number },
): Promise<RequestRow[]> {
  const place = (row: string) => sql`
    case when ${sql.ref(`${row}.report_state`)} = 'handed-in' then 0 else case ${sql.ref(`${row}.state`)} when 'submitted' then 0 when 'asked-back' then 1 when 'with-adviser' then 1 else 2 end end,
    case when ${sql.ref(`${row}.state`)} in ('submitted','asked-back','with-adviser') then extract(epoch from ${sql.ref(`${row}.created_at`)})
      else -extract(epoch from ${sql.ref(`${row}.updated_at`)}) end,
    ${sql.ref(`${row}.id`)}`;
  let select = withPerson(db).where('r.person_id', '<>', query.personId);
  if (!query.forAdministrator)
    select = select.where(
      sql<boolean>`(g.reviews_needed = 0 or exists (select from request_reviewers v
        where v.request_id = r.id and v.person_id = ${query.personId} and v.state in ('asked','reviewed')))`,
    );
  if (query.after !== undefined)
    select = select.where(
      sql<boolean>`(${place('r')}) > (select ${place('last')} from requests last where last.id = ${query.after})`,
    );
  return select
    .orderBy(sql`(${place('r')})`)
    .limit(query.limit)
    .execute();
}

/** How many requests of a person are not decided yet. */
export async function countOpenRequests(trx: Trx, personId: string): Promise<number> {
  const { count } = await trx
    .selectFrom('requests')
    .select(({ fn }) => fn.countAll().as('count'))
    .where('person_id', '=', personId)
    .where('state', 'in', ['with-adviser', 'submitted', 'asked-back'])
    .executeTakeFirstOrThrow();
  return Number(count);
}

/** A request with the same contents that the person sent within the last minute: the first half of a double click. */
export async function findTwin(trx: Trx, request: NewRequest): Promise<string | undefined> {
  const twin = await trx
    .selectFrom('requests')
    .select('id')
    .where('person_id', '=', request.personId)
    .where('state', 'in', ['with-adviser', 'submitted'])
    .where('programme_id', '=', request.programmeId)
    .where('adviser_email', 'is not distinct from', request.adviserEmail)
    .where('class_id', 'is not distinct from', request.classId)
    .where('title', '=', request.title)
    .where('purpose', '=', request.purpose)
    .where('asked_milli_gpu_seconds', '=', request.askedMilliGpuSeconds)
    .where('starts_on', '=', request.startsOn)
    .where('ends_on', '=', request.endsOn)
    .where('created_at', '>', sql<Date>`now() - interval '1 minute'`)
    .executeTakeFirst();
  return twin?.id;
}

/** Lets the requests of one person be written one after the other until the transaction ends. */
export async function lockRequestsOfPerson(trx: Trx, personId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext('modu-requests'), hashtext(${personId}))`.execute(trx);
}

/** Notes what of a grant comes after a report. */
export async function wantReport(trx: Trx, id: string, later: bigint): Promise<void> {
  await trx
    .updateTable('requests')
    .set({ later_milli_gpu_seconds: later, report_state: 'wanted' })
    .where('id', '=', id)
    .execute();
}

/** Moves a locked request on; its version grows by one. */
export async function moveRequest(
  trx: Trx,
  id: string,
  to: {
    state: RequestState;
    decidedBy?: string;
    adviserId?: string;
    grantedMilliGpuSeconds?: bigint;
    report?: ReportState;
  },
): Promise<void> {
  await trx
    .updateTable('requests')
    .set({
      state: to.state,
      version: sql`version + 1`,
      updated_at: sql`now()`,
      ...(to.decidedBy !== undefined && { decided_by: to.decidedBy, decided_at: sql<Date>`now()` }),
      ...(to.report !== undefined && { report_state: to.report }),
      ...(to.adviserId !== undefined && { adviser_id: to.adviserId }),
      ...(to.grantedMilliGpuSeconds !== undefined && {
        granted_milli_gpu_seconds: to.grantedMilliGpuSeconds,
      }),
    })
    .where('id', '=', id)
    .execute();
}

/** Requests that wait for a person's confirmation, or had it, newest first. email: normalised. */
export function listRequestsOfAdviser(
  db: Kysely<Database>,
  query: { email: string; limit: number },
): Promise<RequestRow[]> {
  return withPerson(db)
    .where('r.adviser_email', '=', query.email)
    .orderBy(sql`r.state <> 'with-adviser'`)
    .orderBy('r.id', 'desc')
    .limit(query.limit)
    .execute();
}

/** How many requests of a person named an adviser within the last day: each was a mail to somebody. */
export async function countAdviserMails(trx: Trx, personId: string): Promise<number> {
  const { count } = await trx
    .selectFrom('requests')
    .select(({ fn }) => fn.countAll().as('count'))
    .where('person_id', '=', personId)
    .where('adviser_email', 'is not', null)
    .where('created_at', '>', sql<Date>`now() - interval '1 day'`)
    .executeTakeFirstOrThrow();
  return Number(count);
}

const reviewersIn = (state: ReviewState) =>
  sql<
    string[]
  >`array(select v.person_id::text from request_reviewers v where v.request_id = r.id and v.state = ${state})`;

const withPerson = (db: Kysely<Database>) =>
  db
    .selectFrom('requests as r')
    .innerJoin('people as p', 'p.id', 'r.person_id')
    .innerJoin('programmes as g', 'g.id', 'r.programme_id')
    .leftJoin('allocations as a', 'a.request_id', 'r.id')
    .selectAll('r')
    .select([
      'p.display_name as displayName',
      'p.level',
      'p.school_name as schoolName',
      'g.name as programmeName',
      'g.title_ko as programmeTitleKo',
      'g.title_en as programmeTitleEn',
      'g.reviews_needed as reviewsNeeded',
      'a.ends_at as allocationEndsAt',
      reviewersIn('asked').as('askedIds'),
      reviewersIn('reviewed').as('reviewedIds'),
    ]);
