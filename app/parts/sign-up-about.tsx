import { Form, Link } from '@remix-run/react';
import { levels } from '#server/contract/roles';
import { useErrorText } from '../locales/use-error-text';
import { useText } from '../locales/use-text';
import { paths } from '../paths';
import { typedValue, type FormProblem } from '../request/form-problem';
import { Button } from '../ui/button';
import { Note } from '../ui/note';
import { SelectField } from '../ui/select-field';
import { TextField } from '../ui/text-field';
import { NarrowPage } from './narrow-page';
import { SignUpSteps } from './sign-up-steps';

export interface SignUpAboutProps {
  birthYearMonth: string;
  country: string | undefined;
  problem: FormProblem | undefined;
  isBusy: boolean;
  next: string;
  /** Whom a provider vouches for: the address is known, and no mail is needed. */
  newcomer: { email: string; name: string } | undefined;
}

/** The second step: address, name, level, school. The month of birth travels in the form, not in the address or a cookie. */
export function SignUpAbout({ birthYearMonth, country, problem, isBusy, next, newcomer }: SignUpAboutProps) {
  const t = useText('people');
  const ways = useText('ways');
  const errorText = useErrorText();
  const wrong = (name: string) => problem?.errors[name];
  const typed = (name: string) => typedValue(problem, name);
  const isForEmail = problem?.error?.code === 'email-invalid';
  return (
    <NarrowPage
      title={newcomer ? ways('joinTitle') : t('signUp.aboutTitle')}
      lead={newcomer ? ways('joinLead', { email: newcomer.email }) : t('signUp.aboutLead')}
    >
      {!newcomer && <SignUpSteps now={1} />}
      {problem?.error && !isForEmail && Object.keys(problem.errors).length === 0 && (
        <Note tone="danger" isAnnounced>
          {errorText(problem.error.code, problem.error.details)}
        </Note>
      )}
      <Form method="post" className="grid gap-5">
        <input type="hidden" name="step" value="about" />
        <input type="hidden" name="birthYearMonth" value={birthYearMonth} />
        {country !== undefined && <input type="hidden" name="country" value={country} />}
        <input type="hidden" name="next" value={next} />
        {newcomer && <input type="hidden" name="by" value="provider" />}
        <TextField
          label={t('email')}
          help={newcomer ? undefined : t('emailHelp')}
          readOnly={newcomer !== undefined}
          error={errorText(isForEmail ? 'email-invalid' : wrong('email'))}
          name="email"
          type="email"
          inputMode="email"
          autoComplete="email"
          required
          defaultValue={newcomer?.email ?? typed('email')}
        />
        <TextField
          label={t('displayName')}
          help={t('displayNameHelp')}
          error={wrong('displayName') && t('fixName')}
          name="displayName"
          autoComplete="nickname"
          maxLength={60}
          required
          defaultValue={typedValue(problem, 'displayName', newcomer?.name)}
        />
        <SelectField
          label={t('level')}
          error={wrong('level') && t('fixLevel')}
          name="level"
          required
          defaultValue={typed('level') || 'high'}
          options={levels.map((value) => ({ value, label: t(`levels.${value}`) }))}
        />
        <TextField
          label={t('school')}
          help={t('schoolHelp')}
          error={wrong('schoolName') && t('fixSchool')}
          name="schoolName"
          autoComplete="organization"
          maxLength={100}
          isOptional
          defaultValue={typed('schoolName')}
        />
        <Button type="submit" kind="primary" isFull isBusy={isBusy}>
          {newcomer ? ways(isBusy ? 'joining' : 'join') : t(isBusy ? 'signUp.sending' : 'signUp.send')}
        </Button>
      </Form>
      {!newcomer && <p className="text-small text-text-2">{t('signUp.keeps')}</p>}
      <Link to={paths.signUp()} reloadDocument>
        {t('signUp.changeBirth')}
      </Link>
    </NarrowPage>
  );
}
