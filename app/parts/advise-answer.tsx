import { Form, useNavigation } from '@remix-run/react';
import { limits } from '#server/contract/limits';
import { useText } from '../locales/use-text';
import { typedValue, type FormProblem } from '../request/form-problem';
import { Button } from '../ui/button';
import { ConfirmDialog } from '../ui/confirm-dialog';
import { SheetLine } from '../ui/sheet';
import { TextArea } from '../ui/text-area';

/** The adviser confirms, or says why not. */
export function AdviseAnswer({ problem }: { problem: FormProblem | undefined }) {
  const t = useText('advise');
  const intent = useNavigation().formData?.get('intent');
  return (
    <div className="grid gap-5">
      <Form method="post" className="grid gap-4">
        <p>{t('confirmLead')}</p>
        <div>
          <Button type="submit" name="intent" value="confirm" kind="primary" isBusy={intent === 'confirm'}>
            {t('confirm')}
          </Button>
        </div>
      </Form>
      <SheetLine />
      <Form method="post" className="grid gap-4">
        <TextArea
          label={t('reason')}
          help={t('reasonHelp')}
          error={problem?.errors['reason'] && t('fixReason')}
          name="reason"
          rows={3}
          required
          maxLength={limits.purposeCharacters}
          defaultValue={typedValue(problem, 'reason')}
        />
        <div>
          <ConfirmDialog
            title={t('refuseTitle')}
            confirmLabel={t('refuse')}
            trigger={
              <Button
                type="submit"
                name="intent"
                value="refuse"
                kind="danger-quiet"
                isBusy={intent === 'refuse'}
              >
                {t('refuse')}
              </Button>
            }
          >
            {t('refuseLead')}
          </ConfirmDialog>
        </div>
      </Form>
    </div>
  );
}
