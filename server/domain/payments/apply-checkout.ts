import type { Trx } from '#db/client';
import { announce } from '#db/queries/announce';
import { findClass } from '#db/queries/classes/class-rows';
import { lockPurchase, updatePurchase, type PurchaseRow } from '#db/queries/payments/purchases';
import { insertRefund } from '#db/queries/payments/refunds';
import { derivedId } from '#db/queries/ledger/derived-id';
import { recordAudit } from '#db/queries/record-audit';
import type { CheckoutFacts } from '../../bridge/payments/port';
import type { AddTask } from '../launches/launch-deps';
import { grantClassHours } from '../classes/grant-class-hours';

/**
 * Does what the provider's page has come to: hours for the class once it is paid; nothing for what failed or expired. Paid is for good,
 * whatever comes late. Money for a class that has ended meanwhile goes back whole. Again changes nothing.
 * @throws Error when the provider took another sum than was asked.
 */
export async function applyCheckout(trx: Trx, addTask: AddTask, facts: CheckoutFacts): Promise<void> {
  const row = await lockPurchase(trx, facts.purchaseId);
  if (!row || row.state === 'paid' || facts.state === 'open') return;
  if (facts.state !== 'paid') {
    if (row.state === 'open') await updatePurchase(trx, row.id, { state: facts.state });
    return tellBuyer(trx, row, facts.state);
  }
  if (facts.paymentId === undefined || BigInt(facts.won) !== row.won)
    throw new Error(`purchase ${row.id}: ${facts.won} won came instead of ${row.won}`);
  await updatePurchase(trx, row.id, { state: 'paid', payment_id: facts.paymentId, paid_at: new Date() });
  if ((await findClass(trx, row.class_id))?.ended_at) await payAllBack(trx, addTask, row);
  else
    await grantClassHours(trx, {
      classId: row.class_id,
      amount: row.milli_gpu_seconds,
      source: row.id,
      grantedBy: row.person_id,
    });
  await tellBuyer(trx, row, 'paid');
}

async function payAllBack(trx: Trx, addTask: AddTask, row: PurchaseRow): Promise<void> {
  const id = derivedId(row.id, 'class ended');
  await insertRefund(trx, {
    id,
    purchase_id: row.id,
    kind: 'refund',
    provider_id: null,
    person_id: null,
    won: row.won,
    milli_gpu_seconds: 0n,
    state: 'asked',
  });
  await addTask(trx, 'send-refund', { id });
}

async function tellBuyer(trx: Trx, row: PurchaseRow, state: CheckoutFacts['state']): Promise<void> {
  await recordAudit(trx, {
    actorPersonId: null,
    action: `payment.${state}`,
    subjectKind: 'purchase',
    subjectId: row.id,
    detail: { won: Number(row.won) },
    requestId: '',
  });
  await announce(trx, { person: row.person_id }, { kind: 'class' });
}
