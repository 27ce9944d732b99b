import { sql, type Kysely } from 'kysely';
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

/** Whether a cluster's accounting has ever told of a job. */
export async function hasAccounted(db: Kysely<Database>, clusterId: string): Promise<boolean> {
  const row = await db
    .selectFrom('usage_records')
    .select('id')
    .where('cluster_id', '=', clusterId)
    .where('source', '=', 'accounting')
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

/** What was written down for these launches, in GPU-seconds of their own accelerator; one that used no GPU is 0. */
export async function sumUsageByLaunch(
  db: Kysely<Database>,
  launchIds: readonly string[],
): Promise<Map<string, number>> {
  if (launchIds.length === 0) return new Map();
  const { rows } = await sql<{ launchId: string; gpuSeconds: bigint }>`
    select launch_id as "launchId", sum(gpus::bigint * seconds)::bigint as "gpuSeconds"
    from usage_records where launch_id = any(${launchIds as string[]}::text[]) group by launch_id`.execute(
    db,
  );
  return new Map(rows.map((row) => [row.launchId, Number(row.gpuSeconds)]));
}
