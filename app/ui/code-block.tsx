import { CopyButton } from './copy-button';
import { classes } from './classes';

interface CodeBlockProps {
  code: string;
  /** What the code is; names the region for a screen reader. */
  label: string;
  canCopy?: boolean;
  /** Ink in both themes: what a terminal or a job said. */
  isOutput?: boolean;
}

/** What scrolls must be reachable with the keyboard. @see axe-core, scrollable-region-focusable */
const reachable = { tabIndex: 0 };

/** Text for a machine or from one; scrolls inside itself, also with the keyboard. */
export function CodeBlock({ code, label, canCopy, isOutput }: CodeBlockProps) {
  return (
    <div className="flex min-w-0 flex-wrap items-start gap-2 sm:flex-nowrap">
      <pre
        {...reachable}
        role="region"
        aria-label={label}
        className={classes(
          'min-w-0 basis-full overflow-x-auto rounded-2 border px-[13px] py-[11px] text-small leading-[1.65] break-normal whitespace-pre [tab-size:4] sm:flex-1',
          isOutput ? 'border-transparent bg-term-bg text-term-text' : 'border-line bg-sunken',
        )}
      >
        {code}
      </pre>
      {canCopy && <CopyButton text={code} />}
    </div>
  );
}
