import type { Db } from '#db/client';
import type { ClusterRow } from '#db/queries/clusters/list-clusters';
import type { Actor } from '../../actor';
import { AppError } from '../../contract/app-error';
import type { ReservationView } from '../../operate-services';
import { getOperatedCluster, noteOperation } from './operate-cluster';

/** Offers a reservation on the launch form, or not; whoever may use it is the scheduler's to say. @throws AppError[not-found] */
export async function setReservationShown(
  db: Db,
  actor: Actor,
  change: { cluster: string; reservation: string; isShown: boolean },
): Promise<void> {
  const cluster = await getOperatedCluster(db, actor, change.cluster);
  if (!cluster.reservations.some(({ name }) => name === change.reservation)) throw new AppError('not-found');
  await db.transaction().execute(async (trx) => {
    await trx
      .updateTable('reservations')
      .set({ is_shown: change.isShown })
      .where('cluster_id', '=', cluster.id)
      .where('name', '=', change.reservation)
      .execute();
    await noteOperation(trx, actor, cluster, 'cluster.reservation', {
      reservation: change.reservation,
      isShown: change.isShown,
    });
  });
}

/** As operators see them. Never throws. */
export const reservationViews = ({ reservations }: Pick<ClusterRow, 'reservations'>): ReservationView[] =>
  reservations.map((row) => ({
    name: row.name,
    partition: row.partition,
    startsAt: row.starts_at,
    endsAt: row.ends_at,
    isShown: row.is_shown,
  }));
