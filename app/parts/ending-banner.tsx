import { Link } from '@remix-run/react';
import { Hourglass } from 'lucide-react';
import { useState } from 'react';
import { endingNotice } from '#server/contract/walltime-guard';
import type { EndingView } from '#server/launch-services';
import { useFormat } from '../format/use-format';
import { useExtension } from '../hooks/use-extension';
import { useLive } from '../hooks/use-live';
import { useNow } from '../hooks/use-now';
import { useText } from '../locales/use-text';
import { paths } from '../paths';
import { Button } from '../ui/button';
import { classes } from '../ui/classes';
import { VisuallyHidden } from '../ui/visually-hidden';
import { againPath } from './again-path';
import { ExtensionProblem } from './extension-problem';
import { useRootData } from './root-data';

/**
 * On every page of its owner: that a launch is about to reach its limit, with a clock, and more time in one click. What was put aside comes
 * again at the next warning. The clock is not read aloud; the warning is, once.
 */
export function EndingBanner() {
  const t = useText('ending');
  const nowAt = useNow();
  const endings = useRootData()?.endings ?? [];
  useLive((event) => event.kind === 'launch');
  const [hidden, setHidden] = useState<ReadonlySet<string>>(new Set());
  const due = endings.flatMap((launch) => {
    const leftSeconds = (launch.endsAt.getTime() - nowAt.getTime()) / 1000;
    const minutes = leftSeconds > 0 ? endingNotice(launch.walltimeSeconds, leftSeconds) : undefined;
    const key = `${launch.id} ${launch.walltimeSeconds} ${minutes}`;
    return minutes === undefined || hidden.has(key) ? [] : [{ launch, leftSeconds, minutes, key }];
  });
  const [first, ...others] = due;
  return (
    <>
      <div role="status">
        {first && (
          <VisuallyHidden>
            {t('soonSpoken', { name: first.launch.name, minutes: first.minutes })}
          </VisuallyHidden>
        )}
      </div>
      {first && (
        <Ending
          key={first.launch.id}
          launch={first.launch}
          leftSeconds={first.leftSeconds}
          minutes={first.minutes}
          others={others.length}
          onHide={() => setHidden((before) => new Set(before).add(first.key))}
        />
      )}
    </>
  );
}

interface EndingProps {
  launch: EndingView;
  leftSeconds: number;
  minutes: number;
  others: number;
  onHide: () => void;
}

function Ending({ launch, leftSeconds, minutes, others, onHide }: EndingProps) {
  const t = useText('ending');
  const format = useFormat();
  const { fetcher, action, choices, isAsked, problem } = useExtension(launch);
  const [to] = choices;
  const again = againPath(launch);
  return (
    <aside
      aria-label={t('label')}
      className={classes(minutes > 2 ? 'is-warn' : 'is-danger', 'bg-tone-soft px-4 py-2 text-small md:px-6')}
    >
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <Hourglass className="size-4 text-tone-text max-sm:hidden" />
        <p className="min-w-0 flex-1 basis-[240px] [overflow-wrap:anywhere]">
          <span aria-hidden className="font-semibold text-tone-text tabular-nums">
            {t('soon', { name: launch.name, left: format.clock(leftSeconds) })}
          </span>{' '}
          {others > 0 ? (
            <Link to={paths.launches({ filter: 'live' })}>{t('others', { count: others })}</Link>
          ) : (
            <span className="max-md:sr-only">{t('save')}</span>
          )}
        </p>
        <span className="flex flex-wrap items-center gap-x-4 gap-y-2">
          {to !== undefined || isAsked ? (
            <fetcher.Form method="post" action={action}>
              <input type="hidden" name="walltimeSeconds" value={to ?? launch.walltimeSeconds} />
              <Button type="submit" size="small" isBusy={isAsked}>
                {isAsked
                  ? t('extending')
                  : t('extend', { more: format.duration((to ?? 0) - launch.walltimeSeconds) })}
              </Button>
            </fetcher.Form>
          ) : (
            again !== undefined && <Link to={again}>{t('again')}</Link>
          )}
          <Link to={paths.launchPage(launch.id)}>{t('see')}</Link>
          <button type="button" className="cursor-pointer underline" onClick={onHide}>
            {t('hide')}
          </button>
        </span>
      </div>
      {problem && (
        <div className="mt-2">
          <ExtensionProblem problem={problem} />
        </div>
      )}
    </aside>
  );
}
