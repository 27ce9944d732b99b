import { sql, type Kysely } from 'kysely';
import type { End, JobState, LaunchState } from '#server/contract/launch-states';
import type { Database } from '../../database';
import { newId } from '../../new-id';

export interface JobChange {
  launchId: string;
  clusterId: string;
  schedulerJobId: string;
  arrayIndex: number | null;
  state: JobState;
  end: End | null;
  exitCode: number | null;
  exitSignal: number | null;
  reasonCode: string | null;
  node: string | null;
  startedAt: Date | null;
  endedAt: Date | null;
}

/** Writes what was seen of many jobs in one statement; a job that has ended stays as it ended. */
export async function writeJobs(db: Kysely<Database>, changes: readonly JobChange[]): Promise<void> {
  if (changes.length === 0) return;
  await db
    .insertInto('jobs')
    .values(
      changes.map((change) => ({
        id: newId(),
        launch_id: change.launchId,
        cluster_id: change.clusterId,
        scheduler_job_id: change.schedulerJobId,
        array_index: change.arrayIndex,
        state: change.state,
        end: change.end,
        exit_code: change.exitCode,
        exit_signal: change.exitSignal,
        reason_code: change.reasonCode,
        node: change.node,
        started_at: change.startedAt,
        ended_at: change.endedAt,
        updated_at: new Date(),
      })),
    )
    .onConflict((conflict) =>
      conflict
        .columns(['launch_id', 'array_index'])
        .doUpdateSet((eb) => ({
          scheduler_job_id: eb.ref('excluded.scheduler_job_id'),
          state: eb.ref('excluded.state'),
          end: eb.ref('excluded.end'),
          exit_code: eb.ref('excluded.exit_code'),
          exit_signal: eb.ref('excluded.exit_signal'),
          reason_code: eb.ref('excluded.reason_code'),
          node: sql`coalesce(excluded.node, jobs.node)`,
          started_at: sql`coalesce(excluded.started_at, jobs.started_at)`,
          ended_at: eb.ref('excluded.ended_at'),
          updated_at: eb.ref('excluded.updated_at'),
        }))
        .where('jobs.state', '<>', 'ended'),
    )
    .execute();
}

export interface LaunchSeen {
  id: string;
  state: LaunchState;
  end: End | null;
  exitCode: number | null;
  exitSignal: number | null;
  reasonCode: string | null;
  reasonWords: string | null;
  runningAt: Date | null;
  endedAt: Date | null;
  absentSince: Date | null;
}

/**
 * Writes what many launches are seen to do, in one statement; answers which really changed. A launch that has ended, or that a worker
 * has not released yet, keeps its state.
 */
export async function writeSeenLaunches(
  db: Kysely<Database>,
  seen: readonly LaunchSeen[],
): Promise<{ id: string; personId: string; state: LaunchState }[]> {
  if (seen.length === 0) return [];
  const { rows } = await sql<{ id: string; personId: string; state: LaunchState }>`
    update launches l set
      state = s.state, "end" = s."end", exit_code = s."exitCode", exit_signal = s."exitSignal",
      reason_code = s."reasonCode", reason_words = s."reasonWords",
      -- Schedulers keep whole seconds: an instant of theirs must not stand before ours of the step before.
      queued_at = coalesce(l.queued_at, case when s.state in ('queued', 'running', 'ended')
        then least(now(), greatest(s."runningAt", l.released_at)) end),
      -- "greatest" passes over null: what never ran must not get an instant of running from the steps before.
      running_at = coalesce(l.running_at, case when s."runningAt" is not null
        then greatest(s."runningAt", l.released_at, l.queued_at) end),
      ended_at = case when s.state = 'ended' then greatest(s."endedAt", l.running_at, l.released_at) end,
      absent_since = s."absentSince", updated_at = now()
    from jsonb_to_recordset(${JSON.stringify(seen)}::jsonb) as s(
      id text, state text, "end" text, "exitCode" int, "exitSignal" int, "reasonCode" text, "reasonWords" text,
      "runningAt" timestamptz, "endedAt" timestamptz, "absentSince" timestamptz)
    where l.id = s.id and l.state in ('released', 'queued', 'running', 'unknown')
      and ((l.state, l.reason_code, l.reason_words, l.absent_since)
          is distinct from (s.state, s."reasonCode", s."reasonWords", s."absentSince")
        or (l.running_at is null and s."runningAt" is not null))
    returning l.id, l.person_id as "personId", l.state`.execute(db);
  return rows;
}
