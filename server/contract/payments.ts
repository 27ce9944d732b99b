/** Where a purchase is: `open` until the provider says how it went. */
export const purchaseStates = ['open', 'paid', 'failed', 'expired'] as const;
export type PurchaseState = (typeof purchaseStates)[number];

/**
 * Where money that goes back is. asked: its hours have left the class; sent: the provider has taken it; done: it has arrived;
 * failed: it was not paid back (or a dispute was won), and the hours are the class's again. failed is the end.
 */
export const refundStates = ['asked', 'sent', 'done', 'failed'] as const;
export type RefundState = (typeof refundStates)[number];

/** Hours that are sold together. `name` is how many GPU-hours, as it stands in the settings. */
export interface HoursPack {
  name: string;
  milliGpuSeconds: number;
  /** The provider's price, which alone says what it costs. */
  priceId: string;
}

export const sponsorMessageCharacters = 200;

/** VAT that a price in whole won holds, in whole won; the rest is the supply value. Pure. @see Korean VAT Act, article 29 (7) */
export const vatIn = (won: bigint, vatPercent: number): bigint =>
  (won * BigInt(vatPercent) + BigInt(100 + vatPercent) / 2n) / BigInt(100 + vatPercent);
