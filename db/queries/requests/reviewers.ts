import { sql, type Kysely } from 'kysely';
import type { ReviewCriterion, ReviewState } from '#server/contract/reviews';
import type { Trx } from '../../client';
import type { Database } from '../../database';

export interface ReviewerRow {
  personId: string;
  displayName: string;
  state: ReviewState;
  conflict: string;
  comment: string;
  /** milli-GPU-seconds; null until reviewed. */
  recommended: bigint | null;
  assignedAt: Date;
  /** In the order of the criteria's names; empty until reviewed. */
  scores: { criterion: ReviewCriterion; score: number; comment: string }[];
}

/** Everybody who was ever asked to review a request, in an order that follows from the ids and says nothing of names or times. */
export async function listReviewers(db: Kysely<Database>, requestId: string): Promise<ReviewerRow[]> {
  const rows = await db
    .selectFrom('request_reviewers as v')
    .innerJoin('people as p', 'p.id', 'v.person_id')
    .select([
      'v.person_id as personId',
      'p.display_name as displayName',
      'v.state',
      'v.conflict',
      'v.comment',
      'v.recommended_milli_gpu_seconds as recommended',
      'v.assigned_at as assignedAt',
    ])
    .where('v.request_id', '=', requestId)
    .orderBy(sql`md5(v.request_id::text || v.person_id::text)`)
    .execute();
  const scores = await db
    .selectFrom('review_scores')
    .select(['person_id as personId', 'criterion', 'score', 'comment'])
    .where('request_id', '=', requestId)
    .orderBy('criterion')
    .execute();
  return rows.map((row) => ({
    ...row,
    scores: scores
      .filter((score) => score.personId === row.personId)
      .map(({ criterion, score, comment }) => ({ criterion, score, comment })),
  }));
}

/** Asks somebody for a review; again after an administrator took them off. assignedBy: undefined when the portal chose. */
export async function askReviewer(
  trx: Trx,
  ask: { requestId: string; personId: string; assignedBy: string | undefined },
): Promise<void> {
  await trx
    .insertInto('request_reviewers')
    .values({
      request_id: ask.requestId,
      person_id: ask.personId,
      assigned_by: ask.assignedBy ?? null,
      recommended_milli_gpu_seconds: null,
      answered_at: null,
    })
    .onConflict((conflict) =>
      conflict
        .columns(['request_id', 'person_id'])
        .doUpdateSet({ state: 'asked', assigned_by: ask.assignedBy ?? null, assigned_at: sql<Date>`now()` })
        .where('request_reviewers.state', '=', 'taken-off'),
    )
    .execute();
}

/** Ends an open ask; answers whether it was open. conflict: why they handed it back. */
export async function endAsk(
  trx: Trx,
  ask: { requestId: string; personId: string },
  to: { state: 'handed-back' | 'taken-off'; conflict?: string },
): Promise<boolean> {
  const { numUpdatedRows } = await trx
    .updateTable('request_reviewers')
    .set({ state: to.state, conflict: to.conflict ?? '', answered_at: sql<Date>`now()` })
    .where('request_id', '=', ask.requestId)
    .where('person_id', '=', ask.personId)
    .where('state', '=', 'asked')
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

export interface NewReview {
  requestId: string;
  personId: string;
  scores: { criterion: ReviewCriterion; score: number; comment: string }[];
  comment: string;
  recommended: bigint;
}

/** Writes a review where one was asked for; answers whether it was. Written once, never changed. */
export async function insertReview(trx: Trx, review: NewReview): Promise<boolean> {
  const { requestId, personId } = review;
  const { numUpdatedRows } = await trx
    .updateTable('request_reviewers')
    .set({
      state: 'reviewed',
      comment: review.comment,
      recommended_milli_gpu_seconds: review.recommended,
      answered_at: sql<Date>`now()`,
    })
    .where('request_id', '=', requestId)
    .where('person_id', '=', personId)
    .where('state', '=', 'asked')
    .executeTakeFirst();
  if (numUpdatedRows === 0n) return false;
  await trx
    .insertInto('review_scores')
    .values(review.scores.map((score) => ({ request_id: requestId, person_id: personId, ...score })))
    .execute();
  return true;
}

export interface CandidateRow {
  personId: string;
  email: string | null;
  displayName: string;
  schoolName: string;
  /** Reviews that are wanted of them now. */
  open: number;
}

/** Everybody who reviews, those with the fewest open reviews first; ties by a hash, so that nobody's id makes them first always. */
export async function listCandidates(db: Kysely<Database>, requestId: string): Promise<CandidateRow[]> {
  const { rows } = await sql<CandidateRow>`
    select p.id as "personId", p.email, p.display_name as "displayName", p.school_name as "schoolName",
      (select count(*)::int from request_reviewers v join requests r on r.id = v.request_id
        where v.person_id = p.id and v.state = 'asked' and r.state = 'submitted') as open
    from people p
    where 'reviewer' = any(p.roles) and p.disabled_at is null
    order by open, md5(${requestId} || p.id::text)`.execute(db);
  return rows;
}

/** What the rules of conflict want to know of the applicant. */
export async function readTies(
  db: Kysely<Database>,
  request: { id: string; personId: string },
): Promise<{ adviserEmails: string[]; teacherIds: string[]; declaredIds: string[] }> {
  const { rows } = await sql<{ adviserEmails: string[]; teacherIds: string[]; declaredIds: string[] }>`
    select
      array(select distinct adviser_email from requests
        where person_id = ${request.personId} and adviser_email is not null) as "adviserEmails",
      array(select distinct t.person_id::text from class_members t
        join class_members s on s.class_id = t.class_id and s.role = 'student'
        where t.role = 'teacher' and s.person_id = ${request.personId}) as "teacherIds",
      array(select person_id::text from request_reviewers
        where request_id = ${request.id} and state = 'handed-back') as "declaredIds"`.execute(db);
  return rows[0] ?? { adviserEmails: [], teacherIds: [], declaredIds: [] };
}
