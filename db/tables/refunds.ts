import type { Generated } from 'kysely';
import type { RefundState } from '#server/contract/payments';

/** Rows of `refunds`: money that went back, or that a bank has taken back, and the hours that left the class for it. */
export interface RefundTable {
  id: string;
  purchase_id: string;
  kind: 'refund' | 'dispute';
  /** The provider's own id; null until it has answered. */
  provider_id: string | null;
  /** null: it was made at the provider. */
  person_id: string | null;
  won: bigint;
  /** What was taken out of the class; less than was paid for where less was free. */
  milli_gpu_seconds: bigint;
  state: RefundState;
  created_at: Generated<Date>;
}
