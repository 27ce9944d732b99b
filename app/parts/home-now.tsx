import { Link } from '@remix-run/react';
import { useLocale } from 'use-intl';
import type { LaunchView, TemplateView } from '#server/launch-services';
import { useNow } from '../hooks/use-now';
import { useText } from '../locales/use-text';
import { paths } from '../paths';
import { EmptyState } from '../ui/empty-state';
import { LinkButton } from '../ui/link-button';
import { Sheet, SheetFoot } from '../ui/sheet';
import { AppOpen } from './app-open';
import { useGpuWords } from './job-head';
import { JobStateBadge } from './job-state-badge';
import { JobTimeLeft } from './job-time-left';
import { useWaitWords } from './job-wait-words';
import { localTitle } from './local-title';

/** More than these are a list, and that has its own page. */
const shownAtMost = 5;

interface HomeNowProps {
  live: readonly LaunchView[];
  hasMore: boolean;
  firstTemplate: TemplateView | undefined;
}

/** What runs and how long still, what waits and why. */
export function HomeNow({ live, hasMore, firstTemplate }: HomeNowProps) {
  const t = useText('home');
  const nowAt = useNow(5_000);
  if (live.length === 0) return <NothingRuns firstTemplate={firstTemplate} />;
  const rest = live.length - shownAtMost;
  return (
    <Sheet>
      <ul className="divide-y divide-line">
        {live.slice(0, shownAtMost).map((launch) => (
          <NowRow key={launch.id} launch={launch} nowAt={nowAt} />
        ))}
      </ul>
      {rest > 0 && (
        <SheetFoot>
          {!hasMore && `${t('nowRest', { count: rest })} `}
          <Link to={paths.launches({ filter: 'live' })}>{t('nowMore')}</Link>
        </SheetFoot>
      )}
    </Sheet>
  );
}

function NowRow({ launch, nowAt }: { launch: LaunchView; nowAt: Date }) {
  const locale = useLocale();
  const gpus = useGpuWords(launch);
  const wait = useWaitWords(nowAt)(launch);
  return (
    <li className="grid gap-2 px-4 py-4 md:px-6">
      <div className="flex flex-wrap items-baseline gap-x-3 gap-y-1">
        <JobStateBadge launch={launch} />
        <Link
          to={paths.launchPage(launch.id)}
          prefetch="intent"
          className="min-w-0 text-h3 font-semibold text-text no-underline [overflow-wrap:anywhere] hover:underline"
        >
          {launch.name}
        </Link>
        <span className="text-small text-text-2 md:ml-auto">
          {localTitle(launch.cluster, locale)} · {gpus}
        </span>
      </div>
      <JobTimeLeft launch={launch} nowAt={nowAt} />
      {launch.app?.url !== undefined && (
        <div>
          <AppOpen app={launch.app} size="small" />
        </div>
      )}
      {wait && <p className="text-text-2">{wait.what}</p>}
    </li>
  );
}

function NothingRuns({ firstTemplate }: Pick<HomeNowProps, 'firstTemplate'>) {
  const t = useText('home');
  const locale = useLocale();
  const first = firstTemplate && (
    <LinkButton to={paths.launchTemplate(firstTemplate.name)}>{localTitle(firstTemplate, locale)}</LinkButton>
  );
  return (
    <EmptyState title={t('nowEmptyTitle')} actions={first}>
      {t('nowEmpty')}
    </EmptyState>
  );
}
