import type { Kysely, Updateable } from 'kysely';
import type { Database } from '../../database';
import type { LaunchTable } from '../../tables/launches';

export type LaunchChange = Updateable<LaunchTable>;

/**
 * Writes as the holder of a lease. Answers false, and writes nothing, when another has taken the launch since: the caller stops.
 * Pass `lease_until: null` to give the lease back.
 */
export async function writeLeased(
  db: Kysely<Database>,
  launch: { id: string; fence: bigint },
  change: LaunchChange,
): Promise<boolean> {
  const written = await db
    .updateTable('launches')
    .set({ ...change, updated_at: new Date() })
    .where('id', '=', launch.id)
    .where('fence', '=', launch.fence)
    .returning('id')
    .executeTakeFirst();
  return written !== undefined;
}
