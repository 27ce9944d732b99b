import { Form, Link, useFetcher } from '@remix-run/react';
import { Moon } from 'lucide-react';
import { useFormat } from '../format/use-format';
import { useNow } from '../hooks/use-now';
import { useText } from '../locales/use-text';
import { paths } from '../paths';
import { Button } from '../ui/button';
import { VisuallyHidden } from '../ui/visually-hidden';
import { useRootData } from './root-data';

/** On every page of its owner: that a notebook is not used, when it stops, and how to keep it. The clock is not read aloud. */
export function IdleBanner() {
  const t = useText('ending');
  const format = useFormat();
  const nowAt = useNow();
  const fetcher = useFetcher({ key: 'keep-app' });
  const idle = useRootData()?.endings.find((launch) => launch.app?.idleStopsAt);
  const stopsAt = idle?.app?.idleStopsAt;
  return (
    <>
      <div role="status">
        {idle && <VisuallyHidden>{t('idleSpoken', { name: idle.name })}</VisuallyHidden>}
      </div>
      {idle && stopsAt && (
        <aside
          aria-label={t('idleLabel')}
          className="is-info flex flex-wrap items-center gap-x-4 gap-y-2 bg-tone-soft px-4 py-2 text-small md:px-6"
        >
          <Moon className="size-4 text-tone-text max-sm:hidden" />
          <p className="min-w-0 flex-1 basis-[240px] [overflow-wrap:anywhere]">
            <span aria-hidden className="font-semibold text-tone-text tabular-nums">
              {t('idle', {
                name: idle.name,
                left: format.clock((stopsAt.getTime() - nowAt.getTime()) / 1000),
              })}
            </span>{' '}
            <span className="max-md:sr-only">{t('idleWhy')}</span>
          </p>
          <span className="flex flex-wrap items-center gap-x-4 gap-y-2">
            <fetcher.Form method="post" action={paths.launchKeep(idle.id)}>
              <Button type="submit" size="small" isBusy={fetcher.state !== 'idle'}>
                {t('keep')}
              </Button>
            </fetcher.Form>
            <Form method="post" action={paths.launchCancel(idle.id)}>
              <button type="submit" className="cursor-pointer underline">
                {t('stopNow')}
              </button>
            </Form>
            <Link to={paths.launchPage(idle.id)}>{t('see')}</Link>
          </span>
        </aside>
      )}
    </>
  );
}
