import type { Generated } from 'kysely';
import type { PurchaseState } from '#server/contract/payments';

/** Rows of `purchases`: hours that somebody buys for a class. Amounts in milli-GPU-seconds and in whole won with VAT. */
export interface PurchaseTable {
  id: string;
  person_id: string;
  class_id: string;
  idempotency_key: string;
  /** The pack's name in the settings. */
  pack: string;
  price_id: string;
  milli_gpu_seconds: bigint;
  won: bigint;
  vat_percent: number;
  message: Generated<string>;
  state: Generated<PurchaseState>;
  checkout_id: string | null;
  checkout_url: string | null;
  /** null until it is paid. */
  payment_id: string | null;
  created_at: Generated<Date>;
  paid_at: Date | null;
}
