import { BadgeQuestionMark, Hourglass, Unplug } from 'lucide-react';
import { useLocale } from 'use-intl';
import { stuckKinds, waitKindOf } from '#server/contract/wait-reasons';
import type { LaunchView } from '#server/services';
import { useErrorText } from '../locales/use-error-text';
import { useText } from '../locales/use-text';
import { Note } from '../ui/note';
import { hasEnded } from './job-look';
import { localTitle } from './local-title';
import { useWhen } from './use-when';

const beforeCluster: readonly LaunchView['state'][] = ['held', 'staged', 'submitting', 'accepted'];

/** What a launch waits for and what can be done; nothing while it runs well or has ended. */
export function JobWhy({ launch, nowAt }: { launch: LaunchView; nowAt: Date }) {
  const t = useText('job');
  if (hasEnded(launch.state)) return null;
  return (
    <>
      {launch.isCancelRequested && (
        <Note tone="info" isAnnounced>
          {t('cancelAsked')}
        </Note>
      )}
      {launch.cluster.reach === 'down' ? (
        <ClusterDown launch={launch} nowAt={nowAt} />
      ) : launch.state === 'unknown' ? (
        <Unknown launch={launch} />
      ) : beforeCluster.includes(launch.state) ? (
        <Sending launch={launch} />
      ) : (
        <Waiting launch={launch} />
      )}
    </>
  );
}

function ClusterDown({ launch, nowAt }: { launch: LaunchView; nowAt: Date }) {
  const t = useText('job');
  const when = useWhen(nowAt);
  const cluster = localTitle(launch.cluster, useLocale());
  const since = when(launch.cluster.reachSince);
  const isThere = launch.schedulerJobId !== undefined;
  return (
    <Note tone="warn" icon={Unplug} title={t('clusterDownTitle', { cluster })}>
      <p>{t(isThere ? 'clusterDown' : 'clusterDownHeld', { since })}</p>
    </Note>
  );
}

function Unknown({ launch }: { launch: LaunchView }) {
  const t = useText('job');
  const cluster = localTitle(launch.cluster, useLocale());
  return (
    <Note tone="info" icon={BadgeQuestionMark} title={t('unknownTitle')}>
      <p>{t('unknown', { cluster })}</p>
    </Note>
  );
}

function Sending({ launch }: { launch: LaunchView }) {
  const t = useText('job');
  const errorText = useErrorText();
  const error = errorText(launch.lastErrorCode);
  return (
    <Note tone={error === undefined ? 'info' : 'warn'}>
      <p>{t('sending')}</p>
      {error !== undefined && <p className="text-small text-text-2">{t('lastTry', { error })}</p>}
    </Note>
  );
}

/** The first task that waits speaks for an array: the others wait for the same. */
function Waiting({ launch }: { launch: LaunchView }) {
  const t = useText('job');
  const waiting = launch.jobs.find((job) => job.state === 'queued' || job.state === 'held');
  if (launch.state === 'running' && !waiting) return null;
  const kind = waitKindOf(waiting?.reasonCode ?? launch.reasonCode);
  const words = launch.reasonWords ?? waiting?.reasonCode ?? launch.reasonCode;
  return (
    <Note tone={stuckKinds.includes(kind) ? 'danger' : 'warn'} icon={Hourglass} title={t('whyTitle')}>
      <p>
        {t(`reason.${kind}`)} {t(`reasonNext.${kind}`)}
      </p>
      {words !== undefined && (
        <p className="mt-1 text-small text-text-2">
          {t('whyWords')} <code className="[overflow-wrap:anywhere]">{words}</code>
        </p>
      )}
    </Note>
  );
}
