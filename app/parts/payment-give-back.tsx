import { Form, useNavigation } from '@remix-run/react';
import { milliGpuSecondsPerGpuHour } from '#server/contract/hours';
import type { PurchaseView } from '#server/payment-services';
import { useFormat } from '../format/use-format';
import { useErrorText } from '../locales/use-error-text';
import { useText } from '../locales/use-text';
import { typedValue, type FormProblem } from '../request/form-problem';
import { Button } from '../ui/button';
import { Note } from '../ui/note';
import { NumberField } from '../ui/number-field';
import { Section } from '../ui/section';

interface Props {
  purchase: PurchaseView;
  /** The same press twice gives back once. */
  refundKey: string;
  problem: FormProblem | undefined;
  isDone: boolean;
}

/** Giving back what nobody has used, for its part of the price. */
export function PaymentGiveBack({ purchase, refundKey, problem, isDone }: Props) {
  const t = useText('payments');
  const format = useFormat();
  const errorText = useErrorText();
  const isBusy = useNavigation().state === 'submitting';
  const free = purchase.returnableMilliGpuSeconds;
  const error = problem?.error;
  return (
    <Section title={t('page.backTitle')}>
      <div className="grid gap-4">
        {isDone && (
          <Note tone="success" isAnnounced>
            {t('page.backDone')}
          </Note>
        )}
        {error && Object.keys(problem.errors).length === 0 && (
          <Note tone="danger" isAnnounced>
            {error.code === 'not-enough-hours'
              ? t('page.backTooMuch', { hours: format.gpuHours(free) })
              : errorText(error.code, error.details)}
          </Note>
        )}
        <p className="text-text-2">
          {free === 0 ? t('page.backNone') : t('page.backLead', { hours: format.gpuHours(free) })}
        </p>
        {free > 0 && (
          <Form method="post" className="grid max-w-[320px] gap-4">
            <input type="hidden" name="key" value={refundKey} />
            <NumberField
              label={t('page.backHours')}
              name="hours"
              unit={t('page.hoursUnit')}
              step="any"
              inputMode="decimal"
              required
              error={problem?.errors['hours'] && t('page.fixHours')}
              defaultValue={typedValue(problem, 'hours', String(free / milliGpuSecondsPerGpuHour))}
            />
            <div>
              <Button type="submit" isBusy={isBusy}>
                {t('page.backSend')}
              </Button>
            </div>
          </Form>
        )}
      </div>
    </Section>
  );
}
