import type { Kysely } from 'kysely';
import type { RequestEventKind } from '#server/contract/requests';
import type { Database } from '../../database';
import type { Trx } from '../../client';

export interface RequestEventRow {
  id: bigint;
  requestId: string;
  personId: string;
  displayName: string;
  kind: RequestEventKind;
  body: string;
  amount: bigint | null;
  at: Date;
}

/** Writes one step of a request; steps are never changed. */
export async function insertRequestEvent(
  trx: Trx,
  event: { requestId: string; personId: string; kind: RequestEventKind; body?: string; amount?: bigint },
): Promise<void> {
  await trx
    .insertInto('request_events')
    .values({
      request_id: event.requestId,
      person_id: event.personId,
      kind: event.kind,
      body: event.body ?? '',
      amount_milli_gpu_seconds: event.amount ?? null,
    })
    .execute();
}

/** The steps of some requests, oldest first. */
export async function listRequestEvents(
  db: Kysely<Database>,
  requestIds: readonly string[],
): Promise<RequestEventRow[]> {
  if (requestIds.length === 0) return [];
  return db
    .selectFrom('request_events as e')
    .innerJoin('people as p', 'p.id', 'e.person_id')
    .select([
      'e.id',
      'e.request_id as requestId',
      'e.person_id as personId',
      'p.display_name as displayName',
      'e.kind',
      'e.body',
      'e.amount_milli_gpu_seconds as amount',
      'e.at',
    ])
    .where('e.request_id', 'in', [...requestIds])
    .orderBy('e.id')
    .execute();
}
