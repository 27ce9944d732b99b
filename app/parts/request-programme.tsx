import { useState } from 'react';
import { useLocale } from 'use-intl';
import type { OfferedProgramme } from '#server/programme-services';
import { useText } from '../locales/use-text';
import { typedValue, type FormProblem } from '../request/form-problem';
import { RadioGroup } from '../ui/radio-group';
import { TextField } from '../ui/text-field';
import { useDay } from './request-day';
import { localTitle } from './local-title';

interface Props {
  programmes: readonly OfferedProgramme[];
  problem: FormProblem | undefined;
}

/** Where one asks, and who confirms it; nothing to choose while there is one programme that wants nobody's confirmation. */
export function RequestProgramme({ programmes, problem }: Props) {
  const t = useText('requests');
  const locale = useLocale();
  const termsOf = useTerms();
  const first = programmes.find(({ opensOn }) => opensOn === undefined);
  const [name, setName] = useState(typedValue(problem, 'programme', first?.name));
  const adviserError = problem?.errors['adviserEmail'];
  const isChoice = programmes.length > 1 || (first !== undefined && first.name !== 'research');
  const wantsAdviser = programmes.some(({ needsAdviser }) => needsAdviser);
  const isAdviserNeeded = programmes.some((one) => one.name === name && one.needsAdviser);
  return (
    <>
      {isChoice && (
        <RadioGroup
          legend={t('form.programme')}
          name="programme"
          choices={programmes.map((one) => ({
            value: one.name,
            label: localTitle(one, locale),
            help: termsOf(one),
            isOff: one.opensOn !== undefined,
          }))}
          value={name}
          onChange={setName}
          isRequired
          error={problem?.errors['programme'] && t('form.fixProgramme')}
        />
      )}
      {/* Always there where one programme wants it: it must be reachable before the page's script is. */}
      {wantsAdviser && (
        <TextField
          type="email"
          label={t('form.adviser')}
          help={t(isAdviserNeeded ? 'form.adviserHelp' : 'form.adviserHelpSome')}
          error={adviserError && t('form.fixAdviser')}
          name="adviserEmail"
          autoComplete="off"
          maxLength={254}
          isOptional={!isAdviserNeeded}
          required={isAdviserNeeded}
          defaultValue={typedValue(problem, 'adviserEmail')}
        />
      )}
    </>
  );
}

/** A programme's terms in a few sentences. */
function useTerms() {
  const t = useText('requests');
  const locale = useLocale();
  const day = useDay();
  return (one: OfferedProgramme): string =>
    [
      locale === 'ko' ? one.summaryKo : one.summaryEn,
      one.reviewsNeeded === 0
        ? t('form.programmeSingle')
        : t('form.programmePanel', { count: String(one.reviewsNeeded) }),
      one.firstPercent < 100 && t('form.programmeReport', { percent: String(one.firstPercent) }),
      one.needsAdviser && t('form.programmeAdviser'),
      one.closesOn !== undefined && t('form.programmeUntil', { on: day(one.closesOn) }),
      one.opensOn !== undefined && t('form.programmeFrom', { on: day(one.opensOn) }),
    ]
      .filter((sentence) => typeof sentence === 'string' && sentence !== '')
      .join(' ');
}
