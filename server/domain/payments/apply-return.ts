import type { Trx } from '#db/client';
import { newId } from '#db/new-id';
import { announce } from '#db/queries/announce';
import { lockPurchase, type PurchaseRow } from '#db/queries/payments/purchases';
import {
  findRefund,
  findRefundByProvider,
  insertRefund,
  listRefunds,
  updateRefund,
  type RefundRow,
} from '#db/queries/payments/refunds';
import { recordAudit } from '#db/queries/record-audit';
import type { ReturnFacts } from '../../bridge/payments/port';
import type { RefundState } from '../../contract/payments';
import { isUuid } from '../../contract/ids';
import { giveToClass, takeFromClass } from './class-hours';
import { hoursFor, leftOf } from './sums';

/** Only forwards; failed is the end, since a refund that has failed never goes through later. @see Stripe, "Refund failures" */
const order: readonly RefundState[] = ['asked', 'sent', 'done', 'failed'];

/**
 * Does what money that goes back has come to. One that was made at the provider, or a dispute, takes the free hours that its part of the
 * price stands for; one that failed, or a dispute that was won, gives back what was taken for it. Never a negative grant: what students
 * hold or have used stays. Again, late or out of order changes nothing.
 */
export async function applyReturn(trx: Trx, facts: ReturnFacts): Promise<void> {
  const purchase = isUuid(facts.purchaseId) ? await lockPurchase(trx, facts.purchaseId) : undefined;
  // Not ours: the same account may sell other things.
  if (!purchase) return;
  const row = (await known(trx, facts)) ?? (await writeNew(trx, purchase, facts));
  if (row.provider_id === null) await updateRefund(trx, row.id, { provider_id: facts.providerId });
  if (order.indexOf(facts.state) <= order.indexOf(row.state)) return;
  await updateRefund(trx, row.id, { state: facts.state });
  if (facts.state === 'failed') await undo(trx, purchase, row);
  await recordAudit(trx, {
    actorPersonId: null,
    action: `payment.${row.kind}-${facts.state}`,
    subjectKind: 'purchase',
    subjectId: purchase.id,
    detail: { won: Number(row.won), milliGpuSeconds: Number(row.milli_gpu_seconds) },
    requestId: '',
  });
  await announce(trx, { person: purchase.person_id }, { kind: 'class' });
}

async function known(trx: Trx, facts: ReturnFacts): Promise<RefundRow | undefined> {
  const ours = isUuid(facts.refundId ?? '') ? await findRefund(trx, facts.refundId ?? '') : undefined;
  return ours ?? findRefundByProvider(trx, facts.providerId);
}

async function writeNew(trx: Trx, purchase: PurchaseRow, facts: ReturnFacts): Promise<RefundRow> {
  const id = newId();
  const left = leftOf(purchase, await listRefunds(trx, [purchase.id]));
  const worth = hoursFor(purchase, BigInt(facts.won));
  const taken =
    facts.state === 'failed' || purchase.state !== 'paid'
      ? 0n
      : await takeFromClass(trx, {
          classId: purchase.class_id,
          atMost: worth < left ? worth : left,
          source: id,
          personId: undefined,
        });
  const row = {
    id,
    purchase_id: purchase.id,
    kind: facts.kind,
    provider_id: facts.providerId,
    person_id: null,
    won: BigInt(facts.won),
    milli_gpu_seconds: taken,
    state: 'asked' as const,
  };
  await insertRefund(trx, row);
  return { ...row, created_at: new Date() };
}

/** Its provider will not pay it back: the hours are the class's again. */
export const undo = (trx: Trx, purchase: PurchaseRow, row: RefundRow): Promise<void> =>
  giveToClass(trx, { classId: purchase.class_id, amount: row.milli_gpu_seconds, source: row.id });
