import { Form, useNavigation } from '@remix-run/react';
import { scoreCountings } from '#server/contract/reviews';
import { levels, type Level } from '#server/contract/roles';
import type { ProgrammeView } from '#server/programme-services';
import { useText } from '../locales/use-text';
import { typedValue, type FormProblem } from '../request/form-problem';
import { Button } from '../ui/button';
import { Checkbox } from '../ui/checkbox';
import { ChoicesFrame } from '../ui/choices';
import { NumberField } from '../ui/number-field';
import { SelectField } from '../ui/select-field';
import { TextArea } from '../ui/text-area';
import { TextField } from '../ui/text-field';

interface Props {
  /** undefined: a new one. */
  programme: ProgrammeView | undefined;
  problem: FormProblem | undefined;
}

/** Everything that a programme says. */
export function ProgrammeForm(props: Props) {
  const { programme, problem } = props;
  const t = useText('programmes');
  const formData = useNavigation().formData;
  const isBusy =
    formData !== undefined && !['add-call', 'remove-call'].includes(String(formData.get('intent')));
  return (
    <Form method="post" className="grid gap-6">
      {programme ? (
        <>
          <input type="hidden" name="intent" value="save" />
          <input type="hidden" name="version" value={programme.version} />
        </>
      ) : (
        <Beginning problem={problem} />
      )}
      <Words {...props} />
      <Deciding {...props} />
      <Ticks {...props} />
      <Levels {...props} name="leaderLevels" legend={t('leaders')} help={t('leadersHelp')} />
      <Levels {...props} name="adviserLevels" legend={t('advisers')} help={t('advisersHelp')} />
      <div>
        <Button type="submit" kind="primary" isBusy={isBusy}>
          {t(programme ? 'save' : 'create')}
        </Button>
      </div>
    </Form>
  );
}

/** What cannot be changed later. */
function Beginning({ problem }: { problem: FormProblem | undefined }) {
  const t = useText('programmes');
  const nameError = problem?.errors['name'];
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      <TextField
        label={t('slug')}
        help={t('slugHelp')}
        error={nameError && t(nameError === 'name-taken' ? 'taken' : 'fixSlug')}
        name="name"
        required
        maxLength={31}
        autoComplete="off"
        defaultValue={typedValue(problem, 'name')}
      />
      <NumberField
        label={t('cap')}
        help={t('capHelp')}
        error={problem?.errors['capMilliGpuSeconds'] && t('fixCap')}
        name="cap"
        unit={t('unit')}
        min="0"
        step="any"
        required
        defaultValue={typedValue(problem, 'cap')}
      />
    </div>
  );
}

function Words({ programme, problem }: Props) {
  const t = useText('programmes');
  const titles = (['titleKo', 'titleEn'] as const).map((name) => (
    <TextField
      key={name}
      label={t(name)}
      error={problem?.errors[name] && t('fixLine')}
      name={name}
      required
      maxLength={100}
      defaultValue={typedValue(problem, name, programme?.[name])}
    />
  ));
  const summaries = (['summaryKo', 'summaryEn'] as const).map((name) => (
    <TextArea
      key={name}
      label={t(name)}
      help={t('summaryHelp')}
      isOptional
      error={problem?.errors[name] && t('fixSummary')}
      name={name}
      rows={2}
      maxLength={600}
      defaultValue={typedValue(problem, name, programme?.[name])}
    />
  ));
  return (
    <>
      <div className="grid gap-4 sm:grid-cols-2">{titles}</div>
      {summaries}
    </>
  );
}

const points = (hundredths: number) => (hundredths / 100).toFixed(2);

function Deciding({ programme, problem }: Props) {
  const t = useText('programmes');
  return (
    <>
      <NumberField
        label={t('needed')}
        help={t('neededHelp')}
        error={problem?.errors['reviewsNeeded'] && t('fixNeeded')}
        name="reviewsNeeded"
        min="0"
        max="9"
        required
        defaultValue={typedValue(problem, 'reviewsNeeded', String(programme?.reviewsNeeded ?? 3))}
      />
      <NumberField
        label={t('first')}
        help={t('firstHelp')}
        error={problem?.errors['firstPercent'] && t('fixFirst')}
        name="firstPercent"
        unit="%"
        min="1"
        max="100"
        required
        defaultValue={typedValue(problem, 'firstPercent', String(programme?.firstPercent ?? 100))}
      />
      <SelectField
        label={t('counting')}
        name="counting"
        options={scoreCountings.map((value) => ({ value, label: t(`countings.${value}`) }))}
        defaultValue={typedValue(problem, 'counting', programme?.counting ?? 'median')}
      />
      <div className="grid gap-4 sm:grid-cols-2">
        {(['grantFrom', 'partFrom'] as const).map((name) => (
          <NumberField
            key={name}
            label={t(name)}
            help={t('scoreHelp')}
            error={problem?.errors[name] && t('fixScore')}
            name={name}
            unit={t('scoreUnit')}
            inputMode="decimal"
            min="1"
            max="5"
            step="0.01"
            required
            defaultValue={typedValue(problem, name, points(programme?.[name] ?? defaults[name]))}
          />
        ))}
      </div>
    </>
  );
}

const defaults = { grantFrom: 400, partFrom: 300 };

/** A tick that was taken away is not sent at all: after a failed form what counts is what was sent. */
const ticked = (problem: FormProblem | undefined, name: string, before: boolean): boolean =>
  problem ? problem.values[name] !== undefined : before;

function Ticks({ programme, problem }: Props) {
  const t = useText('programmes');
  return (
    <div className="grid gap-3">
      <Checkbox
        label={t('rolling')}
        help={t('rollingHelp')}
        name="isRolling"
        value="yes"
        defaultChecked={ticked(problem, 'isRolling', programme?.isRolling ?? true)}
      />
      <Checkbox
        label={t('auto')}
        help={t('autoHelp')}
        name="isAutoAssigned"
        value="yes"
        defaultChecked={ticked(problem, 'isAutoAssigned', programme?.isAutoAssigned ?? true)}
      />
      <Checkbox
        label={t('closedField')}
        help={t('closedHelp')}
        name="isClosed"
        value="yes"
        defaultChecked={ticked(problem, 'isClosed', programme?.isClosed ?? false)}
      />
    </div>
  );
}

interface LevelsProps extends Props {
  name: 'leaderLevels' | 'adviserLevels';
  legend: string;
  help: string;
}

function Levels({ programme, problem, name, legend, help }: LevelsProps) {
  const people = useText('people');
  const typed = problem?.values[name];
  const chosen: readonly string[] = problem
    ? [typed ?? []].flat()
    : (programme?.[name] ?? ([] as readonly Level[]));
  return (
    <ChoicesFrame legend={legend} help={help}>
      <div className="flex flex-wrap gap-x-6 gap-y-2">
        {levels.map((level) => (
          <Checkbox
            key={level}
            label={people(`levels.${level}`)}
            name={`${name}[]`}
            value={level}
            defaultChecked={chosen.includes(level)}
          />
        ))}
      </div>
    </ChoicesFrame>
  );
}
