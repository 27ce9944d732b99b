import { Form, useNavigation } from '@remix-run/react';
import { useLocale } from 'use-intl';
import { milliGpuSecondsPerGpuHour } from '#server/contract/hours';
import type { AllocationView, UnusedView } from '#server/hours-services';
import { useFormat } from '../format/use-format';
import { useErrorText } from '../locales/use-error-text';
import { useText } from '../locales/use-text';
import { typedValue, type FormProblem } from '../request/form-problem';
import { Button } from '../ui/button';
import { ConfirmDialog } from '../ui/confirm-dialog';
import { Note } from '../ui/note';
import { NumberField } from '../ui/number-field';
import { Section } from '../ui/section';
import { SelectField } from '../ui/select-field';
import { allocationTitle } from './hours-allocation-title';

interface Props {
  allocations: readonly AllocationView[];
  forecasts: readonly UnusedView[];
  /** The same press twice gives back once. */
  returnKey: string;
  problem: FormProblem | undefined;
  done: 'return' | 'end' | undefined;
}

/** Giving back what one will not use, or ending the whole early. Nothing where nothing of one's own goes on. */
export function HoursGiveBack({ allocations, forecasts, returnKey, problem, done }: Props) {
  const t = useText('hours');
  const own = allocations.filter((allocation) => allocation.part === undefined && allocation.isCurrent);
  const error = problem?.error;
  if (own.length === 0 && done === undefined && error === undefined) return null;
  return (
    <div id="give-back" className="scroll-mt-20">
      <Section title={t('back.title')}>
        <div className="grid gap-4">
          {done && (
            <Note tone="success" isAnnounced>
              {t(done === 'end' ? 'back.ended' : 'back.done')}
            </Note>
          )}
          {error && Object.keys(problem.errors).length === 0 && (
            <Note tone="danger" isAnnounced>
              <Refused error={error} />
            </Note>
          )}
          {own.length > 0 && <GiveBackForm {...{ own, forecasts, returnKey, problem }} />}
        </div>
      </Section>
    </div>
  );
}

/** Why nothing went, in words about giving back. */
function Refused({ error }: { error: NonNullable<FormProblem['error']> }) {
  const t = useText('hours');
  const format = useFormat();
  const errorText = useErrorText();
  if (error.code === 'wrong-state') return t('back.over');
  if (error.code !== 'not-enough-hours') return errorText(error.code, error.details);
  return t('back.tooMuch', { hours: format.gpuHours(error.details['freeMilliGpuSeconds'] ?? 0) });
}

/** Less than a tenth of an hour is not suggested. */
const leastSuggested = milliGpuSecondsPerGpuHour / 10;

function GiveBackForm({
  own,
  forecasts,
  returnKey,
  problem,
}: Pick<Props, 'forecasts' | 'returnKey' | 'problem'> & { own: readonly AllocationView[] }) {
  const t = useText('hours');
  const format = useFormat();
  const locale = useLocale();
  const isBusy = useNavigation().state === 'submitting';
  const told = own.flatMap((allocation) => {
    const forecast = forecasts.find(({ allocationId }) => allocationId === allocation.id);
    return forecast ? [{ allocation, forecast }] : [];
  });
  const [first] = told.filter(({ forecast }) => forecast.returnableMilliGpuSeconds >= leastSuggested);
  const options = own.map((allocation) => ({
    value: allocation.id,
    label: t('back.option', {
      title: allocationTitle(allocation, locale),
      free: format.gpuHours(allocation.freeMilliGpuSeconds),
    }),
  }));
  return (
    <Form method="post" preventScrollReset className="grid max-w-[62ch] gap-4">
      {told.map(({ allocation, forecast }) => (
        <p key={allocation.id} className="[overflow-wrap:anywhere]">
          {t('back.forecast', {
            title: allocationTitle(allocation, locale),
            unused: format.gpuHours(forecast.unusedMilliGpuSeconds),
          })}{' '}
          {forecast.returnableMilliGpuSeconds >= leastSuggested &&
            t('back.suggest', { hours: format.gpuHours(forecast.returnableMilliGpuSeconds) })}
        </p>
      ))}
      <p className="text-text-2">{t('back.lead')}</p>
      <input type="hidden" name="key" value={returnKey} />
      <div className="grid gap-4 sm:grid-cols-2">
        <SelectField
          label={t('back.which')}
          name="allocation"
          options={options}
          defaultValue={typedValue(problem, 'allocation', (first?.allocation ?? own[0])?.id)}
        />
        <NumberField
          label={t('back.howMuch')}
          name="hours"
          unit={t('back.unit')}
          type="text"
          inputMode="decimal"
          autoComplete="off"
          error={problem?.errors['hours'] && t('back.fix')}
          defaultValue={typedValue(problem, 'hours')}
        />
      </div>
      <div className="flex flex-wrap gap-2">
        <Asked intent="return" isBusy={isBusy} />
        <Asked intent="end" isBusy={isBusy} />
      </div>
    </Form>
  );
}

const words = {
  return: { button: 'back.send', title: 'back.ask', about: 'back.askLead', confirm: 'back.confirm' },
  end: { button: 'back.end', title: 'back.endAsk', about: 'back.endLead', confirm: 'back.endConfirm' },
} as const;

/** What cannot be taken back asks once. */
function Asked({ intent, isBusy }: { intent: 'return' | 'end'; isBusy: boolean }) {
  const t = useText('hours');
  const { button, title, about, confirm } = words[intent];
  return (
    <ConfirmDialog
      title={t(title)}
      confirmLabel={t(confirm)}
      isDangerous={intent === 'end'}
      trigger={
        <Button type="submit" name="intent" value={intent} isBusy={isBusy}>
          {t(button)}
        </Button>
      }
    >
      {t(about)}
    </ConfirmDialog>
  );
}
