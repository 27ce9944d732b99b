import { Form, useNavigation } from '@remix-run/react';
import { useErrorText } from '../locales/use-error-text';
import { useText } from '../locales/use-text';
import type { FormProblem } from '../request/form-problem';
import { Button } from '../ui/button';
import { Note } from '../ui/note';
import { NarrowPage } from './narrow-page';

/** The second step: whether it was they. */
export function GuardianConfirms({ problem }: { problem: FormProblem | undefined }) {
  const t = useText('guardian');
  const errorText = useErrorText();
  const intent = useNavigation().formData?.get('intent');
  return (
    <NarrowPage title={t('consent.confirmTitle')} lead={t('consent.confirmLead')}>
      {problem?.error && (
        <Note tone="danger" isAnnounced>
          {errorText(problem.error.code, problem.error.details)}
        </Note>
      )}
      <Form method="post" className="grid gap-3">
        <Button
          type="submit"
          name="intent"
          value="confirm"
          kind="primary"
          isFull
          isBusy={intent === 'confirm'}
        >
          {t('consent.confirm')}
        </Button>
        <Button type="submit" name="intent" value="refuse" isFull isBusy={intent === 'refuse'}>
          {t('consent.notMe')}
        </Button>
      </Form>
    </NarrowPage>
  );
}
