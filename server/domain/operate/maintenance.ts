import { sql } from 'kysely';
import type { Db } from '#db/client';
import { newId } from '#db/new-id';
import type { Actor } from '../../actor';
import { AppError } from '../../contract/app-error';
import { maintenanceSchema, type MaintenanceDraft } from '../../contract/cluster-draft';
import type { MaintenanceView } from '../../operate-services';
import { getOperatedCluster, noteOperation } from './operate-cluster';

/** Windows of a cluster that are not over, the next first. */
export async function listWindows(db: Db, clusterId: string): Promise<MaintenanceView[]> {
  return db
    .selectFrom('maintenance_windows')
    .select(['id', 'starts_at as startsAt', 'ends_at as endsAt', 'note'])
    .where('cluster_id', '=', clusterId)
    .where('ends_at', '>', sql<Date>`now()`)
    .orderBy('starts_at')
    .execute();
}

/** Says when a cluster takes no new launches; what runs goes on. @throws AppError[invalid-input] with fields */
export async function addMaintenance(
  db: Db,
  actor: Actor,
  name: string,
  input: MaintenanceDraft,
): Promise<void> {
  const cluster = await getOperatedCluster(db, actor, name);
  const read = maintenanceSchema.safeParse(input);
  if (!read.success) {
    const fields = read.error.issues.map((issue) => [String(issue.path[0]), 'invalid-input'] as const);
    throw new AppError('invalid-input', { fields: Object.fromEntries(fields) });
  }
  const { startsAt, endsAt, note } = read.data;
  await db.transaction().execute(async (trx) => {
    await trx
      .insertInto('maintenance_windows')
      .values({
        id: newId(),
        cluster_id: cluster.id,
        starts_at: startsAt,
        ends_at: endsAt,
        note,
        created_by: actor.via.kind === 'cli' ? null : actor.personId,
      })
      .execute();
    await noteOperation(trx, actor, cluster, 'cluster.maintenance-added', {
      startsAt: startsAt.toISOString(),
      endsAt: endsAt.toISOString(),
    });
  });
}

/** A window that has begun ends now, one that has not goes. @throws AppError[not-found] */
export async function endMaintenance(db: Db, actor: Actor, name: string, id: string): Promise<void> {
  const cluster = await getOperatedCluster(db, actor, name);
  const window = (await listWindows(db, cluster.id)).find((one) => one.id === id);
  if (!window) throw new AppError('not-found');
  await db.transaction().execute(async (trx) => {
    if (window.startsAt.getTime() < Date.now())
      await trx
        .updateTable('maintenance_windows')
        .set({ ends_at: new Date() })
        .where('id', '=', id)
        .execute();
    else await trx.deleteFrom('maintenance_windows').where('id', '=', id).execute();
    await noteOperation(trx, actor, cluster, 'cluster.maintenance-ended', {
      startsAt: window.startsAt.toISOString(),
    });
  });
}
