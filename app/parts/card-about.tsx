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

export interface CardAboutProps {
  birthYearMonth: string;
  problem: FormProblem | undefined;
  isBusy: boolean;
  newcomer: { className: string; schoolName: string };
}

/** The second step with a card: a nickname and a level. The month of birth travels in the form, not in the address or a cookie. */
export function CardAbout({ birthYearMonth, problem, isBusy, newcomer }: CardAboutProps) {
  const t = useText('cards');
  const people = useText('people');
  const errorText = useErrorText();
  return (
    <NarrowPage
      title={t('begin.aboutTitle')}
      lead={t('begin.aboutLead', { school: newcomer.schoolName, class: newcomer.className })}
    >
      {problem?.error && Object.keys(problem.errors).length === 0 && (
        <Note tone="danger" isAnnounced>
          {errorText(problem.error.code, problem.error.details)}
        </Note>
      )}
      <Form method="post" className="grid gap-5">
        <input type="hidden" name="step" value="about" />
        <input type="hidden" name="birthYearMonth" value={birthYearMonth} />
        <TextField
          label={t('begin.nickname')}
          help={t('begin.nicknameHelp')}
          error={problem?.errors['displayName'] && people('fixName')}
          name="displayName"
          autoComplete="off"
          maxLength={60}
          required
          defaultValue={typedValue(problem, 'displayName')}
        />
        <SelectField
          label={people('level')}
          error={problem?.errors['level'] && people('fixLevel')}
          name="level"
          required
          defaultValue={typedValue(problem, 'level', 'high')}
          options={levels.map((value) => ({ value, label: people(`levels.${value}`) }))}
        />
        <Button type="submit" kind="primary" isFull isBusy={isBusy}>
          {t(isBusy ? 'begin.joining' : 'begin.join')}
        </Button>
      </Form>
      <p className="text-small text-text-2">{t('begin.keeps')}</p>
      <Link to={paths.cardBegin()} reloadDocument>
        {people('signUp.changeBirth')}
      </Link>
    </NarrowPage>
  );
}
