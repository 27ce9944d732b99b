import { sql, type Kysely, type Selectable } from 'kysely';
import type { Database } from '../../database';
import type { ReservationTable } from '../../tables/reservations';

export type ReservationRow = Selectable<ReservationTable>;

/** Reservations that are not over, the next first; of one cluster, or of all. */
export function listReservations(db: Kysely<Database>, clusterId?: string): Promise<ReservationRow[]> {
  return db
    .selectFrom('reservations')
    .selectAll()
    .$if(clusterId !== undefined, (query) => query.where('cluster_id', '=', clusterId ?? ''))
    .where('ends_at', '>', sql<Date>`now()`)
    .orderBy('starts_at')
    .orderBy('name')
    .execute();
}

/** Writes what a probe found in place of what the one before did; what is shown stays shown, what is gone goes. */
export async function writeReservations(
  db: Kysely<Database>,
  clusterId: string,
  found: readonly { name: string; partition: string; startsAt: Date; endsAt: Date }[],
): Promise<void> {
  await db
    .deleteFrom('reservations')
    .where('cluster_id', '=', clusterId)
    .$if(found.length > 0, (query) =>
      query.where(
        'name',
        'not in',
        found.map(({ name }) => name),
      ),
    )
    .execute();
  for (const { name, partition, startsAt, endsAt } of found) {
    const columns = { partition, starts_at: startsAt, ends_at: endsAt };
    await db
      .insertInto('reservations')
      .values({ cluster_id: clusterId, name, ...columns })
      .onConflict((conflict) => conflict.columns(['cluster_id', 'name']).doUpdateSet(columns))
      .execute();
  }
}
