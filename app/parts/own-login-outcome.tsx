import type { ClaimTrouble } from '#server/contract/login-kinds';
import { useErrorText } from '../locales/use-error-text';
import { useText } from '../locales/use-text';
import type { FormProblem } from '../request/form-problem';
import { Note } from '../ui/note';

interface OwnLoginOutcomeProps {
  done: 'claim' | 'prove' | 'drop' | 'unlink' | undefined;
  problem: FormProblem | undefined;
}

/** Says what the last form did at a cluster, or why not and what to do. What is wrong with a field stands at the field. */
export function OwnLoginOutcome({ done, problem }: OwnLoginOutcomeProps) {
  const t = useText('logins');
  const wrong = useProblemText(problem);
  if (wrong !== undefined)
    return (
      <Note tone="danger" isAnnounced>
        {wrong}
      </Note>
    );
  if (!done) return null;
  return (
    <Note tone={done === 'prove' || done === 'unlink' ? 'success' : 'info'} isAnnounced>
      {t(`done.${done}`)}
    </Note>
  );
}

function useProblemText(problem: FormProblem | undefined): string | undefined {
  const t = useText('logins');
  const errorText = useErrorText();
  if (!problem || problem.errors['login'] !== undefined) return undefined;
  const { code, details } = problem.error ?? { code: 'invalid-input' as const, details: {} };
  if (code === 'login-unproven') return t(`trouble.${details['trouble'] as ClaimTrouble}`);
  if (code === 'link-expired') return t('expired');
  if (code === 'login-had') return t('had', { login: String(details['login']) });
  if (code === 'launches-live') return t('unlinkLive', { count: Number(details['launches']) });
  return errorText(code, details);
}
