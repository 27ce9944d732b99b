import { Link } from '@remix-run/react';
import { FlaskConical } from 'lucide-react';
import { useText } from '../locales/use-text';
import { paths } from '../paths';
import { useRootData } from './root-data';

/** Says on every page that this is the demo, and leads to becoming someone else and to its mails. Nothing otherwise. */
export function DemoBanner() {
  const t = useText('pages');
  const root = useRootData();
  if (!root?.isDemo) return null;
  return (
    <aside
      aria-label={t('demoLabel')}
      className="is-info flex flex-wrap items-center gap-x-4 gap-y-0.5 bg-tone-soft px-4 py-1.5 text-small md:px-6"
    >
      <FlaskConical className="size-4 text-tone-text max-sm:hidden" />
      <p className="min-w-0 flex-1">
        {t('demoBanner')} <span className="max-md:sr-only">{t('demoBannerMore')}</span>
      </p>
      <span className="flex gap-4">
        <Link to={`${paths.landing()}#demo`}>{t(root.person ? 'demoSwitch' : 'demoChoose')}</Link>
        <Link to={paths.demoOutbox()}>{t('demoOutbox')}</Link>
      </span>
    </aside>
  );
}
