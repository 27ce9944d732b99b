import { Form, useNavigation } from '@remix-run/react';
import { useLocale } from 'use-intl';
import { schedulers } from '#server/contract/clusters';
import type { ErrorCode } from '#server/contract/error-codes';
import type { HostKeyView } from '#server/operate-services';
import { useErrorText } from '../locales/use-error-text';
import { useText } from '../locales/use-text';
import { typedValue, type FormProblem, type FormValues } from '../request/form-problem';
import { Button } from '../ui/button';
import { NumberField } from '../ui/number-field';
import { RadioGroup } from '../ui/radio-group';
import { Section } from '../ui/section';
import { SelectField } from '../ui/select-field';
import { TextField } from '../ui/text-field';
import { localTitle } from './local-title';
import { OperateKeysConfirm } from './operate-keys-confirm';

interface OperateNewFormProps {
  centres: readonly { name: string; titleKo: string; titleEn: string }[];
  problem: FormProblem | undefined;
  /** What was typed before the keys were fetched. */
  values: FormValues | undefined;
  /** What the server showed; undefined before it was asked. */
  shown: readonly HostKeyView[] | undefined;
}

/** Address and names of a cluster; once its host keys are shown, the same form attaches it with those that are confirmed. */
export function OperateNewForm({ centres, problem, values, shown }: OperateNewFormProps) {
  const t = useText('operate');
  const clusters = useText('clusters');
  const locale = useLocale();
  const errorText = useErrorText();
  const sent = useNavigation().formData?.get('intent');
  const errors: Record<string, ErrorCode | undefined> = problem?.errors ?? {};
  const typed = (name: string, before = '') =>
    typedValue(problem, name, typedValue(values && { ok: false, values, errors: {} }, name, before));
  const fix = (name: keyof typeof fixes) => {
    const code = errors[name];
    return code === 'invalid-input' ? t(fixes[name]) : errorText(code);
  };
  const text = (name: 'name' | 'titleKo' | 'titleEn' | 'serviceLogin' | 'loginCommand') => ({
    name,
    required: true,
    error: fix(name),
    defaultValue: typed(name),
  });
  return (
    <Form method="post" className="grid gap-10">
      <Section title={t('names')}>
        <div className="grid gap-4 sm:grid-cols-2">
          <SelectField
            label={t('centre')}
            name="centre"
            error={fix('centre')}
            defaultValue={typed('centre', centres[0]?.name)}
            options={centres.map((centre) => ({ value: centre.name, label: localTitle(centre, locale) }))}
          />
          <TextField {...text('name')} label={t('name')} help={t('nameHelp')} isMono maxLength={31} />
          <TextField {...text('titleKo')} label={t('titleKo')} maxLength={60} />
          <TextField {...text('titleEn')} label={t('titleEn')} maxLength={60} />
        </div>
      </Section>
      <Section title={t('address')}>
        <div className="grid gap-4 sm:grid-cols-[minmax(0,1fr)_160px]">
          <TextField
            label={t('host')}
            help={t('hostHelp')}
            isMono
            name="host"
            required
            maxLength={253}
            autoCapitalize="none"
            spellCheck={false}
            error={fix('host')}
            defaultValue={typed('host')}
          />
          <NumberField
            label={t('port')}
            name="port"
            required
            min={1}
            max={65535}
            error={fix('port')}
            defaultValue={typed('port', '22')}
          />
        </div>
        <details
          className="mt-4 rounded-2 border border-line bg-surface px-4 py-3"
          open={typed('jumpHost') !== ''}
        >
          <summary className="cursor-pointer font-medium">{t('jump')}</summary>
          <div className="mt-3 grid gap-4 sm:grid-cols-[minmax(0,1fr)_160px]">
            <TextField
              label={t('jumpHost')}
              help={t('jumpHelp')}
              isMono
              isOptional
              name="jumpHost"
              maxLength={253}
              autoCapitalize="none"
              spellCheck={false}
              error={fix('jumpHost')}
              defaultValue={typed('jumpHost')}
            />
            <NumberField
              label={t('port')}
              name="jumpPort"
              min={1}
              max={65535}
              error={fix('jumpPort')}
              defaultValue={typed('jumpPort', '22')}
            />
          </div>
        </details>
        <div className="mt-4">
          <RadioGroup
            legend={t('scheduler')}
            name="scheduler"
            defaultValue={typed('scheduler', 'slurm')}
            choices={schedulers.map((value) => ({ value, label: clusters(`scheduler.${value}`) }))}
          />
        </div>
      </Section>
      <Section title={t('logins')}>
        <div className="grid gap-4 sm:grid-cols-2">
          <TextField
            {...text('serviceLogin')}
            label={t('serviceLogin')}
            help={t('serviceLoginHelp')}
            isMono
            maxLength={32}
          />
          <TextField
            {...text('loginCommand')}
            required={false}
            isOptional
            label={t('loginCommand')}
            help={t('loginCommandHelp')}
            isMono
            maxLength={500}
          />
        </div>
      </Section>
      {shown && (
        <Section title={t('keysTitle')}>
          <OperateKeysConfirm
            shown={shown}
            error={errors['hostKeys'] && t('fix.hostKeys')}
            more={typed('hostKeysMore')}
          />
        </Section>
      )}
      <div className="flex flex-wrap gap-3">
        {shown && (
          <Button type="submit" name="intent" value="attach" kind="primary" isBusy={sent === 'attach'}>
            {t(sent === 'attach' ? 'attachBusy' : 'attach')}
          </Button>
        )}
        <Button
          type="submit"
          name="intent"
          value="keys"
          kind={shown ? undefined : 'primary'}
          isBusy={sent === 'keys'}
        >
          {t(sent === 'keys' ? 'fetchingKeys' : shown ? 'keysAgain' : 'fetchKeys')}
        </Button>
      </div>
    </Form>
  );
}

const fixes = {
  centre: 'fix.centre',
  name: 'fix.name',
  titleKo: 'fix.titleKo',
  titleEn: 'fix.titleEn',
  host: 'fix.host',
  port: 'fix.port',
  jumpHost: 'fix.host',
  jumpPort: 'fix.port',
  serviceLogin: 'fix.serviceLogin',
  loginCommand: 'fix.loginCommand',
} as const;
