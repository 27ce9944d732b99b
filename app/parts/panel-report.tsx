import { Form, useNavigation } from '@remix-run/react';
import { Signature } from 'lucide-react';
import { limits } from '#server/contract/limits';
import type { RequestView } from '#server/hours-services';
import { useFormat } from '../format/use-format';
import { useText } from '../locales/use-text';
import { typedValue, type FormProblem } from '../request/form-problem';
import { Button } from '../ui/button';
import { SheetLine } from '../ui/sheet';
import { TextArea } from '../ui/text-area';

interface Props {
  request: RequestView;
  problem: FormProblem | undefined;
}

/** A report to read: accept it, which gives the rest of the hours, or hand it back. */
export function PanelReport({ request, problem }: Props) {
  const t = useText('panel');
  const format = useFormat();
  const intent = useNavigation().formData?.get('intent');
  const hours = format.gpuHours(request.laterMilliGpuSeconds ?? 0);
  const report = request.events.filter(({ kind }) => kind === 'report').at(-1);
  return (
    <div className="grid gap-5">
      <p className="whitespace-pre-line [overflow-wrap:anywhere]">{report?.body}</p>
      <Form method="post" className="grid gap-3">
        <input type="hidden" name="version" value={request.version} />
        <p className="text-small text-text-2">{t('reportLead', { hours })}</p>
        <div>
          <Button
            type="submit"
            name="intent"
            value="accept-report"
            kind="primary"
            icon={Signature}
            isBusy={intent === 'accept-report'}
          >
            {t('acceptReport', { hours })}
          </Button>
        </div>
      </Form>
      <SheetLine />
      <Form method="post" className="grid gap-4">
        <input type="hidden" name="version" value={request.version} />
        <TextArea
          label={t('returnReason')}
          help={t('returnReasonHelp')}
          error={problem?.errors['reason'] && t('fixReturn')}
          name="reason"
          rows={3}
          required
          maxLength={limits.purposeCharacters}
          defaultValue={typedValue(problem, 'reason')}
        />
        <div>
          <Button type="submit" name="intent" value="return-report" isBusy={intent === 'return-report'}>
            {t('returnReport')}
          </Button>
        </div>
      </Form>
    </div>
  );
}
