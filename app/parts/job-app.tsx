import { CirclePlay, Hourglass, LoaderCircle } from 'lucide-react';
import { useLocale } from 'use-intl';
import type { LaunchAppView, LaunchView } from '#server/services';
import { useFormat } from '../format/use-format';
import { useJobOutput } from '../hooks/use-job-output';
import { useText } from '../locales/use-text';
import { Note } from '../ui/note';
import { AppOpen } from './app-open';
import { hasEnded } from './job-look';
import { localTitle } from './local-title';

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
  if (hasEnded(launch.state)) return <Over app={launch.app} title={title} />;
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

function Ready({ launch, app, title, nowAt }: JobAppProps & { app: LaunchAppView; title: string }) {
  const t = useText('apps');
  const format = useFormat();
  const sinceMs = launch.at.running === undefined ? 0 : nowAt.getTime() - launch.at.running.getTime();
  const left = Math.max(0, launch.walltimeSeconds - Math.floor(sinceMs / 60_000) * 60);
  return (
    <Note
      tone="success"
      icon={CirclePlay}
      title={t('readyTitle', { app: title })}
      isAnnounced
      actions={<AppOpen app={app} kind="primary" />}
    >
      {t('ready', { left: format.duration(left) })}
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

/** What the app's own exit code means, or that it can be started again. */
function Over({ app, title }: { app: LaunchAppView; title: string }) {
  const t = useText('apps');
  const isKorean = useLocale() === 'ko';
  return (
    <Note tone={app.exit ? 'warn' : 'info'} title={t('overTitle', { app: title })}>
      {app.exit ? (isKorean ? app.exit.ko : app.exit.en) : t('over')}
    </Note>
  );
}
