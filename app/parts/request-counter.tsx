import { useState } from 'react';
import { milliGpuSecondsPerGpuHour } from '#server/contract/hours';
import { useFormat } from '../format/use-format';
import { useText } from '../locales/use-text';
import { Button } from '../ui/button';
import { NumberField } from '../ui/number-field';
import { SelectField } from '../ui/select-field';

export interface Accelerator {
  gpuModel: string;
  /** 1000 = the reference accelerator. */
  rateMilli: number;
}

interface Props {
  accelerators: readonly Accelerator[];
  /** Puts the counted hours into the form's field, as it would be typed. */
  onUse(hours: string): void;
}

/** Helps to count: GPUs × hours of one run × runs × rate. Nothing of it is sent. */
export function RequestCounter({ accelerators, onUse }: Props) {
  const t = useText('requests');
  const format = useFormat();
  const [typed, setTyped] = useState({ gpus: '1', each: '1', times: '10', rate: '1000' });
  const change = (name: keyof typeof typed) => (event: { currentTarget: { value: string } }) => {
    const { value } = event.currentTarget;
    setTyped((before) => ({ ...before, [name]: value }));
  };
  const rate = Number(typed.rate) / 1000;
  const hours = Number(typed.gpus) * Number(typed.each) * Number(typed.times) * rate;
  const isCounted = Number.isFinite(hours) && hours > 0;
  const options = accelerators.map(({ gpuModel, rateMilli }) => ({
    value: String(rateMilli),
    label: t('form.acceleratorOption', { model: gpuModel, rate: format.number(rateMilli / 1000, 2) }),
  }));
  return (
    <details className="rounded-2 border border-line bg-surface px-4 py-3">
      <summary className="cursor-pointer font-semibold">{t('form.count')}</summary>
      <p className="mt-2 text-small text-text-2">{t('form.countLead')}</p>
      <div className="mt-4 grid grid-cols-2 gap-4 md:grid-cols-4">
        <NumberField
          label={t('form.gpus')}
          unit={t('form.gpusUnit')}
          min="1"
          value={typed.gpus}
          onChange={change('gpus')}
        />
        <NumberField
          label={t('form.each')}
          unit={t('form.eachUnit')}
          min="0"
          step="any"
          inputMode="decimal"
          value={typed.each}
          onChange={change('each')}
        />
        <NumberField
          label={t('form.times')}
          unit={t('form.timesUnit')}
          min="1"
          value={typed.times}
          onChange={change('times')}
        />
        <SelectField
          label={t('form.accelerator')}
          value={typed.rate}
          onChange={change('rate')}
          options={options.length > 0 ? options : [{ value: '1000', label: t('form.reference') }]}
        />
      </div>
      {isCounted && (
        <div className="mt-4 flex flex-wrap items-center gap-x-4 gap-y-2">
          <p aria-live="polite">
            {t('form.sum', {
              gpus: typed.gpus,
              each: typed.each,
              times: typed.times,
              rate: format.number(rate, 2),
              hours: format.gpuHours(Math.round(hours * milliGpuSecondsPerGpuHour)),
            })}
          </p>
          <Button size="small" onClick={() => onUse(String(Math.ceil(hours * 10) / 10))}>
            {t('form.use')}
          </Button>
        </div>
      )}
    </details>
  );
}
