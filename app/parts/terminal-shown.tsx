import { Eye, EyeOff, Hourglass } from 'lucide-react';
import type { ShowingEnd } from '#server/contract/watch-protocol';
import type { LineShown } from '../hooks/terminal-line';
import { useText } from '../locales/use-text';

interface TerminalShownProps {
  shown: LineShown | undefined;
  onHide: () => void;
  onRead: () => void;
}

const over: Record<
  Exclude<ShowingEnd, 'over' | 'instead'>,
  'overHidden' | 'overLeft' | 'overNotCome' | 'overAway' | 'overRevoked'
> = {
  hidden: 'overHidden',
  left: 'overLeft',
  'not-come': 'overNotCome',
  away: 'overAway',
  revoked: 'overRevoked',
};

/** As long as a teacher is shown the terminal it says so, and who; afterwards that it is over, and why. Read aloud when it changes. */
export function TerminalShown({ shown, onHide, onRead }: TerminalShownProps) {
  const t = useText('showing');
  return (
    <div role="status">
      {shown?.kind === 'shown' && (
        <div className="term-say is-shown" data-watched={shown.isWatched || undefined}>
          {shown.isWatched ? <Eye /> : <Hourglass />}
          <span>{t(shown.isWatched ? 'watched' : 'waiting', { teacher: shown.to })}</span>
          <button type="button" onClick={onHide}>
            {t('stop')}
          </button>
        </div>
      )}
      {/* What ended with the shell, or goes on with another, is said elsewhere. */}
      {shown?.kind === 'hidden' && shown.code !== 'over' && shown.code !== 'instead' && (
        <div className="term-say">
          <EyeOff />
          <span>{t(over[shown.code], { teacher: shown.to })}</span>
          <button type="button" onClick={onRead}>
            {t('hideNote')}
          </button>
        </div>
      )}
      {shown?.kind === 'not-shown' && (
        <div className="term-say">
          <EyeOff />
          <span>{t('notShown')}</span>
          <button type="button" onClick={onRead}>
            {t('hideNote')}
          </button>
        </div>
      )}
    </div>
  );
}
