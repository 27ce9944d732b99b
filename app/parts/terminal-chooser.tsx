import { SquareTerminal } from 'lucide-react';
import { useId } from 'react';
import type { ClusterView } from '#server/cluster-services';
import { useText } from '../locales/use-text';
import { paths } from '../paths';
import { LinkButton } from '../ui/link-button';
import { Note } from '../ui/note';
import { useClusterTitle } from './use-cluster-title';

interface TerminalChooserProps {
  clusters: readonly ClusterView[];
  /** A launch in whose job none can be opened. */
  refused: { id: string; name: string } | undefined;
  onOpen: (cluster: string) => void;
}

/** Which login node; what cannot be had now is grey and says why. */
export function TerminalChooser({ clusters, refused, onOpen }: TerminalChooserProps) {
  const t = useText('terminal');
  const id = useId();
  const titleOf = useClusterTitle(clusters);
  return (
    <section aria-labelledby={`${id}-title`} className="term-chooser">
      {refused && (
        <div className="mb-6">
          <Note
            tone="info"
            isAnnounced
            actions={
              <LinkButton size="small" to={paths.launchPage(refused.id)}>
                {t('toJob')}
              </LinkButton>
            }
          >
            {t('notRunning', { name: refused.name })}
          </Note>
        </div>
      )}
      <h2 id={`${id}-title`}>{t('chooseTitle')}</h2>
      <p>{clusters.length === 0 ? t('chooseNone') : t('choose')}</p>
      <ul>
        {clusters.map((cluster) => {
          const { words, action, isOff } = howOpen(cluster);
          return (
            <li key={cluster.name} data-off={isOff || action === 'tryAnyway' || undefined}>
              <SquareTerminal />
              <span>
                <b>{titleOf(cluster.name)}</b>
                <span id={`${id}-${cluster.name}`}>{t(words)}</span>
              </span>
              {!isOff && (
                <button
                  type="button"
                  aria-describedby={`${id}-${cluster.name}`}
                  aria-label={`${titleOf(cluster.name)} ${t(action)}`}
                  onClick={() => onOpen(cluster.name)}
                >
                  {t(action)}
                </button>
              )}
            </li>
          );
        })}
      </ul>
    </section>
  );
}

/** A cluster that did not answer the last read may answer a person: it can be tried. */
function howOpen({ state, reach }: ClusterView) {
  if (state === 'closed') return { words: 'stateClosed', action: 'openAt', isOff: true } as const;
  if (reach === 'down') return { words: 'stateDown', action: 'tryAnyway', isOff: false } as const;
  const words = state === 'draining' ? 'stateDraining' : 'stateOpen';
  return { words, action: 'openAt', isOff: false } as const;
}
