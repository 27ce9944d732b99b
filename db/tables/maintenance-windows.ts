import type { Generated } from 'kysely';

/** Rows of `maintenance_windows`: when a cluster takes no new launches; `ends_at` exclusive, instants in UTC. */
export interface MaintenanceWindowTable {
  id: string;
  cluster_id: string;
  starts_at: Date;
  ends_at: Date;
  note: Generated<string>;
  created_by: string | null;
  created_at: Generated<Date>;
}
