import { sql } from 'kysely';
import type { WorkerDeps } from './worker-deps';

/** A cluster answers again: launches that wait for it are tried now and not at the end of their backoff. Harmless when called twice. */
export async function wakeWaitingLaunches(
  { db, addTask }: Pick<WorkerDeps, 'db' | 'addTask'>,
  clusterId: string,
): Promise<void> {
  await db.transaction().execute(async (trx) => {
    const waiting = await trx
      .updateTable('launches')
      .set({ next_attempt_at: null, attempts: 0 })
      .where('cluster_id', '=', clusterId)
      .where('state', 'in', ['held', 'staged', 'submitting', 'accepted'])
      .where('next_attempt_at', '>', sql<Date>`now()`)
      .returning('id')
      .execute();
    for (const { id } of waiting) await addTask(trx, 'submit-launch', { id });
  });
}
