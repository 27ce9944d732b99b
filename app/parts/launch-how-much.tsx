import { parseArrayRange } from '#server/contract/array-range';
import { parseWalltime } from '#server/contract/walltime';
import type { LaunchProblem } from '#server/launch-services';
import { useFormat } from '../format/use-format';
import { useText } from '../locales/use-text';
import { NumberField } from '../ui/number-field';
import { Section } from '../ui/section';
import { TextField } from '../ui/text-field';
import type { LaunchFields } from './launch-fields';
import { problemOf, useProblemText } from './launch-problems';
import type { LaunchValues } from './launch-values';

interface HowMuchProps extends Omit<LaunchFields, 'round'> {
  problems: readonly LaunchProblem[];
  /** A script can run in parts; an app cannot. */
  hasArray: boolean;
}

/** GPUs and time, which everybody chooses; cores, memory and parts are folded. */
export function LaunchHowMuch(props: HowMuchProps) {
  const { values, problems } = props;
  const t = useText('launch');
  const format = useFormat();
  const text = useProblemText();
  const field = fieldOf(props);
  const seconds = parseWalltime(values.walltime);
  return (
    <Section title={t('howMuch')}>
      <div className="grid gap-4">
        <div className="grid grid-cols-[2fr_3fr] gap-4 sm:grid-cols-2">
          <NumberField
            {...field('gpus')}
            label={t('gpus')}
            unit={t('gpusUnit') || undefined}
            inputMode="numeric"
            error={text(problemOf(problems, 'gpus'))}
          />
          <NumberField
            {...field('walltime')}
            label={t('walltime')}
            unit={t('walltimeUnit')}
            error={text(problemOf(problems, 'walltimeSeconds'))}
            help={seconds === undefined ? undefined : t('walltimeRead', { time: format.duration(seconds) })}
          />
        </div>
        <p className="text-small text-text-2">
          {t('walltimeForms')} {t('walltimeWhy')}
        </p>
        <More {...props} />
      </div>
    </Section>
  );
}

function More(props: HowMuchProps) {
  const { values, problems, hasArray } = props;
  const t = useText('launch');
  const text = useProblemText();
  const field = fieldOf(props);
  const tasks = parseArrayRange(values.array)?.indexes.length;
  const wrong = problemOf(problems, 'cores', 'memoryBytes', 'array');
  const isSaid = values.memory !== '' || values.array !== '' || values.cores !== '1';
  return (
    <details
      open={wrong !== undefined || isSaid || undefined}
      className="rounded-2 border border-line bg-surface px-4 py-3"
    >
      <summary className="cursor-pointer font-semibold">{t(hasArray ? 'more' : 'moreApp')}</summary>
      <div className="mt-4 grid grid-cols-2 gap-4">
        <NumberField
          {...field('cores')}
          label={t('cores')}
          unit={t('coresUnit') || undefined}
          inputMode="numeric"
          error={text(problemOf(problems, 'cores'))}
        />
        <NumberField
          {...field('memory')}
          label={t('memory')}
          unit={t('memoryUnit')}
          inputMode="decimal"
          help={t('memoryHelp')}
          error={text(problemOf(problems, 'memoryBytes'))}
        />
        {hasArray && (
          <div className="col-span-2">
            <TextField
              {...field('array')}
              label={t('array')}
              isOptional
              help={tasks === undefined ? t('arrayHelp') : t('arrayTasks', { count: tasks })}
              error={text(problemOf(problems, 'array'))}
            />
          </div>
        )}
      </div>
    </details>
  );
}

/** A plain text field of the form: what was typed stays as it was typed. */
const fieldOf =
  ({ values, change }: Pick<LaunchFields, 'values' | 'change'>) =>
  (name: keyof LaunchValues) => ({
    name,
    type: 'text' as const,
    autoComplete: 'off',
    value: values[name],
    onChange: (event: { currentTarget: { value: string } }) => change({ [name]: event.currentTarget.value }),
  });
