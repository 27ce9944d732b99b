import { Form } from '@remix-run/react';
import { useText } from '../locales/use-text';
import { typedValue } from '../request/form-problem';
import { Button } from '../ui/button';
import { ConfirmDialog } from '../ui/confirm-dialog';
import { NumberField } from '../ui/number-field';
import { problemOf, type SteerProps } from './class-steer-props';

/** Giving back hours of the pool that the class will not use. */
export function ClassGiveBack({ problem: anyProblem, returnKey }: SteerProps) {
  const t = useText('classes');
  const problem = problemOf(anyProblem, 'return-hours');
  return (
    <details open={problem !== undefined}>
      <summary className="cursor-pointer font-semibold text-accent-text">{t('backTitle')}</summary>
      <Form method="post" className="mt-4 grid max-w-[62ch] gap-4">
        <input type="hidden" name="intent" value="return-hours" />
        <input type="hidden" name="key" value={returnKey} />
        <p className="text-text-2">{t('backLead')}</p>
        <div className="max-w-[260px]">
          <NumberField
            label={t('backHours')}
            name="hours"
            unit={t('backUnit')}
            type="text"
            inputMode="decimal"
            autoComplete="off"
            error={problem?.errors['hours'] && t('backFix')}
            defaultValue={typedValue(problem, 'hours')}
          />
        </div>
        <div>
          <ConfirmDialog
            title={t('backAsk')}
            confirmLabel={t('backConfirm')}
            isDangerous={false}
            trigger={<Button type="submit">{t('backSend')}</Button>}
          >
            {t('backLead')}
          </ConfirmDialog>
        </div>
      </Form>
    </details>
  );
}
