import type { ProbeLineName } from '#server/contract/clusters';
import { useErrorText } from '../locales/use-error-text';
import { useText } from '../locales/use-text';
import type { FormProblem } from '../request/form-problem';
import { Note } from '../ui/note';

/** What the last form did; what is shown in its own place is `undefined`. */
export type OperateDone =
  'done' | 'pinned' | 'hoursOn' | 'hoursOff' | 'poolCleaning' | 'windowAdded' | 'windowEnded' | undefined;

/** Says what the last form did, or why not. */
export function OperateOutcome({ done, problem }: { done: OperateDone; problem: FormProblem | undefined }) {
  const t = useText('operate');
  const clusters = useText('clusters');
  const errorText = useErrorText();
  if (problem) {
    const { code, details } = problem.error ?? { code: 'invalid-input' as const, details: {} };
    const line = details['line'] as ProbeLineName | undefined;
    const words =
      code === 'probe-first' && line === 'hour-limits'
        ? t('hoursCannot')
        : code === 'probe-first'
          ? line === undefined
            ? t('probeNever')
            : t('probeFirst', { line: t(`line.${line}`) })
          : problem.values['intent'] === 'rate' && code === 'invalid-input'
            ? clusters('rateBad')
            : problem.values['intent'] === 'extend-limit' && code === 'invalid-input'
              ? t('extendBad')
              : problem.values['intent'] === 'login-kinds' && code === 'invalid-input'
                ? t('loginKindsBad')
                : errorText(code, details);
    return (
      <Note tone="danger" isAnnounced>
        {words}
      </Note>
    );
  }
  if (!done) return null;
  return (
    <Note tone="success" isAnnounced>
      {t(done)}
    </Note>
  );
}
