import { Form } from '@remix-run/react';
import { useErrorText } from '../locales/use-error-text';
import { useText } from '../locales/use-text';
import { paths } from '../paths';
import { typedValue, type FormProblem } from '../request/form-problem';
import { Button } from '../ui/button';
import { TextField } from '../ui/text-field';

/** The field for a code as it stands on the blackboard. */
export function JoinByCode({ problem }: { problem: FormProblem | undefined }) {
  const t = useText('classes');
  const errorText = useErrorText();
  const error = problem?.error;
  return (
    <Form method="post" action={paths.join()} className="grid max-w-[360px] gap-4">
      <TextField
        label={t('code')}
        help={t('codeHelp')}
        error={error && (error.code === 'not-found' ? t('wrongCode') : errorText(error.code, error.details))}
        name="code"
        isMono
        required
        maxLength={40}
        autoComplete="off"
        autoCapitalize="characters"
        spellCheck={false}
        defaultValue={typedValue(problem, 'code')}
      />
      <div>
        <Button type="submit">{t('look')}</Button>
      </div>
    </Form>
  );
}
