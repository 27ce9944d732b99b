import { Form, Link, useNavigation } from '@remix-run/react';
import { useErrorText } from '../locales/use-error-text';
import { useText } from '../locales/use-text';
import { paths } from '../paths';
import { typedValue, type FormProblem } from '../request/form-problem';
import { Button } from '../ui/button';
import { Note } from '../ui/note';
import { TextField } from '../ui/text-field';
import { NarrowPage } from './narrow-page';

/** Asks a child for its guardian's address. isGone: it asked before, and nothing of that is kept. */
export function ChildAsk({ problem, isGone }: { problem: FormProblem | undefined; isGone: boolean }) {
  const t = useText('guardian');
  return (
    <NarrowPage title={t('child.title')} lead={t('child.lead')}>
      {isGone && !problem && <Note tone="info">{t('child.gone')}</Note>}
      <GuardianAddress problem={problem} />
      <p className="text-text-2">
        {t('child.look')} <Link to={paths.landing()}>{t('child.home')}</Link>
      </p>
    </NarrowPage>
  );
}

/** The form alone. */
export function GuardianAddress({ problem }: { problem: FormProblem | undefined }) {
  const t = useText('guardian');
  const errorText = useErrorText();
  const isBusy = useNavigation().formData?.get('intent') === 'ask';
  const code = problem?.errors['email'] ?? problem?.error?.code;
  return (
    <Form method="post" className="grid gap-5">
      <input type="hidden" name="intent" value="ask" />
      <TextField
        label={t('child.email')}
        help={t('child.emailHelp')}
        error={code && errorText(code, problem?.error?.details)}
        name="email"
        type="email"
        inputMode="email"
        autoComplete="off"
        required
        defaultValue={typedValue(problem, 'email')}
      />
      <Button type="submit" kind="primary" isFull isBusy={isBusy}>
        {t(isBusy ? 'child.asking' : 'child.ask')}
      </Button>
    </Form>
  );
}
