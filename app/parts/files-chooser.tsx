import { HardDrive } from 'lucide-react';
import type { ClusterView } from '#server/cluster-services';
import { useText } from '../locales/use-text';
import { paths } from '../paths';
import { LinkButton } from '../ui/link-button';
import { Sheet } from '../ui/sheet';
import { useClusterTitle } from './use-cluster-title';

/** Whose home folder; one that did not answer the last read may answer a person. */
export function FilesChooser({ clusters }: { clusters: readonly ClusterView[] }) {
  const t = useText('files');
  const titleOf = useClusterTitle(clusters);
  if (clusters.length === 0) return <p className="text-text-2">{t('chooseNone')}</p>;
  return (
    <Sheet as="section" labelledBy="files-chooser">
      <h2 id="files-chooser" className="px-4 pt-4 text-h3 md:px-6 md:pt-5">
        {t('chooseTitle')}
      </h2>
      <ul className="divide-y divide-line px-4 pb-2 md:px-6">
        {clusters.map(({ name, state, reach }) => {
          const words = state === 'closed' ? 'stateClosed' : reach === 'down' ? 'stateDown' : 'stateOpen';
          return (
            <li key={name} className="flex items-center gap-3 py-3">
              <HardDrive className="text-text-3" />
              <span className="min-w-0 flex-1">
                <b className="block">{titleOf(name)}</b>
                <span id={`files-${name}`} className="text-small text-text-2">
                  {t(words)}
                </span>
              </span>
              {state !== 'closed' && (
                <LinkButton
                  to={paths.filesAt(name)}
                  prefetch="none"
                  aria-label={`${titleOf(name)} ${t(reach === 'down' ? 'tryAnyway' : 'open')}`}
                  aria-describedby={`files-${name}`}
                >
                  {t(reach === 'down' ? 'tryAnyway' : 'open')}
                </LinkButton>
              )}
            </li>
          );
        })}
      </ul>
    </Sheet>
  );
}
