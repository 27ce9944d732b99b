import type { ErrorCode } from '#server/contract/error-codes';
import { useErrorText } from '../locales/use-error-text';
import { useText } from '../locales/use-text';
import type { FormProblem } from '../request/form-problem';
import { LinkButton } from '../ui/link-button';
import { Note } from '../ui/note';

type Done = 'add-passkey' | 'prove-totp' | 'remove-passkey' | 'remove-totp' | 'renew-codes';

export interface FactorOutcomeProps {
  answer: { ok: true; intent: Done | 'start-totp' } | FormProblem | undefined;
  /** A role waits for it. */
  isNeeded: boolean;
  /** Where the person wanted to go, once they may. */
  next: string | undefined;
}

/** What was done or why not, and where to go on. */
export function FactorOutcome({ answer, isNeeded, next }: FactorOutcomeProps) {
  const t = useText('factor');
  const done = answer?.ok && answer.intent !== 'start-totp' ? answer.intent : undefined;
  return (
    <div className="grid gap-3 empty:hidden">
      {isNeeded && <Note tone="warn">{t('required')}</Note>}
      {done && (
        <Note tone="success" isAnnounced>
          {t(`done.${done}`)}
        </Note>
      )}
      {answer?.ok === false && <Refusal problem={answer} />}
      {next && (
        <Note
          tone="info"
          actions={
            <LinkButton to={next} kind="primary">
              {t('goOn')}
            </LinkButton>
          }
        >
          {t('ready')}
        </Note>
      )}
    </div>
  );
}

function Refusal({ problem }: { problem: FormProblem }) {
  const t = useText('factor');
  const errorText = useErrorText();
  const code: ErrorCode = problem.error?.code ?? 'invalid-input';
  // Said beside the field.
  if (code === 'code-wrong') return null;
  return (
    <Note tone="danger" isAnnounced>
      {code === 'wrong-state' && String(problem.values['intent']).startsWith('remove-')
        ? t('cannotLast')
        : errorText(code, problem.error?.details)}
    </Note>
  );
}
