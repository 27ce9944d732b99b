import { useText } from '../locales/use-text';
import { LinkButton } from './link-button';

/** The way to the next part of a list; nothing when there is none. */
export function MoreLink({ to }: { to: string | undefined }) {
  const t = useText('common');
  if (to === undefined) return null;
  return (
    <div className="mt-4 flex justify-center">
      <LinkButton to={to} rel="next">
        {t('more')}
      </LinkButton>
    </div>
  );
}
