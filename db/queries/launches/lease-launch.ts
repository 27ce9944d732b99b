import { sql, type Kysely } from 'kysely';
import type { LaunchState } from '#server/contract/launch-states';
import type { Database } from '../../database';
import { launchRows, type LaunchRow } from './launch-rows';

/**
 * Takes a launch for one worker: nobody else gets it until the lease ends, and every later write of an older holder is refused by the
 * fence. undefined: somebody holds it, or it is in none of these states.
 */
export async function leaseLaunch(
  db: Kysely<Database>,
  id: string,
  states: readonly LaunchState[],
  leaseMs: number,
): Promise<LaunchRow | undefined> {
  const taken = await db
    .updateTable('launches')
    .set({
      fence: sql`fence + 1`,
      attempts: sql`attempts + 1`,
      lease_until: sql`now() + ${leaseMs} * interval '1 millisecond'`,
    })
    .where('id', '=', id)
    .where('state', 'in', states)
    .where((eb) => eb.or([eb('lease_until', 'is', null), eb('lease_until', '<', sql<Date>`now()`)]))
    .returning('id')
    .executeTakeFirst();
  return taken && launchRows(db).where('launches.id', '=', id).executeTakeFirst();
}
