import type { Trx } from '#db/client';
import { newId } from '#db/new-id';
import { announce } from '#db/queries/announce';
import { insertAllocation } from '#db/queries/allocations/insert-allocation';
import { derivedId } from '#db/queries/ledger/derived-id';
import { wantReport, type RequestRow } from '#db/queries/requests/requests';
import { AppError } from '../../contract/app-error';
import { grantClassHours } from '../classes/grant-class-hours';
import { periodOf } from './request-period';

/** What of a grant comes at once; at least one unit of it does. percent: 1–100. Never throws. */
export const firstPart = (amount: bigint, percent: number): bigint => (amount * BigInt(percent) + 99n) / 100n;

/**
 * Gives the hours of a decision, or the first part of them where the programme wants a report: the allocation, its ledger account and a transfer signed by who decided. Ids follow from the request:
 * even past every other check, a request is granted once. @throws AppError[changed-meanwhile] when it was.
 */
export async function grantRequest(
  trx: Trx,
  request: RequestRow,
  grant: { amount: bigint; grantedBy: string },
): Promise<void> {
  if (request.class_id !== null) {
    await grantClassHours(trx, {
      classId: request.class_id,
      amount: grant.amount,
      source: request.id,
      requestId: request.id,
      grantedBy: grant.grantedBy,
    });
    return;
  }
  const programme = await trx
    .selectFrom('programmes')
    .selectAll()
    .where('id', '=', request.programme_id)
    .executeTakeFirstOrThrow();
  const first = firstPart(grant.amount, programme.first_percent);
  const isMade = await insertAllocation(trx, {
    id: newId(),
    ledgerAccountId: derivedId(request.id, 'account'),
    transferId: derivedId(request.id, 'grant'),
    personId: request.person_id,
    programme,
    requestId: request.id,
    title: request.title,
    clusters: request.clusters,
    ...periodOf(request.starts_on, request.ends_on),
    amount: first,
    grantedBy: grant.grantedBy,
  });
  if (first < grant.amount) await wantReport(trx, request.id, grant.amount - first);
  if (!isMade) throw new AppError('changed-meanwhile');
  await announce(trx, { person: request.person_id }, { kind: 'hours' });
}
