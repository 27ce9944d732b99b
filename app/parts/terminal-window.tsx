import { Eye, Plus, SquareTerminal, X } from 'lucide-react';
import { useCallback, useEffect, useId, useRef, useState } from 'react';
import type { ClusterView } from '#server/cluster-services';
import type { ShowableTeacher } from '#server/showing-services';
import { useFormat } from '../format/use-format';
import { isOwnTerminal, useOwnTerminals } from '../hooks/own-terminals';
import { useSeenHeight } from '../hooks/use-seen-height';
import { useTerminalLook } from '../hooks/use-terminal-look';
import { useText } from '../locales/use-text';
import { TerminalChooser } from './terminal-chooser';
import { TerminalPanel } from './terminal-panel';
import { TerminalSplit } from './terminal-split';
import { useClusterTitle } from './use-cluster-title';

/** A terminal that goes on at the server, as the page's data has it. */
export interface LivingTerminal {
  id: string;
  cluster: string;
  launch?: TerminalJob | undefined;
  openedAt: Date | string;
  isSeen: boolean;
}

/** The launch in whose job a terminal is. */
interface TerminalJob {
  id: string;
  name: string;
}

interface OpenTab {
  key: number;
  cluster: string;
  launch?: TerminalJob | undefined;
  /** One that lived before the page was opened. */
  living?: LivingTerminal;
}

interface TerminalWindowProps {
  clusters: readonly ClusterView[];
  living: readonly LivingTerminal[];
  teachers: readonly ShowableTeacher[];
  /** From the address; opened at once. */
  asked: { cluster: string; launch?: TerminalJob } | undefined;
  /** A launch in whose job one was asked for that does not run. */
  refused: TerminalJob | undefined;
}

const chooser = 'chooser';

