import type { Generated } from 'kysely';

/** Rows of `reservations`: those that the newest probe found at a cluster; `is_shown` is the operators' word. Instants in UTC. */
export interface ReservationTable {
  cluster_id: string;
  name: string;
  /** Empty: of no single partition. */
  partition: string;
  starts_at: Date;
  ends_at: Date;
  is_shown: Generated<boolean>;
}
