/**
 * The payment provider. Money is whole won. Amounts come from the provider's own prices, never from a browser; what an event says is
 * only a hint to look, because events come late, twice and out of order. @see docs/decisions/0100-payments.md
 */
export interface Payments {
  /** What a pack costs, with VAT. @throws PaymentTrouble when there is no such price in won, or nobody answers. */
  priceOf(priceId: string): Promise<number>;
  /** Opens the provider's page for one purchase; the same purchase again is the same page. @throws PaymentTrouble */
  openCheckout(order: CheckoutOrder): Promise<{ checkoutId: string; url: string }>;
  /** @throws PaymentTrouble */
  readCheckout(checkoutId: string): Promise<CheckoutFacts>;
  /** Pays a part back; the same id again pays once. @throws PaymentTrouble */
  payBack(refund: { id: string; paymentId: string; won: bigint }): Promise<ReturnFacts>;
  /** A refund or a dispute as it stands now. @throws PaymentTrouble */
  readReturn(kind: 'refund' | 'dispute', providerId: string): Promise<ReturnFacts>;
  /** What an event is about. undefined: nothing for us. @throws UntrustedEvent unless it is signed by the provider, within five minutes. */
  readEvent(body: Buffer, signature: string): PaymentEvent | undefined;
}

export interface CheckoutOrder {
  purchaseId: string;
  priceId: string;
  email: string;
  locale: 'ko' | 'en';
  /** Where the provider sends the person afterwards. */
  returnUrl: string;
  /** When the page stops to take money: half an hour to a day from now. */
  expiresAt: Date;
}

export interface CheckoutFacts {
  purchaseId: string;
  state: 'open' | 'paid' | 'failed' | 'expired';
  won: number;
  paymentId: string | undefined;
}

export interface ReturnFacts {
  kind: 'refund' | 'dispute';
  providerId: string;
  purchaseId: string;
  /** Ours, when we asked for it. */
  refundId: string | undefined;
  won: number;
  state: 'sent' | 'done' | 'failed';
}

export type PaymentEvent = { id: string; name: string } & (
  { about: 'checkout'; checkoutId: string } | { about: 'refund' | 'dispute'; providerId: string }
);
