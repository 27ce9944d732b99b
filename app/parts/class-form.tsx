import { Form, useNavigation } from '@remix-run/react';
import type { ErrorCode } from '#server/contract/error-codes';
import { limits } from '#server/contract/limits';
import { useText } from '../locales/use-text';
import { typedValue, type FormProblem } from '../request/form-problem';
import { Button } from '../ui/button';
import { NumberField } from '../ui/number-field';
import { RadioGroup } from '../ui/radio-group';
import { TextField } from '../ui/text-field';

interface ClassFormProps {
  problem: FormProblem | undefined;
  schoolName: string;
  /** `YYYY-MM-DD`, to begin with. */
  startsOn: string;
  endsOn: string;
}

/** What a teacher says to make a class. */
export function ClassForm({ problem, schoolName, startsOn, endsOn }: ClassFormProps) {
  const t = useText('classes');
  const isBusy = useNavigation().formMethod === 'POST';
  const errors: Record<string, ErrorCode | undefined> = problem?.errors ?? {};
  return (
    <Form method="post" className="grid gap-6">
      <TextField
        label={t('name')}
        help={t('nameHelp')}
        error={errors['name'] && t('fixName')}
        name="name"
        required
        maxLength={limits.nameCharacters}
        defaultValue={typedValue(problem, 'name')}
      />
      <div className="grid gap-4 sm:grid-cols-2">
        <TextField
          label={t('school')}
          error={errors['schoolName'] && t('fixSchool')}
          name="schoolName"
          required
          maxLength={limits.nameCharacters}
          defaultValue={typedValue(problem, 'schoolName', schoolName)}
        />
        <TextField
          label={t('subject')}
          isOptional
          name="subject"
          maxLength={limits.nameCharacters}
          defaultValue={typedValue(problem, 'subject')}
        />
      </div>
      <div className="max-w-[220px]">
        <NumberField
          label={t('size')}
          error={errors['size'] && t('fixSize')}
          name="size"
          unit={t('people')}
          min={1}
          max={limits.classSize}
          required
          defaultValue={typedValue(problem, 'size', '30')}
        />
      </div>
      <div className="grid gap-4 sm:grid-cols-2">
        <TextField
          type="date"
          label={t('from')}
          error={errors['startsOn'] && t('fixFrom')}
          name="startsOn"
          required
          defaultValue={typedValue(problem, 'startsOn', startsOn)}
        />
        <TextField
          type="date"
          label={t('to')}
          error={errors['endsOn'] && t('fixTo')}
          name="endsOn"
          required
          defaultValue={typedValue(problem, 'endsOn', endsOn)}
        />
      </div>
      <RadioGroup
        legend={t('joining')}
        name="joining"
        defaultValue={typedValue(problem, 'joining', 'approval')}
        choices={[
          { value: 'approval', label: t('joiningApproval') },
          { value: 'automatic', label: t('joiningAutomatic') },
        ]}
      />
      <div>
        <Button type="submit" kind="primary" isBusy={isBusy}>
          {t(isBusy ? 'creating' : 'create')}
        </Button>
      </div>
    </Form>
  );
}
