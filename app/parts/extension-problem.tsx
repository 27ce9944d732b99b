import { useFormat } from '../format/use-format';
import { useErrorText } from '../locales/use-error-text';
import { useText } from '../locales/use-text';
import { paths } from '../paths';
import type { FormProblem } from '../request/form-problem';
import { LinkButton } from '../ui/link-button';
import { Note } from '../ui/note';

/** Why more time was not asked for: how much there was, and who can give more. */
export function ExtensionProblem({ problem }: { problem: FormProblem }) {
  const t = useText('ending');
  const format = useFormat();
  const errorText = useErrorText();
  const { code, details } = problem.error ?? { code: 'invalid-input' as const, details: {} };
  if (code !== 'not-enough-hours')
    return (
      <Note tone="warn" isAnnounced>
        {code === 'walltime-over-limit'
          ? t('most', { total: format.duration(Number(details['maxWalltimeSeconds'])) })
          : errorText(code, details)}
      </Note>
    );
  const hours = (name: string) => format.gpuHours(Number(details[name]));
  const classId = details['giver'] === 'teacher' ? String(details['classId']) : undefined;
  return (
    <Note
      tone="warn"
      isAnnounced
      title={t('noHours', { needed: hours('neededMilliGpuSeconds'), free: hours('freeMilliGpuSeconds') })}
      actions={
        <LinkButton size="small" to={classId === undefined ? paths.requestNew() : paths.classPage(classId)}>
          {t(classId === undefined ? 'askHours' : 'askTeacher')}
        </LinkButton>
      }
    >
      {t(classId === undefined ? 'noHoursReviewer' : 'noHoursTeacher')}
    </Note>
  );
}
