import type { Db } from '#db/client';
import { findPurchase, lockPurchase } from '#db/queries/payments/purchases';
import { findRefund, updateRefund } from '#db/queries/payments/refunds';
import type { Payments } from '../../bridge/payments/port';
import { PaymentTrouble } from '../../contract/payment-trouble';
import type { AddTask } from '../launches/launch-deps';
import { applyCheckout } from './apply-checkout';
import { applyReturn, undo } from './apply-return';

export interface PaymentWorkDeps {
  db: Db;
  payments: Payments;
  addTask: AddTask;
}

/** Asks the provider how a purchase went, for the case that nobody told. Again is harmless. @throws PaymentTrouble: try again later. */
export async function lookAtPurchase({ db, payments, addTask }: PaymentWorkDeps, id: string): Promise<void> {
  const row = await findPurchase(db, id);
  // Without a page nobody can have paid.
  if (row?.state !== 'open' || row.checkout_id === null) return;
  const facts = await payments.readCheckout(row.checkout_id);
  await db.transaction().execute((trx) => applyCheckout(trx, addTask, facts));
}

/**
 * Has a refund paid back. Again pays once: the provider knows the refund's id. What the provider refuses for good gives the hours back.
 * @throws PaymentTrouble when it does not answer: try again later.
 */
export async function sendRefund({ db, payments }: PaymentWorkDeps, id: string): Promise<void> {
  const refund = await findRefund(db, id);
  const purchase = refund && (await findPurchase(db, refund.purchase_id));
  if (refund?.state !== 'asked' || !purchase?.payment_id) return;
  try {
    const facts = await payments.payBack({ id, paymentId: purchase.payment_id, won: refund.won });
    await db
      .transaction()
      .execute((trx) => applyReturn(trx, { ...facts, purchaseId: purchase.id, refundId: id }));
  } catch (error) {
    if (!(error instanceof PaymentTrouble) || !error.isFinal) throw error;
    await db.transaction().execute(async (trx) => {
      await lockPurchase(trx, purchase.id);
      const row = await findRefund(trx, id);
      if (row?.state !== 'asked') return;
      await updateRefund(trx, id, { state: 'failed' });
      await undo(trx, purchase, row);
    });
  }
}
