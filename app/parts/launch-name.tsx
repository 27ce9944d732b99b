import type { LaunchProblem } from '#server/launch-services';
import { useText } from '../locales/use-text';
import { TextField } from '../ui/text-field';
import type { LaunchFields } from './launch-fields';
import { problemOf, useProblemText } from './launch-problems';

interface LaunchNameProps extends Pick<LaunchFields, 'values' | 'change'> {
  problems: readonly LaunchProblem[];
}

/** What a launch is called. */
export function LaunchName({ values, change, problems }: LaunchNameProps) {
  const t = useText('launch');
  const text = useProblemText();
  return (
    <TextField
      label={t('name')}
      help={t('nameHelp')}
      isOptional
      name="name"
      value={values.name}
      onChange={(event) => change({ name: event.currentTarget.value })}
      error={text(problemOf(problems, 'name'))}
      autoComplete="off"
    />
  );
}
