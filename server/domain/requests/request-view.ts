import type { Kysely } from 'kysely';
import type { Database } from '#db/database';
import { listRequestEvents, type RequestEventRow } from '#db/queries/requests/request-events';
import type { RequestRow } from '#db/queries/requests/requests';
import type { Actor } from '../../actor';
import { toViewNumber } from '../../contract/hours';
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
    title: row.title,
    purpose: row.purpose,
    askedMilliGpuSeconds: toViewNumber(row.asked_milli_gpu_seconds),
    grantedMilliGpuSeconds: amountOf(row.granted_milli_gpu_seconds),
    clusters: row.clusters,
    startsOn: row.starts_on,
    endsOn: row.ends_on,
    state: row.state,
    version: row.version,
    createdAt: row.created_at,
    decidedAt: row.decided_at ?? undefined,
    events: events.map((event) => ({
      id: String(event.id),
      kind: event.kind,
      by: event.displayName,
      isMine: event.personId === actor.personId,
      body: event.body,
      amountMilliGpuSeconds: amountOf(event.amount),
      at: event.at,
    })),
    may: {
      askBack: may(actor, 'askBack', row),
      answer: may(actor, 'answer', row),
      decide: may(actor, 'decide', row),
      withdraw: may(actor, 'withdraw', row),
    },
  };
}

const amountOf = (amount: bigint | null): number | undefined =>
  amount === null ? undefined : toViewNumber(amount);
