import type { Kysely } from 'kysely';
import type { End } from '#server/contract/launch-states';
import type { Database } from '../../database';
import { newId } from '../../new-id';

export interface UsageRecord {
  clusterId: string;
  launchId: string;
  schedulerJobId: string;
  submittedAt: Date;
  startedAt: Date;
  endedAt: Date;
  gpus: number;
  seconds: number;
  end: End;
  source: 'accounting' | 'exit-file';
  paidBy: 'person' | 'platform';
}

/** Writes what was used, one row a run; the same run again changes nothing. */
export async function writeUsage(db: Kysely<Database>, records: readonly UsageRecord[]): Promise<void> {
  if (records.length === 0) return;
  await db
    .insertInto('usage_records')
    .values(
      records.map((record) => ({
        id: newId(),
        cluster_id: record.clusterId,
        launch_id: record.launchId,
        scheduler_job_id: record.schedulerJobId,
        submitted_at: record.submittedAt,
        started_at: record.startedAt,
        ended_at: record.endedAt,
        gpus: record.gpus,
        seconds: record.seconds,
        end: record.end,
        source: record.source,
        paid_by: record.paidBy,
      })),
    )
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}
