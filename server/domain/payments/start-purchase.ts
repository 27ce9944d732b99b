import { newId } from '#db/new-id';
import { findClass } from '#db/queries/classes/class-rows';
import {
  findPurchaseByKey,
  insertPurchase,
  listPayableClasses,
  updatePurchase,
  type PurchaseRow,
} from '#db/queries/payments/purchases';
import { recordAudit } from '#db/queries/record-audit';
import type { Actor } from '../../actor';
import { AppError } from '../../contract/app-error';
import { isUuid } from '../../contract/ids';
import { sponsorMessageCharacters } from '../../contract/payments';
import type { PaymentDeps } from './payment-deps';
import { mustPay } from './payment-policy';
import { askProvider, mustHaveProvider } from './with-provider';

/** How long the provider's page takes money. @see Stripe, Checkout Session, expires_at: half an hour to a day */
const openForMs = 3_600_000;

/**
 * Writes a purchase and opens the provider's page for it. What it costs is the provider's price for the pack; the form says neither.
 * The same key is the same purchase and the same page.
 * @throws AppError[payments-off | payments-down | not-allowed | not-found | invalid-input | wrong-state]
 */
export async function startPurchase(
  deps: PaymentDeps,
  actor: Actor,
  draft: { classId: string; pack: string; message: string },
  key: string,
): Promise<{ purchaseId: string; checkoutUrl: string }> {
  await mustPay(deps.db, actor);
  const payments = mustHaveProvider(deps.payments);
  const row =
    (await findPurchaseByKey(deps.db, actor.personId, key)) ?? (await write(deps, actor, draft, key));
  if (row.class_id !== draft.classId || row.pack !== draft.pack) throw new AppError('idempotency-key-reused');
  if (row.state !== 'open') throw new AppError('wrong-state');
  if (row.checkout_url !== null) return { purchaseId: row.id, checkoutUrl: row.checkout_url };
  // Who has no address holds no role that buys.
  if (actor.email === undefined) throw new AppError('not-allowed');
  const { email } = actor;
  const { checkoutId, url } = await askProvider(() =>
    payments.openCheckout({
      purchaseId: row.id,
      priceId: row.price_id,
      email,
      locale: actor.locale,
      returnUrl: `${deps.url}/payments/${row.id}`,
      expiresAt: new Date(row.created_at.getTime() + openForMs),
    }),
  );
  await updatePurchase(deps.db, row.id, { checkout_id: checkoutId, checkout_url: url });
  return { purchaseId: row.id, checkoutUrl: url };
}

async function write(
  { db, payments, settings, addTask }: PaymentDeps,
  actor: Actor,
  draft: { classId: string; pack: string; message: string },
  key: string,
): Promise<PurchaseRow> {
  const message = draft.message.trim();
  const pack = settings.packs.find((one) => one.name === draft.pack);
  if (!pack) throw new AppError('invalid-input', { fields: { pack: 'invalid-input' } });
  if ([...message].length > sponsorMessageCharacters || /\p{Cc}/u.test(message))
    throw new AppError('invalid-input', { fields: { message: 'invalid-input' } });
  const payable = await listPayableClasses(db, actor.personId, actor.roles.includes('sponsor'));
  if (!isUuid(draft.classId) || !payable.some(({ id }) => id === draft.classId))
    throw new AppError('not-found');
  const won = await askProvider(() => mustHaveProvider(payments).priceOf(pack.priceId));
  const id = newId();
  const createdAt = new Date();
  await db.transaction().execute(async (trx) => {
    if ((await findClass(trx, draft.classId))?.ended_at) throw new AppError('wrong-state');
    await insertPurchase(trx, {
      id,
      person_id: actor.personId,
      class_id: draft.classId,
      idempotency_key: key,
      pack: pack.name,
      price_id: pack.priceId,
      milli_gpu_seconds: BigInt(pack.milliGpuSeconds),
      won: BigInt(won),
      vat_percent: settings.vatPercent,
      message,
      created_at: createdAt,
    });
    // Once its page is closed the provider is asked how it went, should nobody have told.
    await addTask(
      trx,
      'look-at-purchase',
      { id },
      { runAt: new Date(createdAt.getTime() + openForMs + 120_000) },
    );
    await recordAudit(trx, {
      actorPersonId: actor.personId,
      action: 'payment.started',
      subjectKind: 'purchase',
      subjectId: id,
      detail: { classId: draft.classId, pack: pack.name, won },
      requestId: actor.requestId,
    });
  });
  const row = await findPurchaseByKey(db, actor.personId, key);
  if (!row) throw new Error('a purchase that was written is not there');
  return row;
}
