import { Form, useNavigation } from '@remix-run/react';
import { useRef } from 'react';
import type { OfferedProgramme } from '#server/programme-services';
import type { ErrorCode } from '#server/contract/error-codes';
import { limits } from '#server/contract/limits';
import { useFormat } from '../format/use-format';
import { useText } from '../locales/use-text';
import { typedValue, type FormProblem } from '../request/form-problem';
import { Button } from '../ui/button';
import { NumberField } from '../ui/number-field';
import { TextArea } from '../ui/text-area';
import { TextField } from '../ui/text-field';
import { RequestClusters, type ClusterChoice } from './request-clusters';
import { RequestProgramme } from './request-programme';
import { RequestCounter, type Accelerator } from './request-counter';

export interface RequestFormProps {
  problem: FormProblem | undefined;
  programmes: readonly OfferedProgramme[];
  clusters: readonly ClusterChoice[];
  accelerators: readonly Accelerator[];
  freeMilliGpuSeconds: number;
  /** `YYYY-MM-DD`: the first day that can be chosen, and a last one to begin with. */
  startsOn: string;
  endsOn: string;
}

/** What somebody says who asks for hours. */
export function RequestForm(props: RequestFormProps) {
  const t = useText('requests');
  const { problem } = props;
  const isBusy = useNavigation().formMethod === 'POST';
  const errors: Record<string, ErrorCode | undefined> = problem?.errors ?? {};
  return (
    <Form method="post" className="grid gap-6">
      <RequestProgramme programmes={props.programmes} problem={problem} />
      <TextField
        label={t('form.name')}
        help={t('form.nameHelp')}
        error={errors['title'] && t('form.fixTitle')}
        name="title"
        required
        maxLength={limits.nameCharacters}
        defaultValue={typedValue(problem, 'title')}
      />
      <TextArea
        label={t('form.purpose')}
        help={t('form.purposeHelp')}
        error={errors['purpose'] && t('form.fixPurpose')}
        name="purpose"
        rows={8}
        required
        maxLength={limits.purposeCharacters}
        defaultValue={typedValue(problem, 'purpose')}
      />
      <Hours {...props} error={errors['hours'] ?? errors['askedMilliGpuSeconds']} />
      <Period {...props} errors={errors} />
      <RequestClusters
        clusters={props.clusters}
        chosen={problem?.values['clusters']}
        error={errors['clusters'] && t('form.fixClusters')}
      />
      <div>
        <Button type="submit" kind="primary" isBusy={isBusy}>
          {t(isBusy ? 'form.sending' : 'form.send')}
        </Button>
      </div>
    </Form>
  );
}

function Hours({
  problem,
  accelerators,
  freeMilliGpuSeconds,
  error,
}: RequestFormProps & { error: ErrorCode | undefined }) {
  const t = useText('requests');
  const format = useFormat();
  const field = useRef<HTMLInputElement>(null);
  const use = (hours: string) => {
    if (!field.current) return;
    field.current.value = hours;
    field.current.focus();
  };
  return (
    <div className="grid gap-3">
      <div className="max-w-[280px]">
        <NumberField
          ref={field}
          label={t('form.hours')}
          error={error && t('form.fixHours')}
          name="hours"
          unit={t('form.hoursUnit')}
          inputMode="decimal"
          min="0"
          max={limits.askedGpuHours}
          step="any"
          required
          defaultValue={typedValue(problem, 'hours')}
        />
      </div>
      <p className="text-small text-text-2">
        {t('form.hoursHelp', { free: format.gpuHours(freeMilliGpuSeconds) })}
      </p>
      <RequestCounter accelerators={accelerators} onUse={use} />
    </div>
  );
}

function Period({
  problem,
  startsOn,
  endsOn,
  errors,
}: RequestFormProps & { errors: Record<string, ErrorCode | undefined> }) {
  const t = useText('requests');
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      <TextField
        type="date"
        label={t('form.from')}
        error={errors['startsOn'] && t('form.fixFrom')}
        name="startsOn"
        min={startsOn}
        required
        defaultValue={typedValue(problem, 'startsOn', startsOn)}
      />
      <TextField
        type="date"
        label={t('form.to')}
        help={t('form.toHelp')}
        error={errors['endsOn'] && t('form.fixTo')}
        name="endsOn"
        min={startsOn}
        required
        defaultValue={typedValue(problem, 'endsOn', endsOn)}
      />
    </div>
  );
}
