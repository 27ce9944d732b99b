import { useErrorText } from '../locales/use-error-text';
import { useText } from '../locales/use-text';
import type { FormProblem } from '../request/form-problem';
import { Note } from '../ui/note';

/** What the last form on a programme's page did. */
export type ProgrammeDone = 'made' | 'saved' | 'callAdded' | 'callRemoved';

/** Says what the last form came to. */
export function ProgrammeOutcome({
  done,
  problem,
}: {
  done: ProgrammeDone | undefined;
  problem: FormProblem | undefined;
}) {
  const t = useText('programmes');
  const errorText = useErrorText();
  if (done)
    return (
      <Note tone="success" isAnnounced>
        {t(done)}
      </Note>
    );
  if (!problem) return null;
  const { code, details } = problem.error ?? { code: 'invalid-input' as const, details: {} };
  const isByField = Object.keys(problem.errors).length > 0;
  return (
    <Note tone="danger" isAnnounced>
      {isByField ? t('fix') : code === 'changed-meanwhile' ? t('changed') : errorText(code, details)}
    </Note>
  );
}
