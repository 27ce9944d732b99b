import { Form, Link, useNavigation } from '@remix-run/react';
import { useErrorText } from '../locales/use-error-text';
import { useText } from '../locales/use-text';
import { paths } from '../paths';
import { typedValue, type FormProblem } from '../request/form-problem';
import { Button } from '../ui/button';
import { Note } from '../ui/note';
import { TextField } from '../ui/text-field';
import { NarrowPage } from './narrow-page';

/** The way to the guardian's page for who has no link, and what was just done there. */
export function GuardianAsks({
  problem,
  done,
  isDemo,
}: {
  problem: FormProblem | undefined;
  done: 'sent' | 'didDelete' | 'didBegin' | undefined;
  isDemo: boolean;
}) {
  const t = useText('guardian');
  const errorText = useErrorText();
  const isBusy = useNavigation().formMethod === 'POST';
  const code = problem?.errors['email'] ?? problem?.error?.code;
  if (done === 'sent' && !problem)
    return (
      <NarrowPage title={t('page.sentTitle')} lead={t('page.sentLead')}>
        {isDemo && <Link to={paths.demoOutbox()}>{t('child.outbox')}</Link>}
        <Link to={paths.guardian()}>{t('page.newLink')}</Link>
      </NarrowPage>
    );
  return (
    <NarrowPage title={t('page.title')} lead={t('page.askLead')}>
      {done && done !== 'sent' && (
        <Note tone="success" isAnnounced>
          {t(`page.${done}`)}
        </Note>
      )}
      <Form method="post" className="grid gap-5">
        <input type="hidden" name="intent" value="ask" />
        <TextField
          label={t('page.email')}
          error={code && errorText(code, problem?.error?.details)}
          name="email"
          type="email"
          inputMode="email"
          autoComplete="email"
          required
          defaultValue={typedValue(problem, 'email')}
        />
        <Button type="submit" kind="primary" isFull isBusy={isBusy}>
          {t(isBusy ? 'page.sending' : 'page.send')}
        </Button>
      </Form>
    </NarrowPage>
  );
}
