import { CirclePlay, Hourglass, LoaderCircle } from 'lucide-react';
import { useLocale } from 'use-intl';
import type { LaunchAppView, LaunchView } from '#server/launch-services';
import { useFormat } from '../format/use-format';
import { useJobOutput } from '../hooks/use-job-output';
import { useText } from '../locales/use-text';
import { Note } from '../ui/note';
import { AppOpen } from './app-open';
import { hasEnded } from './job-look';
import { localTitle } from './local-title';
import { useWhen } from './use-when';

interface JobAppProps {
  launch: LaunchView;
  nowAt: Date;
}

/** How an app stands: waits for its turn, starts (and what it does meanwhile), is ready to be opened, is over. */
export function JobApp({ launch, nowAt }: JobAppProps) {
  const t = useText('apps');
  const locale = useLocale();
  if (!launch.app) return null;
  const title = localTitle(launch.app, locale);
  if (hasEnded(launch.state)) return <Over launch={launch} app={launch.app} title={title} />;
  if (launch.app.url !== undefined)
    return <Ready launch={launch} app={launch.app} title={title} nowAt={nowAt} />;
  if (launch.app.startedAt === undefined && launch.at.running === undefined)
    return (
      <Note tone="info" icon={Hourglass} title={t('queuedTitle', { app: title })}>
        {t('queued')}
      </Note>
    );
  return <Starting launch={launch} title={title} />;
}

/** What one is warned at, in minutes before the end: time to finish, to save, to save now. */
const warnings = [2, 10, 30];

function Ready({ launch, app, title, nowAt }: JobAppProps & { app: LaunchAppView; title: string }) {
  const t = useText('apps');
  const format = useFormat();
  const when = useWhen(nowAt);
  const endsAt = new Date((launch.at.running ?? nowAt).getTime() + launch.walltimeSeconds * 1000);
  const leftMinutes = (endsAt.getTime() - nowAt.getTime()) / 60_000;
  const warning = warnings.find((minutes) => leftMinutes <= minutes);
  // The words change at the warnings only: a screen reader reads them out when they do.
  const until = when(endsAt);
  return (
    <Note
      tone={warning === undefined ? 'success' : warning > 2 ? 'warn' : 'danger'}
      icon={warning === undefined ? CirclePlay : Hourglass}
      title={
        warning === undefined
          ? t('readyTitle', { app: title })
          : t('endingTitle', { app: title, left: format.duration(warning * 60) })
      }
      isAnnounced
      actions={<AppOpen app={app} kind="primary" />}
    >
      {t(warning === undefined ? 'ready' : 'ending', { until })}
    </Note>
  );
}

function Starting({ launch, title }: { launch: LaunchView; title: string }) {
  const t = useText('apps');
  const { shown } = useJobOutput({ launchId: launch.id, task: undefined, isOn: launch.may.showOutput });
  const lines = `${shown.pieces.map((piece) => piece.text).join('')}${shown.unfinished}`
    .trimEnd()
    .split('\n');
  const last = lines.at(-1)?.slice(0, 300) ?? '';
  return (
    <Note tone="info" icon={LoaderCircle} title={t('startingTitle', { app: title })}>
      <p>{t('startingWait')}</p>
      {last !== '' && (
        <p className="mt-1 text-small text-text-2">
          {t('startingSays')} <code className="[overflow-wrap:anywhere]">{last}</code>
        </p>
      )}
    </Note>
  );
}

/** What the app's own exit code means, that nobody used it and what came back, or that it can be started again. */
function Over({ launch, app, title }: { launch: LaunchView; app: LaunchAppView; title: string }) {
  const t = useText('apps');
  const ending = useText('ending');
  const format = useFormat();
  const isKorean = useLocale() === 'ko';
  if (app.idleStoppedAt !== undefined) {
    const { chargedMilliGpuSeconds: charged, heldMilliGpuSeconds: held } = launch;
    return (
      <Note tone="info" title={t('overTitle', { app: title })}>
        {ending('idleStopped')}
        {charged !== undefined && held > charged && (
          <> {ending('idleBack', { hours: format.gpuHours(held - charged) })}</>
        )}
      </Note>
    );
  }
  return (
    <Note tone={app.exit ? 'warn' : 'info'} title={t('overTitle', { app: title })}>
      {app.exit ? (isKorean ? app.exit.ko : app.exit.en) : t('over')}
    </Note>
  );
}
