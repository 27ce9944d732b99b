import { Eye, Info, LoaderCircle, WifiOff } from 'lucide-react';
import { useState } from 'react';
import type { ClusterView } from '#server/cluster-services';
import type { ShownTerminal } from '#server/showing-services';
import { useSeenHeight } from '../hooks/use-seen-height';
import { useTerminalLook } from '../hooks/use-terminal-look';
import { useWatch, type WatchState } from '../hooks/use-watch';
import { useText } from '../locales/use-text';
import { paths } from '../paths';
import { LinkButton } from '../ui/link-button';
import { useShell } from './shell';
import { TerminalLinkDialog } from './terminal-link-dialog';
import { useClusterTitle } from './use-cluster-title';

interface WatchWindowProps {
  shown: ShownTerminal;
  clusters: readonly ClusterView[];
}

/** A student's terminal as they show it: to look at, and nothing else. */
export function WatchWindow({ shown, clusters }: WatchWindowProps) {
  const t = useText('showing');
  const terminal = useText('terminal');
  const titleOf = useClusterTitle(clusters);
  const { nonce } = useShell();
  const [look] = useTerminalLook();
  const [link, setLink] = useState<string>();
  useSeenHeight();
  const { host, state, leave, again } = useWatch({ terminalId: shown.id, nonce, look, onLink: setLink });
  const { student, launch } = shown;
  const place = launch
    ? terminal('inJob', { name: launch.name })
    : terminal('loginNode', { centre: titleOf(shown.cluster) });
  const isOver = state.kind === 'ended' || state.kind === 'gone';
  return (
    <div className="term is-watched">
      <div className="term-say is-shown" data-watched={!isOver || undefined}>
        <Eye />
        <span>
          <h1 className="inline text-[length:inherit]">{t('heading', { student })}</h1> · {place}
          {!isOver && <span className="block text-small">{t('viewOnly')}</span>}
        </span>
        {!isOver && (
          <button type="button" onClick={leave}>
            {t('stopLooking')}
          </button>
        )}
      </div>
      <div className="term-panel">
        <div className="term-body">
          <div
            ref={host}
            className="term-screen is-read"
            role="group"
            aria-label={t('screen', { student })}
          />
        </div>
        <div role="status">
          <WatchSaid state={state} student={student} onAgain={again} />
        </div>
      </div>
      <TerminalLinkDialog url={link} onClose={() => setLink(undefined)} />
    </div>
  );
}

const endWords = {
  hidden: 'endedHidden',
  left: 'endedLeft',
  'not-come': 'endedNotCome',
  away: 'endedAway',
  revoked: 'endedRevoked',
  instead: 'endedInstead',
  over: 'endedOver',
  'taken-over': 'takenOver',
} as const;

function WatchSaid({ state, student, onAgain }: { state: WatchState; student: string; onAgain: () => void }) {
  const t = useText('showing');
  if (state.kind === 'open') return null;
  const isWaiting = state.kind === 'connecting' || state.kind === 'away';
  const Icon = isWaiting ? LoaderCircle : state.kind === 'ended' ? Info : WifiOff;
  const words =
    state.kind === 'ended'
      ? t(endWords[state.code], { student })
      : t(state.kind === 'not-loaded' ? 'notLoaded' : state.kind);
  const canAgain = state.kind === 'not-loaded' || (state.kind === 'ended' && state.code === 'taken-over');
  return (
    <div className="term-say">
      <Icon className={isWaiting ? 'turns' : undefined} />
      <span>{words}</span>
      {canAgain ? (
        <button type="button" onClick={onAgain}>
          {t(state.kind === 'ended' ? 'lookHere' : 'openAgain')}
        </button>
      ) : (
        (state.kind === 'ended' || state.kind === 'gone') && (
          <LinkButton size="small" to={paths.class()}>
            {t('toClass')}
          </LinkButton>
        )
      )}
    </div>
  );
}
