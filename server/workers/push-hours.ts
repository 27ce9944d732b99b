import { announce } from '#db/queries/announce';
import {
  listPushedLimits,
  listRemainingHours,
  writePushedLimit,
  type PushedLimit,
  type RemainingHours,
} from '#db/queries/clusters/hour-limits';
import type { ClusterRow } from '#db/queries/clusters/list-clusters';
import { recordAudit } from '#db/queries/record-audit';
import { isAppError } from '../contract/app-error';
import type { HourLimit, HourLimitChange } from '../bridge/scheduler/port';
import { planHourLimits } from '../domain/clusters/plan-hour-limits';
import type { WorkerDeps } from './worker-deps';

/** What the reader of a queue remembers between two looks: what each login could still use at the last push, in GPU-minutes. */
export type KnownHours = Map<string, number>;

/**
 * Brings the limits at the scheduler to what the ledger says remains, where the cluster's operators want it: when hours came in since the
 * last time, and when isDue (hours that went are not urgent: what the limit then allows too much is held for). A limit that is not what was
 * pushed is mended and told to the operators. Where it was switched off, the portal's limits are taken away. Harmless however often; never
 * throws for what the cluster does.
 */
export async function pushHours(
  deps: WorkerDeps,
  cluster: ClusterRow,
  known: KnownHours,
  isDue: boolean,
): Promise<void> {
  if (!cluster.pushesHours) {
    if (isDue) await attempt(deps, cluster, () => takeAway(deps, cluster));
    return;
  }
  const remaining = await listRemainingHours(deps.db, cluster.id);
  const hasGrown = remaining.some((one) => totalOf(one) > (known.get(one.loginId) ?? 0));
  if (!isDue && !hasGrown) return;
  for (const one of remaining) known.set(one.loginId, totalOf(one));
  await attempt(deps, cluster, () => push(deps, cluster, remaining));
}

const totalOf = (one: RemainingHours): number => one.freeMinutes + one.waitingMinutes;

async function push(
  deps: WorkerDeps,
  cluster: ClusterRow,
  remaining: readonly RemainingHours[],
): Promise<void> {
  const { hourLimits } = deps.bridges.schedulerOf(cluster.scheduler);
  if (!hourLimits) return;
  const link = deps.bridges.link(cluster, cluster.serviceLogin);
  const [limits, pushed] = [await hourLimits.readAll(link), await listPushedLimits(deps.db, cluster.id)];
  const { changes, drifts } = planHourLimits(remaining, limits, pushed);
  for (const { loginId, ...change } of changes) {
    await hourLimits.write(link, change);
    await writePushedLimit(deps.db, { ...change, loginId }, change.minutes);
    deps.count('hours-pushed', cluster.name);
  }
  await note(deps, cluster, { hours_pushed_at: new Date(), hours_error: null });
  if (drifts.length > 0) await tellDrift(deps, cluster, drifts);
}

async function takeAway(deps: WorkerDeps, cluster: ClusterRow): Promise<void> {
  const pushed = await listPushedLimits(deps.db, cluster.id);
  const { hourLimits } = deps.bridges.schedulerOf(cluster.scheduler);
  if (pushed.length === 0 || !hourLimits) return;
  const link = deps.bridges.link(cluster, cluster.serviceLogin);
  for (const { loginId, login, account, partition } of pushed) {
    const change: HourLimitChange = { login, account, partition, minutes: undefined };
    await hourLimits.write(link, change);
    await writePushedLimit(deps.db, { loginId, account, partition }, undefined);
  }
  await note(deps, cluster, { hours_error: null });
}

/** The operators of the centre are told in the audit log and on their page. */
async function tellDrift(
  deps: WorkerDeps,
  cluster: ClusterRow,
  drifts: readonly { limit: HourLimit; pushed: PushedLimit }[],
): Promise<void> {
  const words = drifts
    .slice(0, 5)
    .map(
      ({ limit, pushed }) =>
        `${limit.login} (${limit.account}): ${limit.limitMinutes ?? '∞'}, ${pushed.minutes} min`,
    )
    .join('; ');
  await deps.db.transaction().execute(async (trx) => {
    await trx
      .updateTable('clusters')
      .set({ hours_drift_at: new Date(), hours_drift_words: words })
      .where('id', '=', cluster.id)
      .execute();
    await recordAudit(trx, {
      actorPersonId: null,
      action: 'cluster.hours-drift',
      subjectKind: 'cluster',
      subjectId: cluster.name,
      detail: { count: drifts.length, words },
    });
    await announce(trx, { everybody: true }, { kind: 'cluster', cluster: cluster.name });
  });
  deps.log.warn({ cluster: cluster.name, words }, 'limits at a scheduler were not what was pushed');
}

async function attempt(deps: WorkerDeps, cluster: ClusterRow, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!isAppError(error)) throw error;
    const words = String(error.details['words'] ?? error.code).slice(0, 300);
    deps.log.warn({ cluster: cluster.name, words }, 'hours were not pushed; it is tried again');
    await note(deps, cluster, { hours_error: words });
  }
}

const note = (
  deps: WorkerDeps,
  cluster: ClusterRow,
  change: { hours_pushed_at?: Date; hours_error: string | null },
): Promise<unknown> => deps.db.updateTable('clusters').set(change).where('id', '=', cluster.id).execute();
