import type { Db } from '#db/client';
import type { ClusterRow } from '#db/queries/clusters/list-clusters';
import type { Actor } from '../../actor';
import { AppError } from '../../contract/app-error';
import type { HourLimitsView, ProbeView } from '../../operate-services';
import { getOperatedCluster, noteOperation } from './operate-cluster';
import { findProbe } from './probes';

/**
 * Whether hours that remain are pushed to the scheduler of a cluster; the workers do it at their next look, and take their limits away once
 * it is off. What was said of drift is forgotten. Harmless when called twice. @throws AppError[not-found | probe-first]
 */
export async function setHourLimits(db: Db, actor: Actor, name: string, isOn: boolean): Promise<void> {
  const cluster = await getOperatedCluster(db, actor, name);
  if (isOn && !isPossible(await findProbe(db, cluster.id)))
    throw new AppError('probe-first', { details: { line: 'hour-limits' } });
  await db.transaction().execute(async (trx) => {
    await trx
      .updateTable('clusters')
      .set({ pushes_hours: isOn, hours_error: null, hours_drift_at: null, hours_drift_words: null })
      .where('id', '=', cluster.id)
      .execute();
    await noteOperation(trx, actor, cluster, 'cluster.hour-limits', { isOn });
  });
}

/** What operators see of it. Never throws. */
export const hourLimitsView = (row: ClusterRow, probe: ProbeView | undefined): HourLimitsView => ({
  isOn: row.pushesHours,
  isPossible: isPossible(probe),
  pushedAt: row.hoursPushedAt ?? undefined,
  error: row.hoursError ?? undefined,
  drift: row.hoursDriftAt ? { at: row.hoursDriftAt, words: row.hoursDriftWords ?? '' } : undefined,
});

const isPossible = (probe: ProbeView | undefined): boolean =>
  probe?.lines.some(({ name, verdict }) => name === 'hour-limits' && verdict === 'good') === true;
