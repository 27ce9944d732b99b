import { Form } from '@remix-run/react';
import { useLocale } from 'use-intl';
import { useTheme } from '../hooks/use-theme';
import { useText } from '../locales/use-text';
import { paths } from '../paths';
import { themes } from '../request/cookies';
import { Button } from '../ui/button';
import { SelectField } from '../ui/select-field';

/** Language and brightness of this browser. Each form works without script; with it, brightness changes at once. */
export function SettingsLook() {
  const t = useText('people');
  const common = useText('common');
  const locale = useLocale();
  const { theme, setTheme } = useTheme();
  const names = { light: common('themeLight'), dark: common('themeDark'), system: common('themeSystem') };
  return (
    <div className="grid max-w-[460px] gap-5">
      <Form method="post" action={paths.language()} reloadDocument className="flex items-end gap-2">
        <input type="hidden" name="next" value={paths.settings()} />
        <div className="flex-1">
          <SelectField
            label={t('settings.language')}
            name="locale"
            defaultValue={locale}
            options={[
              { value: 'ko', label: '한국어' },
              { value: 'en', label: 'English' },
            ]}
          />
        </div>
        <Button type="submit">{t('settings.apply')}</Button>
      </Form>
      <Form method="post" action={paths.theme()} className="flex items-end gap-2">
        <input type="hidden" name="next" value={paths.settings()} />
        <div className="flex-1">
          <SelectField
            label={t('settings.theme')}
            name="theme"
            value={theme}
            onChange={(event) =>
              setTheme(themes.find((one) => one === event.currentTarget.value) ?? 'system')
            }
            options={themes.map((value) => ({ value, label: names[value] }))}
          />
        </div>
        <Button type="submit">{t('settings.apply')}</Button>
      </Form>
    </div>
  );
}
