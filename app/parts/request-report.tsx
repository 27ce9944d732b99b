import { Form, useNavigation } from '@remix-run/react';
import { limits } from '#server/contract/limits';
import type { RequestView } from '#server/hours-services';
import { useFormat } from '../format/use-format';
import { useText } from '../locales/use-text';
import { typedValue, type FormProblem } from '../request/form-problem';
import { Button } from '../ui/button';
import { Note } from '../ui/note';
import { TextArea } from '../ui/text-area';

interface Props {
  request: RequestView;
  problem: FormProblem | undefined;
}

/** The report that the rest of the hours waits for, as its person sees it. */
export function RequestReport({ request, problem }: Props) {
  const t = useText('requests');
  const format = useFormat();
  const isBusy = useNavigation().formData?.get('intent') === 'report';
  if (request.report === 'handed-in') return <Note tone="info">{t('page.reportWaits')}</Note>;
  if (!request.may.report) return <Note tone="warn">{t('page.reportLate')}</Note>;
  return (
    <Form method="post" className="grid gap-4">
      {request.report === 'returned' && <Note tone="warn">{t('page.reportReturned')}</Note>}
      <p>{t('page.reportLead', { hours: format.gpuHours(request.laterMilliGpuSeconds ?? 0) })}</p>
      <TextArea
        label={t('page.reportField')}
        help={t('page.reportHelp')}
        error={problem?.errors['report'] && t('page.fixReport')}
        name="report"
        rows={6}
        required
        maxLength={limits.purposeCharacters}
        defaultValue={typedValue(problem, 'report')}
      />
      <div>
        <Button type="submit" name="intent" value="report" kind="primary" isBusy={isBusy}>
          {t('page.sendReport')}
        </Button>
      </div>
    </Form>
  );
}
