import type { PushedLimit, RemainingHours } from '#db/queries/clusters/hour-limits';
import type { HourLimit, HourLimitChange } from '../../bridge/scheduler/port';

export interface HourLimitPlan {
  changes: (HourLimitChange & { loginId: string })[];
  /** Limits that are not what the portal has set. */
  drifts: { limit: HourLimit; pushed: PushedLimit }[];
}

/**
 * What is to be set at the scheduler so that each login can use what it has left and no more: what the scheduler says is used, and may still
 * be used by what runs, plus what is free and what is held for that has not begun. Slurm decays its use; the sum follows it at every push.
 * Off by a minute is not worth a call: use is counted in whole minutes. Pure.
 */
export function planHourLimits(
  remaining: readonly RemainingHours[],
  limits: readonly HourLimit[],
  pushed: readonly PushedLimit[],
): HourLimitPlan {
  const plan: HourLimitPlan = { changes: [], drifts: [] };
  const byLogin = new Map(remaining.map((one) => [one.login, one]));
  const byKey = new Map(pushed.map((one) => [keyOf(one), one]));
  for (const limit of limits) {
    const mine = byLogin.get(limit.login);
    if (!mine) continue;
    const { login, account, partition } = limit;
    const before = byKey.get(keyOf(limit));
    if (before && limit.limitMinutes !== before.minutes) plan.drifts.push({ limit, pushed: before });
    const minutes = limit.usedMinutes + limit.runningMinutes + mine.freeMinutes + mine.waitingMinutes;
    if (limit.limitMinutes === undefined || Math.abs(limit.limitMinutes - minutes) > 1)
      plan.changes.push({ loginId: mine.loginId, login, account, partition, minutes });
    // Somebody has set just what is due: it is the portal's from now on.
    else if (before?.minutes !== limit.limitMinutes)
      plan.changes.push({ loginId: mine.loginId, login, account, partition, minutes: limit.limitMinutes });
  }
  return plan;
}

const keyOf = ({ login, account, partition }: Pick<HourLimit, 'login' | 'account' | 'partition'>): string =>
  JSON.stringify([login, account, partition]);
