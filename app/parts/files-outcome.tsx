import { useErrorText } from '../locales/use-error-text';
import { useText } from '../locales/use-text';
import { paths } from '../paths';
import type { FormProblem } from '../request/form-problem';
import { LinkButton } from '../ui/link-button';
import { Note } from '../ui/note';
import type { FilesAnswer } from './use-files-act';

const done = { make: 'doneMake', rename: 'doneRename', move: 'doneMove', trash: 'doneTrash' } as const;

/** Says what the last thing that was asked for did, or why not. */
export function FilesOutcome({ cluster, answer }: { cluster: string; answer: FilesAnswer | undefined }) {
  const t = useText('files');
  const problemText = useFilesProblem();
  if (!answer || (answer.ok && answer.intent === 'save')) return null;
  if (!answer.ok)
    return (
      <Note tone="danger" isAnnounced>
        {problemText(answer)}
      </Note>
    );
  return (
    <Note
      tone="success"
      isAnnounced
      actions={
        answer.intent === 'trash' && (
          <LinkButton size="small" to={paths.filesTrash(cluster)} prefetch="none">
            {t('toTrash')}
          </LinkButton>
        )
      }
    >
      {t(done[answer.intent as keyof typeof done])}
    </Note>
  );
}

/** Why it was not done, in words about files. */
export function useFilesProblem() {
  const t = useText('files');
  const errorText = useErrorText();
  return (problem: FormProblem): string | undefined => {
    const code = problem.error?.code ?? 'invalid-input';
    const isMove = problem.values['intent'] === 'move';
    if (code === 'name-taken') return t('taken');
    if (code === 'wrong-state') return t(isMove ? 'noFolder' : 'keptHere');
    if (code === 'not-found' && isMove) return t('noFolder');
    return errorText(code, problem.error?.details);
  };
}
