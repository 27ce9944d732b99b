import { Form, useNavigation } from '@remix-run/react';
import type { PartitionView } from '#server/cluster-services';
import { useText } from '../locales/use-text';
import { typedValue, type FormProblem } from '../request/form-problem';
import { Button } from '../ui/button';
import { NumberField } from '../ui/number-field';

interface ClusterRatesProps {
  partitions: readonly PartitionView[];
  problem: FormProblem | undefined;
}

/** What an hour costs with each accelerator, one small form each. */
export function ClusterRates({ partitions, problem }: ClusterRatesProps) {
  const t = useText('operate');
  const byAccelerator = new Map(partitions.map((partition) => [partition.accelerator, partition]));
  return (
    <div className="grid gap-4">
      <p className="max-w-[62ch] text-text-2">{t('rateLead')}</p>
      {[...byAccelerator.values()].map((partition) => (
        <RateForm
          key={`${partition.accelerator} ${partition.rateMilli}`}
          partition={partition}
          problem={problem?.values['accelerator'] === partition.accelerator ? problem : undefined}
        />
      ))}
    </div>
  );
}

function RateForm({ partition, problem }: { partition: PartitionView; problem: FormProblem | undefined }) {
  const t = useText('clusters');
  const operate = useText('operate');
  const sent = useNavigation().formData;
  const isBusy = sent?.get('intent') === 'rate' && sent.get('accelerator') === partition.accelerator;
  const label =
    partition.gpusPerNode === 0
      ? operate('rateNoGpu')
      : operate('rateOf', { accelerator: partition.gpuModel });
  return (
    <Form method="post" className="flex max-w-[420px] items-end gap-2" preventScrollReset>
      <input type="hidden" name="intent" value="rate" />
      <input type="hidden" name="accelerator" value={partition.accelerator} />
      <div className="min-w-0 flex-1">
        <NumberField
          type="text"
          inputMode="decimal"
          label={label}
          name="rate"
          defaultValue={typedValue(problem, 'rate', (partition.rateMilli / 1000).toFixed(2))}
          error={problem && t('rateBad')}
        />
      </div>
      <Button
        type="submit"
        isBusy={isBusy}
        aria-label={`${label} ${t('rateSave')}`}
        className={problem && 'self-center'}
      >
        {t('rateSave')}
      </Button>
    </Form>
  );
}
