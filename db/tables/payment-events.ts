import type { Generated } from 'kysely';

/** Rows of `payment_events`: what the payment provider told, each once; written with its effect. */
export interface PaymentEventTable {
  id: string;
  kind: string;
  received_at: Generated<Date>;
}
