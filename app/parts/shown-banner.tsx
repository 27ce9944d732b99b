import { Link, useFetcher, useLocation } from '@remix-run/react';
import { Eye } from 'lucide-react';
import { useLive } from '../hooks/use-live';
import { useText } from '../locales/use-text';
import { paths } from '../paths';
import { buttonClass } from '../ui/button-look';
import { VisuallyHidden } from '../ui/visually-hidden';
import { useRootData } from './root-data';

/** On every page of a teacher: that a student shows them a terminal, to look at or to decline. Read aloud once. */
export function ShownBanner() {
  const t = useText('showing');
  const fetcher = useFetcher({ key: 'decline-shown' });
  const { pathname } = useLocation();
  useLive((event) => event.kind === 'shown');
  const shown = (useRootData()?.shown ?? []).filter(({ id }) => pathname !== paths.watch(id));
  return (
    <>
      <div role="status">
        {shown[0] && <VisuallyHidden>{t('noticeSpoken', { student: shown[0].student })}</VisuallyHidden>}
      </div>
      {shown.map(({ id, student }) => (
        <aside
          key={id}
          aria-label={t('noticeLabel')}
          className="is-info flex flex-wrap items-center gap-x-4 gap-y-2 bg-tone-soft px-4 py-2 text-small md:px-6"
        >
          <Eye className="size-4 text-tone-text max-sm:hidden" />
          <p className="min-w-0 flex-1 basis-[240px] [overflow-wrap:anywhere]">
            <span aria-hidden className="font-semibold text-tone-text">
              {t('notice', { student })}
            </span>{' '}
            <span className="max-md:sr-only">{t('noticeWhat')}</span>
          </p>
          <span className="flex flex-wrap items-center gap-x-4 gap-y-2">
            <Link to={paths.watch(id)} className={buttonClass({ size: 'small' })}>
              {t('look')}
            </Link>
            <fetcher.Form method="post" action={paths.watch(id)}>
              <button type="submit" className="cursor-pointer underline">
                {t('decline')}
              </button>
            </fetcher.Form>
          </span>
        </aside>
      ))}
    </>
  );
}
