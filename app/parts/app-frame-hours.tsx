import { Link } from '@remix-run/react';
import { Wallet } from 'lucide-react';
import { useFormat } from '../format/use-format';
import { useText } from '../locales/use-text';
import { paths } from '../paths';
import { useRootData } from './root-data';

/** How many hours are left, on every page; leads to where they went. Nothing for who never had any. */
export function AppFrameHours() {
  const t = useText('nav');
  const format = useFormat();
  const hours = useRootData()?.hours;
  if (!hours || (hours.grantedMilliGpuSeconds === 0 && hours.freeMilliGpuSeconds === 0)) return null;
  return (
    <Link
      to={paths.hours()}
      prefetch="intent"
      className="inline-flex h-8 items-center gap-1.5 rounded-full border border-line bg-surface px-2.5 text-small font-semibold whitespace-nowrap text-text no-underline hover:border-line-strong focus-visible:rounded-full pointer-coarse:h-10"
    >
      <Wallet className="size-4 text-accent" />
      <span className="sr-only">{t('hoursLeft')}</span>
      {format.gpuHours(hours.freeMilliGpuSeconds)}
    </Link>
  );
}
