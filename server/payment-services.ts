import type { Actor } from './actor';
import type { PurchaseState, RefundState } from './contract/payments';

/* Hours that schools and sponsors buy; a part of `services.ts`. */

/**
 * Buying hours for a class. Only grown-up teachers and sponsors may, at the page itself; a student, a minor or a token is `not-allowed`.
 * Money is whole won with VAT, hours are milli-GPU-seconds.
 */
export interface PaymentServices {
  /** What can be bought, and for which classes: one's own, and for a sponsor those that look for one. */
  offers(actor: Actor): Promise<OffersView>;
  /** A teacher lets sponsors find the class, or not. Harmless when called twice. @throws AppError[not-found | not-allowed | wrong-state] */
  seekSponsors(actor: Actor, classId: string, isSeeking: boolean): Promise<void>;
  /** What the class is and was given by whom; for its people. */
  ofClass(actor: Actor, classId: string): Promise<ClassSponsorsView>;
  /**
   * Begins a purchase and answers where to pay; nothing is bought before the provider says so. The same key again is the same purchase.
   * @throws AppError[payments-off | payments-down | not-allowed | not-found | invalid-input | wrong-state]
   */
  start(
    actor: Actor,
    draft: { classId: string; pack: string; message: string },
    key: string,
  ): Promise<{ purchaseId: string; checkoutUrl: string }>;
  /** One's own, newest first, at most 100. */
  list(actor: Actor): Promise<PurchaseView[]>;
  get(actor: Actor, purchaseId: string): Promise<PurchaseView>;
  /**
   * Takes hours that nobody holds or has used out of the class and pays their part of the price back. The same key again does nothing.
   * @throws AppError[not-enough-hours] details say how many can go back; [invalid-input | wrong-state | not-found]
   */
  giveBack(actor: Actor, purchaseId: string, milliGpuSeconds: number, key: string): Promise<void>;
}

export interface OffersView {
  isOn: boolean;
  packs: { name: string; milliGpuSeconds: number; won: number }[];
  classes: {
    id: string;
    name: string;
    schoolName: string;
    subject: string;
    size: number;
    isOwn: boolean;
  }[];
}

export interface ClassSponsorsView {
  isOn: boolean;
  mayPay: boolean;
  seeksSponsors: boolean;
  gifts: { name: string; milliGpuSeconds: number; message: string; paidAt: Date }[];
}

export interface PurchaseView {
  id: string;
  classId: string;
  className: string;
  schoolName: string;
  buyerName: string;
  milliGpuSeconds: number;
  won: number;
  vatWon: number;
  vatPercent: number;
  message: string;
  state: PurchaseState;
  checkoutUrl: string | undefined;
  createdAt: Date;
  paidAt: Date | undefined;
  refunds: {
    id: string;
    kind: 'refund' | 'dispute';
    milliGpuSeconds: number;
    won: number;
    state: RefundState;
    createdAt: Date;
  }[];
  /** What could go back now. */
  returnableMilliGpuSeconds: number;
  /** Who sells: name, registration number, address as the settings say. */
  seller: string;
}
