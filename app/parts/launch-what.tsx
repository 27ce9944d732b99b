import { useState } from 'react';
import type { LaunchProblem, LaunchQuote } from '#server/launch-services';
import { useText } from '../locales/use-text';
import { Note } from '../ui/note';
import { Section } from '../ui/section';
import { LaunchName } from './launch-name';
import { problemOf, useProblemText } from './launch-problems';
import type { LaunchFields } from './launch-fields';
import { ScriptEditor } from './script-editor';

interface LaunchWhatProps extends LaunchFields {
  problems: readonly LaunchProblem[];
  overridden: LaunchQuote['overridden'];
  /** One's own script stands open; that of an example is folded until somebody wants to see it. */
  isScriptFirst: boolean;
}

/** Name and script. */
export function LaunchWhat({ values, change, round, problems, overridden, isScriptFirst }: LaunchWhatProps) {
  const t = useText('launch');
  const text = useProblemText();
  const scriptError = text(problemOf(problems, 'script'));
  const [isOpen, setOpen] = useState(isScriptFirst || scriptError !== undefined);
  const editor = (
    <ScriptEditor
      key={round}
      label={t('script')}
      name="script"
      value={values.script}
      onChange={(script) => change({ script })}
      error={scriptError}
      isShown={isOpen}
    />
  );
  return (
    <Section title={t('what')}>
      <div className="grid gap-5">
        <LaunchName {...{ values, change, problems }} />
        {isScriptFirst ? (
          editor
        ) : (
          <details
            open={isOpen}
            onToggle={(event) => setOpen(event.currentTarget.open)}
            className="rounded-2 border border-line bg-surface px-4 py-3"
          >
            <summary className="cursor-pointer font-semibold">{t('scriptFold')}</summary>
            <div className="mt-4">{editor}</div>
          </details>
        )}
        {overridden.length > 0 && <Overridden lines={overridden} />}
      </div>
    </Section>
  );
}

function Overridden({ lines }: { lines: LaunchQuote['overridden'] }) {
  const t = useText('launch');
  const code = (chunks: React.ReactNode) => <code className="[overflow-wrap:anywhere]">{chunks}</code>;
  return (
    <Note tone="warn" title={t('overriddenTitle')}>
      <ul className="grid gap-1">
        {lines.slice(0, 8).map(({ line, text, fields }) => {
          const known = fields.filter((field) => field !== 'script');
          const names = known.map((field) => t(`overriddenField.${field}`)).join(', ');
          return (
            <li key={line}>
              {known.length === 0
                ? t.rich('overriddenUnused', { line, text, code })
                : t.rich('overriddenLine', { line, text, field: names, code })}
            </li>
          );
        })}
        {lines.length > 8 && <li>{t('overriddenMore', { count: lines.length - 8 })}</li>}
      </ul>
    </Note>
  );
}
