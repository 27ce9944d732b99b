import { milliGpuSecondsPerGpuHour } from '#server/contract/hours';
import type { RequestEvidence, RequestView } from '#server/hours-services';

export type CheckKey =
  'member' | 'memberNew' | 'launches' | 'launchesNone' | 'accuracy' | 'accuracyLow' | 'leftover' | 'jump';

/** One thing that was looked at; the words stand in the texts under its key. */
export interface RequestCheck {
  key: CheckKey;
  isWarning: boolean;
}

const newMemberMs = 3 * 86_400_000;

/**
 * What the evidence says about a request, warnings last so that they are remembered. The limits are hints for a reader, not rules:
 * a member of under 3 days, no launch yet or under half of them completed, under 30 % of held hours used, over half of the granted
 * hours still free, ten times of what was used so far (from one GPU-hour on).
 */
export function requestChecks(
  asked: Pick<RequestView, 'askedMilliGpuSeconds' | 'createdAt'>,
  evidence: RequestEvidence,
): RequestCheck[] {
  const { launches, hours, holdAccuracy } = evidence;
  const isNew = asked.createdAt.getTime() - evidence.memberSince.getTime() < newMemberMs;
  const checks: RequestCheck[] = [{ key: isNew ? 'memberNew' : 'member', isWarning: isNew }];
  if (launches.total === 0) checks.push({ key: 'launchesNone', isWarning: true });
  else checks.push({ key: 'launches', isWarning: launches.completed * 2 < launches.total });
  if (holdAccuracy !== undefined) {
    const isLow = holdAccuracy < 0.3;
    checks.push({ key: isLow ? 'accuracyLow' : 'accuracy', isWarning: isLow });
  }
  if (hours.freeMilliGpuSeconds * 2 > hours.grantedMilliGpuSeconds)
    checks.push({ key: 'leftover', isWarning: true });
  if (
    hours.usedMilliGpuSeconds >= milliGpuSecondsPerGpuHour &&
    asked.askedMilliGpuSeconds >= 10 * hours.usedMilliGpuSeconds
  )
    checks.push({ key: 'jump', isWarning: true });
  return checks.sort((a, b) => Number(a.isWarning) - Number(b.isWarning));
}
