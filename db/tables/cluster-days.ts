import type { Generated } from 'kysely';

/** Rows of `cluster_days`: how many probes of a day (in Korea) were good, bad, or fell into maintenance. */
export interface ClusterDayTable {
  cluster_id: string;
  day: string;
  good: Generated<number>;
  bad: Generated<number>;
  maintenance: Generated<number>;
}
