import { derivedId } from '#db/queries/ledger/derived-id';
import { lockPurchase } from '#db/queries/payments/purchases';
import { findRefund, insertRefund, listRefunds } from '#db/queries/payments/refunds';
import { recordAudit } from '#db/queries/record-audit';
import type { Actor } from '../../actor';
import { AppError } from '../../contract/app-error';
import { toViewNumber } from '../../contract/hours';
import { isUuid } from '../../contract/ids';
import { takeFromClass } from './class-hours';
import type { PaymentDeps } from './payment-deps';
import { mustPay } from './payment-policy';
import { leftOf, returnedOf, wonFor } from './sums';
import { mustHaveProvider } from './with-provider';

/**
 * Takes unused hours of a purchase out of its class and, in the same transaction, puts paying them back into the outbox: the hours go
 * first, so that nobody can use what is paid back. The same key again changes nothing.
 * @throws AppError[not-enough-hours] details: neededMilliGpuSeconds, freeMilliGpuSeconds; [payments-off | not-allowed | not-found |
 * wrong-state | invalid-input]
 */
export async function giveBack(
  { db, payments, addTask }: PaymentDeps,
  actor: Actor,
  purchaseId: string,
  milliGpuSeconds: number,
  key: string,
): Promise<void> {
  await mustPay(db, actor);
  mustHaveProvider(payments);
  if (!Number.isSafeInteger(milliGpuSeconds) || milliGpuSeconds <= 0)
    throw new AppError('invalid-input', { fields: { hours: 'invalid-input' } });
  const amount = BigInt(milliGpuSeconds);
  await db.transaction().execute(async (trx) => {
    const purchase = isUuid(purchaseId) ? await lockPurchase(trx, purchaseId) : undefined;
    if (purchase?.person_id !== actor.personId) throw new AppError('not-found');
    if (purchase.state !== 'paid') throw new AppError('wrong-state');
    const id = derivedId(purchase.id, `refund ${key}`);
    if (await findRefund(trx, id)) return;
    const refunds = await listRefunds(trx, [purchase.id]);
    const left = leftOf(purchase, refunds);
    const atMost = amount < left ? amount : left;
    const taken = await takeFromClass(trx, {
      classId: purchase.class_id,
      atMost,
      source: id,
      personId: actor.personId,
    });
    // The transaction ends with this error, and what was taken with it.
    if (taken < amount)
      throw new AppError('not-enough-hours', {
        details: { neededMilliGpuSeconds: milliGpuSeconds, freeMilliGpuSeconds: toViewNumber(taken) },
      });
    const won = wonFor(purchase, returnedOf(refunds), amount);
    await insertRefund(trx, {
      id,
      purchase_id: purchase.id,
      kind: 'refund',
      provider_id: null,
      person_id: actor.personId,
      won,
      milli_gpu_seconds: amount,
      state: 'asked',
    });
    await addTask(trx, 'send-refund', { id });
    await recordAudit(trx, {
      actorPersonId: actor.personId,
      action: 'payment.refund-asked',
      subjectKind: 'purchase',
      subjectId: purchase.id,
      detail: { milliGpuSeconds, won: Number(won) },
      requestId: actor.requestId,
    });
  });
}
