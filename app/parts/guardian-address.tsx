import { Form, useNavigation } from '@remix-run/react';
import { useErrorText } from '../locales/use-error-text';
import { useText } from '../locales/use-text';
import { typedValue, type FormProblem } from '../request/form-problem';
import { Button } from '../ui/button';
import { TextField } from '../ui/text-field';

/** The form that asks for a guardian's address: by: the child, who asks them, or the guardian themselves, who wants a link. */
export function GuardianAddress({
  problem,
  by,
}: {
  problem: FormProblem | undefined;
  by: 'child' | 'guardian';
}) {
  const t = useText('guardian');
  const errorText = useErrorText();
  const isBusy = useNavigation().formData?.get('intent') === 'ask';
  const code = problem?.errors['email'] ?? problem?.error?.code;
  const isChild = by === 'child';
  return (
    <Form method="post" className="grid gap-5">
      <input type="hidden" name="intent" value="ask" />
      <TextField
        label={t(isChild ? 'child.email' : 'page.email')}
        help={isChild ? t('child.emailHelp') : undefined}
        error={code && errorText(code, problem?.error?.details)}
        name="email"
        type="email"
        inputMode="email"
        autoComplete={isChild ? 'off' : 'email'}
        required
        defaultValue={typedValue(problem, 'email')}
      />
      <Button type="submit" kind="primary" isFull isBusy={isBusy}>
        {isChild ? t(isBusy ? 'child.asking' : 'child.ask') : t(isBusy ? 'page.sending' : 'page.send')}
      </Button>
    </Form>
  );
}