/** All terminals of this person and page, one or two seen at a time; those that are not seen go on. */
export function TerminalWindow({ clusters, living, teachers, asked, refused }: TerminalWindowProps) {
  const t = useText('terminal');
  const showing = useText('showing');
  const format = useFormat();
  const id = useId();
  const titleOf = useClusterTitle(clusters);
  const [look, changeLook] = useTerminalLook();
  const [tabs, setTabs] = useState<OpenTab[]>(() =>
    living.map((one, index) => ({
      key: index + 1,
      cluster: one.cluster,
      launch: one.launch,
      living: one,
    })),
  );
  const [shown, setShown] = useState<number | typeof chooser>(chooser);
  /** A tab's screen is made when it is first shown, and stays. */
  const [wasShown, setWasShown] = useState<ReadonlySet<number>>(new Set());
  /** Tabs whose terminals a teacher is shown. */
  const [watched, setWatched] = useState<ReadonlySet<number>>(new Set());
  const onShown = useCallback((key: number, isShown: boolean) => {
    setWatched((before) => new Set([...before].filter((one) => one !== key).concat(isShown ? [key] : [])));
  }, []);
  /** The one that is seen with `shown` where there is room for two; undefined: one at a time. */
  const [other, setOther] = useState<number>();
  const [isBelow, setBelow] = useState(false);
  const wasAsked = useRef(false);
  const own = useOwnTerminals();
  const enders = useRef(new Map<number, () => void>());
  useSeenHeight();

  const nameOf = ({ cluster, launch }: OpenTab) =>
    launch ? t('inJobName', { name: launch.name }) : titleOf(cluster);

  const isSplit = other !== undefined && shown !== chooser;
  const toChooser = () => {
    setOther(undefined);
    setShown(chooser);
  };
  /** Of two that are seen, the chosen one is the one that is typed into. */
  const choose = (key: number) => {
    if (key === other && shown !== chooser) setOther(shown);
    setShown(key);
  };
  const add = (place: { cluster: string; launch?: TerminalJob }) => {
    const key = Math.max(0, ...tabs.map((tab) => tab.key)) + 1;
    setTabs((before) => [...before, { key, ...place }]);
    choose(key);
  };
  /** With another one that is open already, else with a new one at the same place. */
  const split = () => {
    if (isSplit) return setOther(undefined);
    const open = tabs.find((tab) => tab.key === shown);
    if (!open) return;
    const beside = tabs.filter((tab) => tab.key !== open.key).at(-1)?.key;
    if (beside === undefined) add({ cluster: open.cluster });
    setOther(beside ?? open.key);
  };
  const close = (key: number) => {
    enders.current.get(key)?.();
    const left = tabs.filter((tab) => tab.key !== key);
    setTabs(left);
    if (key === shown || key === other) setOther(undefined);
    if (shown === key) setShown(other ?? left.at(-1)?.key ?? chooser);
  };
  useEffect(() => {
    const first = (wanted: (tab: OpenTab) => boolean) => tabs.find(wanted)?.key;
    const isHere = ({ living: one }: OpenTab) => !one || !one.isSeen || isOwnTerminal(one.id);
    // A page that is loaded anew because its job has ended shows what was shown.
    if (asked === undefined && wasAsked.current) return;
    wasAsked.current = true;
    if (refused) toChooser();
    else if (asked === undefined) setShown(first(isHere) ?? first(() => true) ?? chooser);
    else {
      const known = first(
        (tab) => tab.cluster === asked.cluster && tab.launch?.id === asked.launch?.id && isHere(tab),
      );
      if (known === undefined) add(asked);
      else choose(known);
    }
    // eslint-disable-next-line react-hooks/exhaustive-deps -- once for what was asked: tabs opened and closed afterwards are the person's
  }, [asked?.cluster, asked?.launch?.id]);
  useEffect(() => {
    if (shown === chooser) return;
    const seen = other === undefined ? [shown] : [shown, other];
    setWasShown((before) => new Set([...before, ...seen]));
  }, [shown, other]);

  return (
    <div className="term">
      <div className="term-tabs" hidden={tabs.length === 0}>
        <div
          role="tablist"
          aria-label={t('tabs')}
          className="flex min-w-0 overflow-x-auto [scrollbar-width:none]"
        >
          {tabs.map((tab) => {
            const { key, cluster, launch, living: one } = tab;
            return (
              <div
                key={key}
                role="presentation"
                className="term-tab"
                data-chosen={shown === key || undefined}
                data-other={(isSplit && other === key) || undefined}
              >
                <button
                  type="button"
                  role="tab"
                  id={`${id}-${key}`}
                  aria-selected={shown === key}
                  aria-controls={`${id}-${key}-panel`}
                  onClick={() => choose(key)}
                >
                  {watched.has(key) ? <Eye aria-label={showing('shownTab')} /> : <SquareTerminal />}
                  {launch ? t('inJob', { name: launch.name }) : t('loginNode', { centre: titleOf(cluster) })}
                  {one && (
                    <span className="term-since">
                      {t('since', { time: format.instant(one.openedAt, 'time') })}
                    </span>
                  )}
                </button>
                <button
                  type="button"
                  aria-label={t('close', { name: nameOf(tab) })}
                  onClick={() => close(key)}
                >
                  <X />
                </button>
              </div>
            );
          })}
        </div>
        <button
          type="button"
          className="term-add"
          aria-label={t('add')}
          title={t('add')}
          aria-pressed={shown === chooser}
          onClick={toChooser}
        >
          <Plus />
        </button>
        {shown !== chooser && (
          <TerminalSplit
            isSplit={isSplit}
            isBelow={isBelow}
            onSplit={split}
            onTurn={() => setBelow(!isBelow)}
          />
        )}
      </div>
      <div
        className="term-panels"
        data-split={isSplit ? (isBelow ? 'below' : 'beside') : undefined}
        hidden={shown === chooser}
      >
        {tabs.map((tab) => {
          const { key, cluster, launch, living: one } = tab;
          return (
            <div
              key={key}
              role="tabpanel"
              id={`${id}-${key}-panel`}
              aria-labelledby={`${id}-${key}`}
              hidden={shown !== key && !(isSplit && other === key)}
              data-other={(isSplit && other === key) || undefined}
              className="term-panel"
              // Typed into, or reached with the keyboard: then it is the one that a narrow screen shows.
              onFocusCapture={() => choose(key)}
            >
              {(wasShown.has(key) || shown === key) && (
                <TerminalPanel
                  cluster={cluster}
                  launch={launch}
                  id={one?.id}
                  isElsewhere={one !== undefined && one.isSeen && !isOwnTerminal(one.id)}
                  scheduler={clusters.find((candidate) => candidate.name === cluster)?.scheduler ?? 'slurm'}
                  name={nameOf(tab)}
                  isShown={shown === key}
                  isSeen={shown === key || (isSplit && other === key)}
                  onOther={isSplit ? () => choose(other) : undefined}
                  look={look}
                  onLook={changeLook}
                  onChoose={toChooser}
                  teachers={teachers}
                  onShown={onShown}
                  onOpen={own}
                  enders={enders.current}
                  tab={key}
                />
              )}
            </div>
          );
        })}
      </div>
      {shown === chooser && (
        <TerminalChooser clusters={clusters} refused={refused} onOpen={(cluster) => add({ cluster })} />
      )}
    </div>
  );
}
