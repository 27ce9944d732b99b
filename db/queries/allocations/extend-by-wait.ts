import { sql } from 'kysely';
import type { Trx } from '../../client';

/** Lets the allocation of a request end later by as long as its last report has waited. */
export async function extendByWait(trx: Trx, requestId: string): Promise<void> {
  await sql`
    update allocations set ends_at = ends_at + (now() - coalesce(
      (select max(at) from request_events where request_id = ${requestId} and kind = 'report'), now()))
    where request_id = ${requestId}`.execute(trx);
}
