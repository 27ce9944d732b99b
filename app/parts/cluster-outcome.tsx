import type { ClusterState } from '#server/contract/clusters';
import type { ClusterCheckView } from '#server/services';
import { useFormat } from '../format/use-format';
import { useErrorText } from '../locales/use-error-text';
import { useText } from '../locales/use-text';
import type { FormProblem } from '../request/form-problem';
import { Note } from '../ui/note';

export type ClusterDone =
  | { intent: 'state'; state: ClusterState }
  | { intent: 'rate'; partition: string; rate: number }
  | { intent: 'check'; checks: ClusterCheckView[] };

interface ClusterOutcomeProps {
  title: string;
  done: ClusterDone | undefined;
  problem: FormProblem | undefined;
}

/** Says what the last form did, or why not; a check says it in its own place. */
export function ClusterOutcome({ title, done, problem }: ClusterOutcomeProps) {
  const t = useText('clusters');
  const states = useText('states');
  const errorText = useErrorText();
  const format = useFormat();
  if (problem)
    return (
      <Note tone="danger" isAnnounced>
        {problem.values['intent'] === 'rate' && problem.error?.code === 'invalid-input'
          ? t('rateBad')
          : errorText(problem.error?.code ?? 'invalid-input', problem.error?.details)}
      </Note>
    );
  if (!done || done.intent === 'check') return null;
  return (
    <Note tone="success" isAnnounced>
      {done.intent === 'state'
        ? t('stateSaved', { cluster: title, state: states(`cluster.${done.state}`) })
        : t('rateSaved', { partition: done.partition, rate: format.number(done.rate / 1000, 3) })}
    </Note>
  );
}
