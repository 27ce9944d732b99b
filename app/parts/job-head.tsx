import { useLocale } from 'use-intl';
import type { LaunchView } from '#server/launch-services';
import { useLiveState } from '../hooks/use-live';
import { useText } from '../locales/use-text';
import { LiveDot } from '../ui/live-dot';
import { VisuallyHidden } from '../ui/visually-hidden';
import { JobActions } from './job-actions';
import { hasEnded } from './job-look';
import { JobStateBadge, useStateWord } from './job-state-badge';
import { localTitle } from './local-title';
import { useWhen } from './use-when';

/** What the page is about: state, name, where and when in a line, and what can be done. */
export function JobHead({ launch, nowAt }: { launch: LaunchView; nowAt: Date }) {
  const t = useText('job');
  const common = useText('common');
  const word = useStateWord()(launch);
  const state = useLiveState();
  return (
    <div className="mb-6 flex flex-wrap items-end gap-x-6 gap-y-4">
      <div className="min-w-0 flex-[1_1_360px]">
        <div className="mb-1.5 flex flex-wrap items-center gap-x-3 gap-y-1">
          <JobStateBadge launch={launch} />
          {launch.state !== 'settled' && (
            <LiveDot isConnected={state !== 'lost'}>
              {common(state === 'lost' ? 'reconnecting' : 'live')}
            </LiveDot>
          )}
          <span role="status">
            <VisuallyHidden>{t('stateNow', { state: word })}</VisuallyHidden>
          </span>
        </div>
        <h1 className="[overflow-wrap:anywhere]">{launch.name}</h1>
        <JobFactsLine launch={launch} nowAt={nowAt} />
      </div>
      <JobActions launch={launch} isOver={hasEnded(launch.state)} />
    </div>
  );
}

function JobFactsLine({ launch, nowAt }: { launch: LaunchView; nowAt: Date }) {
  const t = useText('job');
  const locale = useLocale();
  const when = useWhen(nowAt);
  const gpus = useGpuWords(launch);
  const facts = [
    localTitle(launch.cluster, locale),
    ...(launch.kind === 'by-hand' ? [t('factByHand')] : []),
    gpus,
    t('factLaunched', { when: when(launch.at.created) }),
    ...(launch.schedulerJobId === undefined
      ? []
      : [t.rich('factJob', { id: launch.schedulerJobId, code: (chunks) => <code>{chunks}</code> })]),
  ];
  return (
    <ul className="mt-1 flex flex-wrap text-small text-text-2 [&>li+li]:before:mx-2 [&>li+li]:before:text-text-3 [&>li+li]:before:content-['·']">
      {facts.map((fact, index) => (
        <li key={index}>{fact}</li>
      ))}
    </ul>
  );
}

/** `A100 2개씩 4번`, in the reader's language. */
export function useGpuWords({ gpus, gpuModel, tasks, cores }: LaunchView): string {
  const t = useText('job');
  if (gpus === 0) return t('factCpu', { cores });
  if (tasks > 1) return t('factGpusEach', { model: gpuModel, count: gpus, tasks });
  return t('factGpus', { model: gpuModel, count: gpus });
}
