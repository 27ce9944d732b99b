import { Form, useNavigation } from '@remix-run/react';
import { levels, type Level } from '#server/contract/roles';
import { useText } from '../locales/use-text';
import { typedValue, type FormProblem } from '../request/form-problem';
import { Button } from '../ui/button';
import { SelectField } from '../ui/select-field';
import { TextField } from '../ui/text-field';

export interface SettingsProfileProps {
  me: { email: string | undefined; displayName: string; level: Level; schoolName: string };
  problem: FormProblem | undefined;
}

/** What a person says about themselves. */
export function SettingsProfile({ me, problem }: SettingsProfileProps) {
  const t = useText('people');
  const navigation = useNavigation();
  const isBusy = navigation.formData?.get('intent') === 'profile';
  const wrong = (name: string) => problem?.errors[name];
  return (
    <Form method="post" className="grid max-w-[460px] gap-5">
      <input type="hidden" name="intent" value="profile" />
      {me.email !== undefined && (
        <TextField label={t('email')} help={t('settings.emailFixed')} value={me.email} readOnly />
      )}
      <TextField
        label={t('displayName')}
        help={t('displayNameHelp')}
        error={wrong('displayName') && t('fixName')}
        name="displayName"
        autoComplete="nickname"
        maxLength={60}
        required
        defaultValue={typedValue(problem, 'displayName', me.displayName)}
      />
      <SelectField
        label={t('level')}
        error={wrong('level') && t('fixLevel')}
        name="level"
        defaultValue={typedValue(problem, 'level', me.level)}
        options={levels.map((value) => ({ value, label: t(`levels.${value}`) }))}
      />
      <TextField
        label={t('school')}
        error={wrong('schoolName') && t('fixSchool')}
        name="schoolName"
        autoComplete="organization"
        maxLength={100}
        isOptional
        defaultValue={typedValue(problem, 'schoolName', me.schoolName)}
      />
      <div>
        <Button type="submit" kind="primary" isBusy={isBusy}>
          {t(isBusy ? 'settings.saving' : 'settings.save')}
        </Button>
      </div>
    </Form>
  );
}
