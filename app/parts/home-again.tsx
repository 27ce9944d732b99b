import { Link } from '@remix-run/react';
import { Pencil, RotateCcw } from 'lucide-react';
import type { LaunchView } from '#server/launch-services';
import { useFormat } from '../format/use-format';
import { useNow } from '../hooks/use-now';
import { useText } from '../locales/use-text';
import { paths } from '../paths';
import { LinkButton } from '../ui/link-button';
import { Sheet } from '../ui/sheet';
import { useHoursText } from './hours-amount';
import { jobSpan } from './job-ruler-geometry';
import { JobStateBadge } from './job-state-badge';

/** The last ones that ended: how, when, how long, for how many hours; each can be run again as it was. */
export function HomeAgain({ ended }: { ended: readonly LaunchView[] }) {
  const nowAt = useNow(60_000);
  return (
    <Sheet as="ul" className="divide-y divide-line">
      {ended.map((launch) => (
        <AgainRow key={launch.id} launch={launch} nowAt={nowAt} />
      ))}
    </Sheet>
  );
}

function AgainRow({ launch, nowAt }: { launch: LaunchView; nowAt: Date }) {
  const t = useText('home');
  const format = useFormat();
  const hours = useHoursText(launch.chargedMilliGpuSeconds ?? 0);
  const span = jobSpan(launch, nowAt);
  const isGood = launch.end === 'completed' || launch.end === undefined;
  const facts = [
    format.relative(launch.at.ended ?? launch.at.created, nowAt),
    ...(span ? [format.duration(span.elapsedSeconds)] : []),
    ...(launch.chargedMilliGpuSeconds ? [hours(launch.chargedMilliGpuSeconds)] : []),
  ];
  return (
    <li className="flex items-center gap-3 px-4 py-3 md:px-6">
      <div className="min-w-0 flex-1">
        <Link
          to={paths.launchPage(launch.id)}
          prefetch="intent"
          className="font-semibold text-text no-underline [overflow-wrap:anywhere] hover:underline"
        >
          {launch.name}
        </Link>
        <p className="flex flex-wrap items-center gap-x-1.5 text-small text-text-2">
          <JobStateBadge launch={launch} look="bare" />
          {facts.map((fact) => (
            <span key={fact} className="before:mr-1.5 before:content-['·']">
              {fact}
            </span>
          ))}
        </p>
      </div>
      <LinkButton
        to={paths.launchNew({ again: launch.id })}
        size="small"
        icon={isGood ? RotateCcw : Pencil}
        aria-label={t(isGood ? 'againOf' : 'fixOf', { name: launch.name })}
      >
        {t(isGood ? 'again' : 'fix')}
      </LinkButton>
    </li>
  );
}
