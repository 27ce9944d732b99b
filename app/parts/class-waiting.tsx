import { Form } from '@remix-run/react';
import { useText } from '../locales/use-text';
import { Button } from '../ui/button';
import { Checkbox } from '../ui/checkbox';
import { Section } from '../ui/section';
import type { SteerProps } from './class-steer-props';

/** Students who entered the code and wait to be let in. */
export function ClassWaiting({ view }: SteerProps) {
  const t = useText('classes');
  return (
    <Section title={t('waitingTitle')}>
      <Form method="post" className="grid gap-4">
        <input type="hidden" name="intent" value="admit" />
        <div className="grid gap-2">
          {view.waiting.map((one) => (
            <Checkbox
              key={one.personId}
              name="people[]"
              value={one.personId}
              defaultChecked
              label={one.email === undefined ? one.displayName : `${one.displayName} (${one.email})`}
            />
          ))}
        </div>
        <div>
          <Button type="submit" kind="primary">
            {t('admit')}
          </Button>
        </div>
      </Form>
    </Section>
  );
}
