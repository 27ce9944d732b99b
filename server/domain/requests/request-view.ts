import type { Kysely } from 'kysely';
import type { Database } from '#db/database';
import { listRequestEvents, type RequestEventRow } from '#db/queries/requests/request-events';
import type { RequestRow } from '#db/queries/requests/requests';
import type { Actor } from '../../actor';
import { toViewNumber } from '../../contract/hours';
import { requestCan, type RequestAct, type RequestEventKind } from '../../contract/requests';
import type { RequestView } from '../../hours-services';
import { may } from './request-policy';

/** Requests with their steps as the actor sees them, in the order given. */
export async function toRequestViews(
  db: Kysely<Database>,
  actor: Actor,
  rows: readonly RequestRow[],
): Promise<RequestView[]> {
  const events = await listRequestEvents(
    db,
    rows.map((row) => row.id),
  );
  return rows.map((row) =>
    toRequestView(
      actor,
      row,
      events.filter((event) => event.requestId === row.id),
    ),
  );
}

function toRequestView(actor: Actor, row: RequestRow, events: RequestEventRow[]): RequestView {
  return {
    id: row.id,
    person: { id: row.person_id, displayName: row.displayName, level: row.level, schoolName: row.schoolName },
    programme: {
      name: row.programmeName,
      titleKo: row.programmeTitleKo,
      titleEn: row.programmeTitleEn,
    },
    reviewsNeeded: row.reviewsNeeded,
    myReview: myReviewOf(actor, row),
    adviserEmail: row.adviser_email ?? undefined,
    title: row.title,
    purpose: row.purpose,
    askedMilliGpuSeconds: toViewNumber(row.asked_milli_gpu_seconds),
    grantedMilliGpuSeconds: amountOf(row.granted_milli_gpu_seconds),
    clusters: row.clusters,
    startsOn: row.starts_on,
    endsOn: row.ends_on,
    laterMilliGpuSeconds: amountOf(row.later_milli_gpu_seconds),
    report: row.report_state ?? undefined,
    state: row.state,
    version: row.version,
    createdAt: row.created_at,
    decidedAt: row.decided_at ?? undefined,
    events: events.map((event) => ({
      id: String(event.id),
      kind: event.kind,
      by: isHidden(actor, row, event) ? '' : event.displayName,
      isMine: event.personId === actor.personId,
      body: event.body,
      amountMilliGpuSeconds: amountOf(event.amount),
      at: event.at,
    })),
    may: mapActs((act) => may(actor, act, row)),
  };
}

const mapActs = (answer: (act: RequestAct) => boolean): Record<RequestAct, boolean> =>
  Object.fromEntries(Object.keys(requestCan).map((act) => [act, answer(act as RequestAct)])) as Record<
    RequestAct,
    boolean
  >;

function myReviewOf(actor: Actor, row: RequestRow): RequestView['myReview'] {
  if (row.askedIds.includes(actor.personId)) return 'asked';
  return row.reviewedIds.includes(actor.personId) ? 'reviewed' : undefined;
}

const quorumSteps: readonly RequestEventKind[] = [
  'reviewed',
  'granted',
  'partly-granted',
  'declined',
  'report-returned',
  'report-accepted',
];

/** Who reviews for a quorum is known to administrators alone. */
const isHidden = (actor: Actor, row: RequestRow, event: RequestEventRow): boolean =>
  row.reviewsNeeded > 0 &&
  quorumSteps.includes(event.kind) &&
  event.personId !== actor.personId &&
  !(actor.roles.includes('administrator') && row.person_id !== actor.personId);

const amountOf = (amount: bigint | null): number | undefined =>
  amount === null ? undefined : toViewNumber(amount);
