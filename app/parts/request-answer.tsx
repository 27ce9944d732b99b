import { Form, useNavigation } from '@remix-run/react';
import { limits } from '#server/contract/limits';
import { useText } from '../locales/use-text';
import { typedValue, type FormProblem } from '../request/form-problem';
import { Button } from '../ui/button';
import { ConfirmDialog } from '../ui/confirm-dialog';
import { TextArea } from '../ui/text-area';

/** The answer to a reviewer's question. */
export function RequestAnswer({ problem }: { problem: FormProblem | undefined }) {
  const t = useText('requests');
  const isBusy = useNavigation().formData?.get('intent') === 'answer';
  return (
    <Form method="post" className="grid gap-4">
      <TextArea
        label={t('page.answer')}
        help={t('page.answerHelp')}
        error={problem?.errors['body'] && t('page.fixAnswer')}
        name="body"
        rows={4}
        required
        maxLength={limits.purposeCharacters}
        defaultValue={typedValue(problem, 'body')}
      />
      <div>
        <Button type="submit" name="intent" value="answer" kind="primary" isBusy={isBusy}>
          {t('page.sendAnswer')}
        </Button>
      </div>
    </Form>
  );
}

/** Taking a request back; asks once, because it cannot be undone. */
export function RequestWithdraw() {
  const t = useText('requests');
  return (
    <Form method="post">
      <ConfirmDialog
        title={t('page.withdrawTitle')}
        confirmLabel={t('page.withdrawIt')}
        trigger={
          <Button type="submit" name="intent" value="withdraw" kind="danger-quiet">
            {t('page.withdraw')}
          </Button>
        }
      >
        {t('page.withdrawLead')}
      </ConfirmDialog>
    </Form>
  );
}
