import { useLocation } from '@remix-run/react';
import { CircleUserRound, LogOut, Monitor, Moon, Settings, Sun } from 'lucide-react';
import { useRef } from 'react';
import { useLocale } from 'use-intl';
import type { Locale, Role } from '#server/contract/roles';
import { useTheme } from '../hooks/use-theme';
import { useText } from '../locales/use-text';
import { paths } from '../paths';
import { IconButton } from '../ui/icon-button';
import { Menu, MenuAction, MenuChoice, MenuLine, MenuLink, MenuTitle } from '../ui/menu';

export interface FramePerson {
  displayName: string;
  email: string | undefined;
  roles: readonly Role[];
}

const languages: { value: Locale; label: string }[] = [
  { value: 'ko', label: '한국어' },
  { value: 'en', label: 'English' },
];

/** The person's own menu: settings, light or dark, language, signing out. */
export function AppFramePerson({ person }: { person: FramePerson }) {
  const t = useText('nav');
  const common = useText('common');
  const locale = useLocale();
  const { theme, setTheme } = useTheme();
  const forms = useDocumentForms();
  return (
    <>
      {forms.elements}
      <Menu
        label={t('personMenu', { name: person.displayName })}
        trigger={
          <IconButton
            icon={CircleUserRound}
            label={t('personMenu', { name: person.displayName })}
            size="small"
          />
        }
      >
        <MenuTitle>
          <b className="block truncate">{person.displayName}</b>
          <span className="block truncate text-small text-text-2">{person.email}</span>
        </MenuTitle>
        <MenuLine />
        <MenuLink to={paths.settings()} icon={Settings}>
          {t('settings')}
        </MenuLink>
        <MenuLine />
        <MenuChoice
          legend={common('theme')}
          value={theme}
          onChange={setTheme}
          choices={[
            { value: 'light', label: common('themeLight'), icon: Sun },
            { value: 'dark', label: common('themeDark'), icon: Moon },
            { value: 'system', label: common('themeSystem'), icon: Monitor },
          ]}
        />
        <MenuChoice
          legend={common('language')}
          value={locale}
          onChange={forms.changeLanguage}
          choices={languages}
        />
        <MenuLine />
        <MenuAction icon={LogOut} onSelect={forms.signOut}>
          {t('signOut')}
        </MenuAction>
      </Menu>
    </>
  );
}

/** Changing the language and signing out load the page anew: other sentences, and nothing of the person left in memory. */
function useDocumentForms() {
  const { pathname, search } = useLocation();
  const language = useRef<HTMLFormElement>(null);
  const out = useRef<HTMLFormElement>(null);
  const changeLanguage = (locale: Locale) => {
    const field = language.current?.elements.namedItem('locale');
    if (field instanceof HTMLInputElement) field.value = locale;
    language.current?.submit();
  };
  const elements = (
    <>
      <form ref={language} method="post" action={paths.language()} hidden>
        <input type="hidden" name="locale" defaultValue="" />
        <input type="hidden" name="next" value={pathname + search} readOnly />
      </form>
      <form ref={out} method="post" action={paths.signOut()} hidden />
    </>
  );
  return { elements, changeLanguage, signOut: () => out.current?.submit() };
}
