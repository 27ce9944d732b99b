import { Form } from '@remix-run/react';
import { useText } from '../locales/use-text';
import { typedValue } from '../request/form-problem';
import { Button } from '../ui/button';
import { Checkbox } from '../ui/checkbox';
import { NumberField } from '../ui/number-field';
import { Section } from '../ui/section';
import { problemOf, type SteerProps } from './class-steer-props';

/** Students who ask for more: all are chosen at first, so that one tap on a phone is enough. */
export function ClassAsks({ view, problem: anyProblem }: SteerProps) {
  const t = useText('classes');
  const problem = problemOf(anyProblem, 'give', 'decline');
  return (
    <Section title={t('asksTitle')}>
      <Form method="post" className="grid gap-4">
        <p className="text-text-2">{t('asksLead')}</p>
        <div className="grid gap-2">
          {view.asks.map((ask) => (
            <Checkbox
              key={ask.id}
              name="asks[]"
              value={ask.id}
              defaultChecked
              label={t('ask', { name: ask.displayName, reason: ask.reason })}
            />
          ))}
        </div>
        <div className="max-w-[220px]">
          <NumberField
            label={t('giveHours')}
            name="hours"
            unit={t('hoursUnit')}
            inputMode="decimal"
            min="0"
            step="any"
            error={problem?.errors['hours'] && t('fixHours')}
            defaultValue={typedValue(problem, 'hours', '1')}
          />
        </div>
        <div className="flex flex-wrap gap-2">
          <Button type="submit" kind="primary" name="intent" value="give">
            {t('give')}
          </Button>
          <Button type="submit" name="intent" value="decline">
            {t('decline')}
          </Button>
        </div>
      </Form>
    </Section>
  );
}
