import type { Generated } from 'kysely';

/** Rows of `hour_returns`: hours that a person gave back of their own accord, which reviewers see. Instants in UTC. */
export interface HourReturnTable {
  /** Follows from the form that was sent: the same twice. */
  id: string;
  person_id: string;
  /** The person's own allocation, or a class that they teach; the other is null. */
  allocation_id: string | null;
  class_id: string | null;
  milli_gpu_seconds: bigint;
  /** The allocation ended with it. */
  did_end: boolean;
  returned_at: Generated<Date>;
}
