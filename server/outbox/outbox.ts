import { Logger, run, runMigrations, type Runner, type Task } from 'graphile-worker';
import { sql } from 'kysely';
import type pg from 'pg';
import type { AddTask, AddTasks, TaskName } from '../domain/launches/launch-deps';

/** Failures reach `onError`; the rest is noise in the portal's log. */
const quiet = new Logger(() => () => undefined);

/** What a task is run with; a throw makes it run again later (graphile-worker: exponentially, up to 25 times). */
export type TaskWork = (id: string) => Promise<void>;

/** Makes graphile-worker's tables, or brings them up to date. Harmless when called twice. */
export async function prepareOutbox(pool: pg.Pool): Promise<void> {
  await runMigrations({ pgPool: pool, logger: quiet });
}

/**
 * Puts a task into the outbox in the caller's transaction: it is there exactly if the transaction's rows are.
 * One waiting task per name and id; asking again moves it to the new time. A task that runs already is not disturbed, another is queued.
 * @see graphile-worker 0.16, add_job, job_key_mode replace
 */
export const addTask: AddTask = async (trx, name, payload, { runAt } = {}) => {
  await sql`select graphile_worker.add_job(
    ${name}::text, ${JSON.stringify(payload)}::json, run_at => ${runAt ?? new Date()}::timestamptz,
    job_key => ${`${name}:${payload.id}`}::text, job_key_mode => 'replace'
  )`.execute(trx);
};

/** As `addTask`, one for each id, to be run now. */
export const addTasks: AddTasks = async (trx, name, ids) => {
  await sql`select graphile_worker.add_job(
    ${name}::text, json_build_object('id', id), job_key => ${`${name}:`}::text || id, job_key_mode => 'replace'
  ) from unnest(${ids}::text[]) id`.execute(trx);
};

export interface Outbox {
  /** Lets running tasks end (at most 2 s), then stops. */
  stop(): Promise<void>;
}

/** Runs tasks of the outbox in this process, `concurrency` at once. New tasks are noticed at once by LISTEN. */
export async function startOutbox(
  pool: pg.Pool,
  tasks: Partial<Record<TaskName, TaskWork>>,
  { concurrency, onError }: { concurrency: number; onError(name: string, id: string, error: unknown): void },
): Promise<Outbox> {
  const taskList: Record<string, Task> = Object.fromEntries(
    Object.entries(tasks).map(([name, work]): [string, Task] => [
      name,
      async (payload) => {
        const { id } = payload as { id: string };
        try {
          await work(id);
        } catch (error) {
          onError(name, id, error);
          throw error;
        }
      },
    ]),
  );
  const runner: Runner = await run({
    pgPool: pool,
    taskList,
    concurrency,
    noHandleSignals: true,
    logger: quiet,
    pollInterval: 2_000,
  });
  return { stop: () => runner.stop().catch(() => undefined) };
}
