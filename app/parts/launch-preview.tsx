import type { LaunchQuote } from '#server/launch-services';
import { useText } from '../locales/use-text';
import { CodeBlock } from '../ui/code-block';

/** The script as the scheduler will read it, folded. */
export function LaunchPreview({ quote }: { quote: LaunchQuote }) {
  const t = useText('launch');
  const canSay = quote.partition !== undefined;
  return (
    <details className="rounded-2 border border-line bg-surface px-4 py-3">
      <summary className="cursor-pointer font-semibold">{t('preview')}</summary>
      <div className="mt-3 grid gap-3">
        <p className="text-small text-text-2">{t(canSay ? 'previewHelp' : 'previewNone')}</p>
        {canSay && <CodeBlock code={quote.submittedScript} label={t('preview')} canCopy />}
      </div>
    </details>
  );
}
