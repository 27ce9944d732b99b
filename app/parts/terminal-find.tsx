import { ChevronDown, ChevronUp, X } from 'lucide-react';
import { useState } from 'react';
import { useText } from '../locales/use-text';
import { IconButton } from '../ui/icon-button';

interface TerminalFindProps {
  onFind: (words: string, isBackwards: boolean) => void;
  onClose: () => void;
}

/** Finds words in what has scrolled by, the newest first. */
export function TerminalFind({ onFind, onClose }: TerminalFindProps) {
  const t = useText('terminal');
  const [words, setWords] = useState('');
  return (
    <search className="term-find">
      <input
        className="input"
        // The person has just asked for it.
        // eslint-disable-next-line jsx-a11y/no-autofocus
        autoFocus
        aria-label={t('findLabel')}
        value={words}
        onChange={(event) => {
          setWords(event.currentTarget.value);
          onFind(event.currentTarget.value, true);
        }}
        onKeyDown={(event) => {
          if (event.key === 'Escape') onClose();
          if (event.key === 'Enter' && !event.nativeEvent.isComposing) onFind(words, !event.shiftKey);
        }}
      />
      <IconButton
        icon={ChevronUp}
        size="small"
        label={t('findPrevious')}
        onClick={() => onFind(words, true)}
      />
      <IconButton
        icon={ChevronDown}
        size="small"
        label={t('findNext')}
        onClick={() => onFind(words, false)}
      />
      <IconButton icon={X} size="small" label={t('findClose')} onClick={onClose} />
    </search>
  );
}
