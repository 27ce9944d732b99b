import { useLocale } from 'use-intl';
import type { AppFieldView, AppView } from '#server/services';
import type { LaunchProblem } from '#server/launch-services';
import { useText } from '../locales/use-text';
import { Section } from '../ui/section';
import { SelectField } from '../ui/select-field';
import { TextField } from '../ui/text-field';
import type { LaunchFields } from './launch-fields';
import { LaunchName } from './launch-name';
import { useProblemText } from './launch-problems';
import { appFieldsText, readAppFields } from './launch-values';

interface AppWhatProps extends Pick<LaunchFields, 'values' | 'change'> {
  problems: readonly LaunchProblem[];
  app: AppView;
}

/** Name and settings of an app, as its manifest says. */
export function LaunchAppWhat({ values, change, problems, app }: AppWhatProps) {
  const t = useText('launch');
  const text = useProblemText();
  const fields = readAppFields(values);
  const wrong = problems.find(({ field }) => field === 'appFields');
  return (
    <Section title={t('what')}>
      <input type="hidden" name="app" value={app.name} readOnly />
      <input type="hidden" name="appFields" value={values.appFields} readOnly />
      <div className="grid gap-5">
        <LaunchName {...{ values, change, problems }} />
        {app.fields.map((field) => (
          <AppField
            key={field.name}
            field={field}
            value={fields[field.name] ?? field.default}
            error={wrong?.details['field'] === field.name ? text(wrong) : undefined}
            onChange={(value) => change({ appFields: appFieldsText({ ...fields, [field.name]: value }) })}
          />
        ))}
      </div>
    </Section>
  );
}

interface AppFieldProps {
  field: AppFieldView;
  value: string;
  error: string | undefined;
  onChange: (value: string) => void;
}

function AppField({ field, value, error, onChange }: AppFieldProps) {
  const isKorean = useLocale() === 'ko';
  const label = isKorean ? field.labelKo : field.labelEn;
  const said = { label, error, value };
  if (field.kind === 'choice') {
    const options = field.options.map((option) => ({
      value: option.value,
      label: isKorean ? option.ko : option.en,
    }));
    return (
      <SelectField {...said} options={options} onChange={(event) => onChange(event.currentTarget.value)} />
    );
  }
  return (
    <TextField
      {...said}
      inputMode={field.kind === 'number' ? 'numeric' : undefined}
      autoComplete="off"
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}
