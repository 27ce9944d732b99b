import { findMember } from '#db/queries/classes/class-members';
import { findClass, updateClass } from '#db/queries/classes/class-rows';
import { listGifts, listPayableClasses } from '#db/queries/payments/purchases';
import { AppError } from '../../contract/app-error';
import { isUuid } from '../../contract/ids';
import type { PaymentServices } from '../../payment-services';
import { auditClass } from '../classes/audit-class';
import { lockForAct } from '../classes/class-policy';
import { giveBack } from './give-back';
import { makePrices } from './prices';
import type { PaymentDeps } from './payment-deps';
import { mayPay, mustPay } from './payment-policy';
import { getPurchase, viewPurchases } from './purchase-view';
import { startPurchase } from './start-purchase';

/** Buying hours for classes. Opens nothing. */
export function makePaymentServices(deps: PaymentDeps): PaymentServices {
  const { db } = deps;
  const prices = makePrices(deps);
  return {
    offers: async (actor) => {
      await mustPay(db, actor);
      const [packs, classes] = await Promise.all([
        prices(),
        listPayableClasses(db, actor.personId, actor.roles.includes('sponsor')),
      ]);
      return { isOn: deps.payments !== undefined, packs, classes };
    },
    seekSponsors: async (actor, classId, isSeeking) => {
      await db.transaction().execute(async (trx) => {
        await lockForAct(trx, actor, classId, 'manage');
        await updateClass(trx, classId, { seeks_sponsors: isSeeking });
        await auditClass(trx, actor, isSeeking ? 'sponsors-sought' : 'sponsors-not-sought', classId);
      });
    },
    ofClass: async (actor, classId) => {
      const row = isUuid(classId) ? await findClass(db, classId) : undefined;
      const member = row && (await findMember(db, row.id, actor.personId));
      if (member?.state !== 'active') throw new AppError('not-found');
      const gifts = await listGifts(db, classId);
      return {
        isOn: deps.payments !== undefined,
        mayPay: member.role === 'teacher' && (await mayPay(db, actor)),
        seeksSponsors: row?.seeks_sponsors ?? false,
        gifts: gifts.map((gift) => ({
          name: gift.buyerName,
          milliGpuSeconds: Number(gift.milli_gpu_seconds),
          message: gift.message,
          paidAt: gift.paid_at ?? gift.created_at,
        })),
      };
    },
    start: (actor, draft, key) => startPurchase(deps, actor, draft, key),
    list: async (actor) => {
      await mustPay(db, actor);
      return viewPurchases(deps, { personId: actor.personId });
    },
    get: (actor, purchaseId) => getPurchase(deps, actor, purchaseId),
    giveBack: (actor, purchaseId, milliGpuSeconds, key) =>
      giveBack(deps, actor, purchaseId, milliGpuSeconds, key),
  };
}
