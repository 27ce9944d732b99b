import { useText } from '../locales/use-text';
import { paths } from '../paths';
import { LinkButton } from '../ui/link-button';
import { Note } from '../ui/note';

/** How many requests wait for the adviser; nothing without one. */
export function HomeAdvise({ count }: { count: number }) {
  const t = useText('advise');
  if (count === 0) return null;
  return (
    <Note
      tone="info"
      title={t('home', { count: String(count) })}
      actions={<LinkButton to={paths.advise()}>{t('homeGo')}</LinkButton>}
    />
  );
}
