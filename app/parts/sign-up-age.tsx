import { Form } from '@remix-run/react';
import { useLocale } from 'use-intl';
import { useText } from '../locales/use-text';
import { Button } from '../ui/button';
import { SelectField } from '../ui/select-field';
import { TextField } from '../ui/text-field';
import { NarrowPage } from './narrow-page';
import { SignUpSteps } from './sign-up-steps';

export interface SignUpAgeProps {
  /** `YYYY-MM`, to change what was said. */
  birthYearMonth?: string | undefined;
  isWrong: boolean;
  /** Of which to choose, the usual one first; one is no choice. */
  countries: readonly string[];
  /** What was chosen. */
  country: string | undefined;
  isBusy: boolean;
  /** Where no mail is asked for [sign-up's]. */
  lead?: string;
  children?: React.ReactNode;
}

/** The first question, alone: nothing else is asked or stored before it is answered. */
export function SignUpAge({
  birthYearMonth,
  isWrong,
  isBusy,
  countries,
  country,
  lead,
  children,
}: SignUpAgeProps) {
  const t = useText('people');
  const guardian = useText('guardian');
  const names = new Intl.DisplayNames(useLocale(), { type: 'region' });
  const [year = '', month = ''] = birthYearMonth?.split('-') ?? [];
  const months = Array.from({ length: 12 }, (_, index) => String(index + 1).padStart(2, '0'));
  return (
    <NarrowPage title={t('signUp.ageTitle')} lead={lead ?? t('signUp.ageLead')}>
      {lead === undefined && <SignUpSteps now={0} />}
      <Form method="post" className="grid gap-5">
        <input type="hidden" name="step" value="age" />
        <div className="grid grid-cols-2 gap-4">
          <TextField
            label={t('birthYear')}
            name="birthYear"
            inputMode="numeric"
            autoComplete="bday-year"
            pattern="[0-9]{4}"
            maxLength={4}
            placeholder="2009"
            required
            defaultValue={year}
            error={isWrong ? t('fixBirth') : undefined}
          />
          <SelectField
            label={t('birthMonth')}
            name="birthMonth"
            autoComplete="bday-month"
            required
            defaultValue={month}
            options={[
              { value: '', label: t('chooseMonth') },
              ...months.map((value) => ({ value, label: t('monthValue', { month: String(Number(value)) }) })),
            ]}
          />
        </div>
        {countries.length > 1 && (
          <SelectField
            label={guardian('country')}
            name="country"
            autoComplete="country"
            defaultValue={country ?? countries[0]}
            options={countries.map((value) => ({ value, label: names.of(value) ?? value }))}
          />
        )}
        <p className="text-small text-text-2">{t('birthYearHelp')}</p>
        <Button type="submit" kind="primary" isFull isBusy={isBusy}>
          {t('signUp.next')}
        </Button>
      </Form>
      {children}
    </NarrowPage>
  );
}
