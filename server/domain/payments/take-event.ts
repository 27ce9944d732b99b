import type { Trx } from '#db/client';
import { isNoted, noteEvent } from '#db/queries/payments/payment-events';
import { findPurchase } from '#db/queries/payments/purchases';
import { isUuid } from '../../contract/ids';
import type { PaymentEvent } from '../../bridge/payments/port';
import { applyCheckout } from './apply-checkout';
import { applyReturn } from './apply-return';
import type { PaymentWorkDeps } from './payment-work';

/**
 * Takes what the provider tells. An event says only where to look: what is there now counts, so that order and age do not matter. The
 * event is noted in the transaction of its effect: it has both or neither, however often it comes.
 * @throws UntrustedEvent when nobody vouches for it; PaymentTrouble or a database's error: the provider tells again later.
 */
export async function takeEvent(deps: PaymentWorkDeps, body: Buffer, signature: string): Promise<void> {
  const event = deps.payments.readEvent(body, signature);
  if (!event || (await isNoted(deps.db, event.id))) return;
  const effect = await look(deps, event);
  await deps.db.transaction().execute(async (trx) => {
    if (await noteEvent(trx, event)) await effect(trx);
  });
}

async function look(
  { db, payments, addTask }: PaymentWorkDeps,
  event: PaymentEvent,
): Promise<(trx: Trx) => Promise<void>> {
  if (event.about === 'checkout') {
    const facts = await payments.readCheckout(event.checkoutId);
    if (!isUuid(facts.purchaseId)) return async () => undefined;
    return (trx) => applyCheckout(trx, addTask, facts);
  }
  const facts = await payments.readReturn(event.about, event.providerId);
  // Told of the refund before the payment: the payment first.
  const purchase = isUuid(facts.purchaseId) ? await findPurchase(db, facts.purchaseId) : undefined;
  const isBefore = purchase && purchase.state !== 'paid' && purchase.checkout_id !== null;
  const checkout = isBefore ? await payments.readCheckout(purchase.checkout_id ?? '') : undefined;
  return async (trx) => {
    if (checkout) await applyCheckout(trx, addTask, checkout);
    await applyReturn(trx, facts);
  };
}
