import { Clock, Info, LoaderCircle, MonitorSmartphone, WifiOff, type LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { limits } from '#server/contract/limits';
import { terminalLimits, type TerminalEnd } from '#server/contract/terminal-protocol';
import type { TerminalNotice, TerminalState } from '../hooks/use-terminal';
import { useFormat } from '../format/use-format';
import { useErrorText } from '../locales/use-error-text';
import { useText } from '../locales/use-text';
import { paths } from '../paths';
import { LinkButton } from '../ui/link-button';

interface TerminalBannerProps {
  state: TerminalState;
  notice: TerminalNotice | undefined;
  name: string;
  /** In whose job it is. */
  launchId: string | undefined;
  onAgain: () => void;
  onStay: () => void;
  onChoose: () => void;
}

interface Said {
  icon: LucideIcon;
  words: ReactNode;
  actions: { label: string; onClick: () => void }[];
}

/** What the portal has to say of this terminal: what happened, why, and what can be done. Read aloud when it changes. */
export function TerminalBanner(props: TerminalBannerProps) {
  const t = useText('terminal');
  const said = useSaid(props);
  const { launchId } = props;
  const isJobOver = isOver(props.state);
  const isSignedOut = props.state.kind === 'ended' && props.state.code === 'revoked';
  return (
    <div role="status">
      {said && (
        <div className="term-say">
          <said.icon className={said.icon === LoaderCircle ? 'turns' : undefined} />
          <span>{said.words}</span>
          {isSignedOut && (
            <LinkButton size="small" to={paths.signIn({ next: paths.terminal() })}>
              {t('signIn')}
            </LinkButton>
          )}
          {isJobOver && launchId !== undefined && (
            <LinkButton size="small" to={paths.launchPage(launchId)}>
              {t('toJob')}
            </LinkButton>
          )}
          {said.actions.map(({ label, onClick }) => (
            <button key={label} type="button" onClick={onClick}>
              {label}
            </button>
          ))}
        </div>
      )}
    </div>
  );
}

/** It was in a job, and that does not run any more. */
const isOver = (state: TerminalState): boolean =>
  (state.kind === 'ended' && state.code === 'job-over') ||
  (state.kind === 'refused' && state.code === 'wrong-state');

function useSaid({ state, notice, name, onAgain, onStay, onChoose }: TerminalBannerProps): Said | undefined {
  const t = useText('terminal');
  const format = useFormat();
  const errorText = useErrorText();
  const endWords = useEndWords();
  const openAgain = { label: t('openAgain'), onClick: onAgain };
  const otherCentre = { label: t('otherCentre'), onClick: onChoose };
  if (isOver(state)) return { icon: Info, words: t('endedJob'), actions: [] };
  switch (state.kind) {
    case 'connecting':
      return { icon: LoaderCircle, words: t('connectingLong', { centre: name }), actions: [] };
    case 'lost': {
      const words = state.isStopping ? t('stoppingLong') : t('lostLong');
      return { icon: WifiOff, words, actions: [{ label: t('retryNow'), onClick: onAgain }] };
    }
    case 'not-loaded':
      return { icon: WifiOff, words: t('notLoaded'), actions: [openAgain] };
    case 'refused': {
      const isLimit = state.code === 'limit-reached';
      const limit = Number(state.details['limit'] ?? limits.terminalsPerPerson);
      const words = isLimit ? t('refusedLimit', { limit }) : errorText(state.code, state.details);
      return { icon: Info, words, actions: isLimit ? [openAgain] : [openAgain, otherCentre] };
    }
    case 'ended':
      if (state.code === 'taken-over')
        return {
          icon: MonitorSmartphone,
          words: t('elsewhere'),
          actions: [{ label: t('bringHere'), onClick: onAgain }],
        };
      return {
        icon: Info,
        words: endWords(state.code, state.exitCode),
        actions: state.code === 'revoked' ? [] : [openAgain],
      };
    case 'open': {
      if (!notice) return undefined;
      const duration = format.duration(notice.seconds);
      const isIdle = notice.code === 'idle-soon';
      const words = isIdle ? t('idleSoon', { duration }) : t('ageSoon', { duration });
      return { icon: Clock, words, actions: isIdle ? [{ label: t('stay'), onClick: onStay }] : [] };
    }
  }
}

function useEndWords() {
  const t = useText('terminal');
  return (code: TerminalEnd, exitCode: number | undefined): string => {
    switch (code) {
      case 'exit':
        return exitCode === undefined || exitCode === 0
          ? t('endedExit')
          : t('endedExitCode', { code: exitCode });
      case 'idle':
        return t('endedIdle', { minutes: terminalLimits.idleSeconds / 60 });
      case 'age':
        return t('endedAge', { hours: terminalLimits.maxAgeSeconds / 3600 });
      case 'revoked':
        return t('endedRevoked');
      case 'cluster-down':
        return t('endedDown');
      case 'job-over':
        return t('endedJob');
      case 'left-alone':
        return t('endedAlone');
      case 'left':
      case 'stopping':
        return t('endedExit');
    }
  };
}
