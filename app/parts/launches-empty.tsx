import { useText } from '../locales/use-text';
import { paths } from '../paths';
import { EmptyState } from '../ui/empty-state';
import { LinkButton } from '../ui/link-button';

/** Nothing to list; said for what was asked for. */
export function LaunchesEmpty({ filter }: { filter: 'live' | 'ended' | undefined }) {
  const t = useText('launches');
  if (filter === 'live') return <EmptyState title={t('emptyLiveTitle')}>{t('emptyLive')}</EmptyState>;
  if (filter === 'ended') return <EmptyState title={t('emptyEndedTitle')}>{t('emptyEnded')}</EmptyState>;
  return (
    <EmptyState
      title={t('emptyTitle')}
      actions={
        <LinkButton to={paths.launch()} kind="primary">
          {t('emptyAction')}
        </LinkButton>
      }
    >
      {t('empty')}
    </EmptyState>
  );
}
