import { Columns2, Rows2 } from 'lucide-react';
import { useText } from '../locales/use-text';

interface TerminalSplitProps {
  isSplit: boolean;
  /** One above the other. */
  isBelow: boolean;
  onSplit: () => void;
  onTurn: () => void;
}

/** Shows two terminals at once, side by side or one above the other; on a narrow screen their tabs do. */
export function TerminalSplit({ isSplit, isBelow, onSplit, onTurn }: TerminalSplitProps) {
  const t = useText('terminal');
  const turn = t(isBelow ? 'splitBeside' : 'splitBelow');
  return (
    <span className="term-split">
      <button
        type="button"
        aria-label={t('split')}
        title={t('split')}
        aria-pressed={isSplit}
        onClick={onSplit}
      >
        <Columns2 />
      </button>
      {isSplit && (
        <button type="button" aria-label={turn} title={turn} onClick={onTurn}>
          {isBelow ? <Columns2 /> : <Rows2 />}
        </button>
      )}
    </span>
  );
}
