import { Form } from '@remix-run/react';
import { useText } from '../locales/use-text';
import { typedValue } from '../request/form-problem';
import { Button } from '../ui/button';
import { Section } from '../ui/section';
import { TextField } from '../ui/text-field';
import { problemOf, type SteerProps } from './class-steer-props';

/** Who else teaches and helps. */
export function ClassHelpers({ view, problem: anyProblem }: SteerProps) {
  const t = useText('classes');
  const problem = problemOf(anyProblem, 'add-helper');
  const words: Partial<Record<string, string>> = {
    'not-found': t('helperUnknown'),
    'wrong-state': t('helperStudent'),
  };
  const code = problem?.errors['email'];
  return (
    <Section title={t('helpersTitle')}>
      <div className="grid max-w-[460px] gap-4">
        <ul className="grid gap-1">
          {view.helpers.map((helper) => (
            <li key={helper.personId}>
              {helper.displayName} <span className="text-small text-text-2">{t(`roles.${helper.role}`)}</span>
            </li>
          ))}
        </ul>
        <Form method="post" className="grid gap-3">
          <input type="hidden" name="intent" value="add-helper" />
          <TextField
            type="email"
            label={t('helperEmail')}
            help={t('helperHelp')}
            error={code && (words[code] ?? t('rosterProblem.email-invalid'))}
            name="email"
            required
            defaultValue={typedValue(problem, 'email')}
          />
          <div>
            <Button type="submit">{t('helperAdd')}</Button>
          </div>
        </Form>
      </div>
    </Section>
  );
}
