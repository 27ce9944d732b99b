import { ExternalLink } from 'lucide-react';
import type { LaunchAppView } from '#server/launch-services';
import { useText } from '../locales/use-text';
import { buttonClass, type ButtonLook } from '../ui/button-look';
import { VisuallyHidden } from '../ui/visually-hidden';

/** Opens an app that is ready, in a tab of its own; nothing while it is not. */
export function AppOpen({ app, ...look }: ButtonLook & { app: Pick<LaunchAppView, 'url'> }) {
  const t = useText('apps');
  if (app.url === undefined) return null;
  return (
    <a href={app.url} target="_blank" rel="noopener noreferrer" className={buttonClass(look)}>
      <ExternalLink />
      {t('open')}
      <VisuallyHidden> ({t('opensInTab')})</VisuallyHidden>
    </a>
  );
}
