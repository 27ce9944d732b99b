import { useLocale } from 'use-intl';
import { stuckKinds, waitKindOf } from '#server/contract/wait-reasons';
import type { LaunchView } from '#server/launch-services';
import { useText } from '../locales/use-text';
import { hasEnded } from './job-look';
import { localTitle } from './local-title';
import { useWhen } from './use-when';

export interface WaitWords {
  /** cluster-down and unknown say that nothing is known now; the job itself is as it was. */
  kind: 'cluster-down' | 'unknown' | 'sending' | 'waiting' | 'stuck';
  what: string;
  next: string;
  /** As the scheduler put it. */
  theirs: string | undefined;
}

const beforeCluster: readonly LaunchView['state'][] = ['held', 'staged', 'submitting', 'accepted'];

/** What a launch waits for and what to do, in sentences; undefined while it runs well and once it has ended. */
export function useWaitWords(nowAt: Date) {
  const t = useText('job');
  const locale = useLocale();
  const when = useWhen(nowAt);
  return (launch: LaunchView): WaitWords | undefined => {
    if (hasEnded(launch.state)) return undefined;
    const cluster = localTitle(launch.cluster, locale);
    if (launch.cluster.reach === 'down') {
      const isThere = launch.schedulerJobId !== undefined;
      const since = when(launch.cluster.reachSince);
      return {
        kind: 'cluster-down',
        what: t('clusterDownTitle', { cluster }),
        next: t(isThere ? 'clusterDown' : 'clusterDownHeld', { since }),
        theirs: undefined,
      };
    }
    if (launch.state === 'unknown')
      return { kind: 'unknown', what: t('unknownTitle'), next: t('unknown', { cluster }), theirs: undefined };
    if (beforeCluster.includes(launch.state))
      return { kind: 'sending', what: t('sending'), next: '', theirs: undefined };
    return waiting(t, launch);
  };
}

/** The first task that waits speaks for an array: the others wait for the same. */
function waiting(t: ReturnType<typeof useText<'job'>>, launch: LaunchView): WaitWords | undefined {
  const task = launch.jobs.find((job) => job.state === 'queued' || job.state === 'held');
  if (launch.state === 'running' && !task) return undefined;
  const code = task?.reasonCode ?? launch.reasonCode;
  const kind = waitKindOf(code);
  return {
    kind: stuckKinds.includes(kind) ? 'stuck' : 'waiting',
    what: t(`reason.${kind}`),
    next: t(`reasonNext.${kind}`),
    theirs: launch.reasonWords ?? code,
  };
}
