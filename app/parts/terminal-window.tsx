import { Plus, SquareTerminal, X } from 'lucide-react';
import { useEffect, useId, useState } from 'react';
import type { ClusterView } from '#server/cluster-services';
import { useSeenHeight } from '../hooks/use-seen-height';
import { useTerminalLook } from '../hooks/use-terminal-look';
import { useText } from '../locales/use-text';
import { TerminalChooser } from './terminal-chooser';
import { TerminalPanel } from './terminal-panel';
import { useClusterTitle } from './use-cluster-title';

interface OpenTab {
  key: number;
  cluster: string;
}

interface TerminalWindowProps {
  clusters: readonly ClusterView[];
  /** From the address; opened at once. */
  asked: string | undefined;
}

const chooser = 'chooser';

/** All terminals of this page, one seen at a time; those that are not seen go on. */
export function TerminalWindow({ clusters, asked }: TerminalWindowProps) {
  const t = useText('terminal');
  const id = useId();
  const titleOf = useClusterTitle(clusters);
  const [look, changeLook] = useTerminalLook();
  const [tabs, setTabs] = useState<OpenTab[]>([]);
  const [shown, setShown] = useState<number | typeof chooser>(chooser);
  useSeenHeight();

  const add = (cluster: string) => {
    const key = Math.max(0, ...tabs.map((tab) => tab.key)) + 1;
    setTabs((before) => [...before, { key, cluster }]);
    setShown(key);
  };
  const close = (key: number) => {
    const left = tabs.filter((tab) => tab.key !== key);
    setTabs(left);
    if (shown === key) setShown(left.at(-1)?.key ?? chooser);
  };
  useEffect(() => {
    if (asked === undefined) return;
    setTabs((before) =>
      before.some((tab) => tab.cluster === asked)
        ? before
        : [...before, { key: before.length + 1, cluster: asked }],
    );
    setShown((before) => (before === chooser ? 1 : before));
  }, [asked]);

  return (
    <div className="term">
      <div className="term-tabs" hidden={tabs.length === 0}>
        <div
          role="tablist"
          aria-label={t('tabs')}
          className="flex min-w-0 overflow-x-auto [scrollbar-width:none]"
        >
          {tabs.map(({ key, cluster }) => (
            <div key={key} role="presentation" className="term-tab" data-chosen={shown === key || undefined}>
              <button
                type="button"
                role="tab"
                id={`${id}-${key}`}
                aria-selected={shown === key}
                aria-controls={`${id}-${key}-panel`}
                onClick={() => setShown(key)}
              >
                <SquareTerminal />
                {t('loginNode', { centre: titleOf(cluster) })}
              </button>
              <button
                type="button"
                aria-label={t('close', { name: titleOf(cluster) })}
                onClick={() => close(key)}
              >
                <X />
              </button>
            </div>
          ))}
        </div>
        <button
          type="button"
          className="term-add"
          aria-label={t('add')}
          title={t('add')}
          aria-pressed={shown === chooser}
          onClick={() => setShown(chooser)}
        >
          <Plus />
        </button>
      </div>
      {tabs.map(({ key, cluster }) => (
        <div
          key={key}
          role="tabpanel"
          id={`${id}-${key}-panel`}
          aria-labelledby={`${id}-${key}`}
          hidden={shown !== key}
          className="term-panel"
        >
          <TerminalPanel
            cluster={cluster}
            scheduler={clusters.find((one) => one.name === cluster)?.scheduler ?? 'slurm'}
            name={titleOf(cluster)}
            isShown={shown === key}
            look={look}
            onLook={changeLook}
            onChoose={() => setShown(chooser)}
          />
        </div>
      ))}
      {shown === chooser && <TerminalChooser clusters={clusters} onOpen={add} />}
    </div>
  );
}
