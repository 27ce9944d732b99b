import { ArrowDownToLine } from 'lucide-react';
import { useLayoutEffect, useRef, useState } from 'react';
import type { ShownOutput } from '../hooks/output-lines';
import { useText } from '../locales/use-text';
import { Button } from '../ui/button';

/** Nearer to the end than this counts as being there. */
const endPixels = 40;

/** What scrolls must be reachable with the keyboard. @see axe-core, scrollable-region-focusable */
const reachable = { tabIndex: 0 };

/** The lines, always showing the newest, unless the reader has gone up to read. */
export function JobOutputText({ shown }: { shown: ShownOutput }) {
  const t = useText('job');
  const box = useRef<HTMLPreElement>(null);
  const [isAtEnd, setAtEnd] = useState(true);
  const toEnd = () => box.current?.scrollTo({ top: box.current.scrollHeight });
  useLayoutEffect(() => {
    if (isAtEnd) toEnd();
  }, [shown, isAtEnd]);
  const onScroll = () => {
    const { scrollTop = 0, scrollHeight = 0, clientHeight = 0 } = box.current ?? {};
    setAtEnd(scrollHeight - scrollTop - clientHeight < endPixels);
  };
  return (
    <div className="relative bg-term-bg text-term-text">
      {shown.isCutAtStart && <p className="px-4 pt-3 text-small text-term-dim md:px-6">{t('outputCut')}</p>}
      <pre
        {...reachable}
        ref={box}
        role="region"
        aria-label={t('outputLabel')}
        onScroll={onScroll}
        className="max-h-[26rem] overflow-auto px-4 py-3 text-small leading-[1.65] break-normal whitespace-pre [tab-size:4] max-md:[overflow-wrap:anywhere] max-md:whitespace-pre-wrap md:px-6"
      >
        {shown.pieces.map((piece) => (
          <span key={piece.fromByte}>{piece.text}</span>
        ))}
        {shown.unfinished}
      </pre>
      {!isAtEnd && (
        <div className="absolute right-4 bottom-3 flex items-center gap-2">
          <span className="sr-only" role="status">
            {t('outputPaused')}
          </span>
          <Button size="small" icon={ArrowDownToLine} onClick={() => setAtEnd(true)}>
            {t('outputFollow')}
          </Button>
        </div>
      )}
    </div>
  );
}
