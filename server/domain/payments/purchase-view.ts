import { findClass } from '#db/queries/classes/class-rows';
import { listPurchases, type NamedPurchaseRow } from '#db/queries/payments/purchases';
import { listRefunds, type RefundRow } from '#db/queries/payments/refunds';
import type { Actor } from '../../actor';
import { AppError } from '../../contract/app-error';
import { toViewNumber } from '../../contract/hours';
import { isUuid } from '../../contract/ids';
import { vatIn } from '../../contract/payments';
import type { PurchaseView } from '../../payment-services';
import { freeOfClass } from './class-hours';
import type { PaymentDeps } from './payment-deps';
import { mustPay } from './payment-policy';
import { leftOf } from './sums';

/** One's own purchase. @throws AppError[not-found | not-allowed] */
export async function getPurchase(deps: PaymentDeps, actor: Actor, id: string): Promise<PurchaseView> {
  await mustPay(deps.db, actor);
  const [view] = isUuid(id) ? await viewPurchases(deps, { personId: actor.personId, id }) : [];
  if (!view) throw new AppError('not-found');
  return view;
}

/** One's own purchases with what went back, newest first. */
export async function viewPurchases(
  { db, settings }: PaymentDeps,
  of: { personId: string; id?: string },
): Promise<PurchaseView[]> {
  const rows = await listPurchases(db, of);
  const refunds = await listRefunds(
    db,
    rows.map((row) => row.id),
  );
  const free = new Map<string, bigint>();
  for (const classId of new Set(rows.map((row) => row.class_id)))
    free.set(classId, await freeOfClass(db, await findClass(db, classId)));
  return rows.map((row) =>
    toView(
      row,
      refunds.filter((refund) => refund.purchase_id === row.id),
      free.get(row.class_id) ?? 0n,
      settings.seller,
    ),
  );
}

function toView(
  row: NamedPurchaseRow,
  refunds: readonly RefundRow[],
  free: bigint,
  seller: string,
): PurchaseView {
  const left = row.state === 'paid' ? leftOf(row, refunds) : 0n;
  return {
    id: row.id,
    classId: row.class_id,
    className: row.className,
    schoolName: row.schoolName,
    buyerName: row.buyerName,
    milliGpuSeconds: toViewNumber(row.milli_gpu_seconds),
    won: Number(row.won),
    vatWon: Number(vatIn(row.won, row.vat_percent)),
    vatPercent: row.vat_percent,
    message: row.message,
    state: row.state,
    checkoutUrl: row.state === 'open' ? (row.checkout_url ?? undefined) : undefined,
    createdAt: row.created_at,
    paidAt: row.paid_at ?? undefined,
    refunds: refunds.map((refund) => ({
      id: refund.id,
      kind: refund.kind,
      milliGpuSeconds: toViewNumber(refund.milli_gpu_seconds),
      won: Number(refund.won),
      state: refund.state,
      createdAt: refund.created_at,
    })),
    returnableMilliGpuSeconds: toViewNumber(left < free ? left : free),
    seller,
  };
}
