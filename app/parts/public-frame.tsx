import { Form, useLocation } from '@remix-run/react';
import { Languages, Moon, Sun } from 'lucide-react';
import type { ReactNode } from 'react';
import { useLocale } from 'use-intl';
import { useTheme } from '../hooks/use-theme';
import { useText } from '../locales/use-text';
import { paths } from '../paths';
import { Button } from '../ui/button';
import { IconButton } from '../ui/icon-button';
import { LinkButton } from '../ui/link-button';
import { Brand } from './brand';
import { DemoBanner } from './demo-banner';
import { useRootData } from './root-data';

/** Pages that anybody may see: a top bar without menus, up to 1240 wide. */
export function PublicFrame({ children }: { children: ReactNode }) {
  const t = useText('nav');
  return (
    <div className="flex min-h-dvh flex-col">
      <DemoBanner />
      <header className="sticky top-0 z-40 border-b border-line bg-page">
        <div className="mx-auto flex h-[60px] max-w-[1240px] items-center gap-1 px-4 lg:px-8">
          <Brand to={paths.landing()} />
          <span className="flex-1" />
          <LinkButton to={paths.docs()} kind="quiet" size="small" className="max-sm:hidden">
            {t('docs')}
          </LinkButton>
          <LanguageSwitch />
          <ThemeSwitch />
          <EnterButton />
        </div>
      </header>
      <main id="main" tabIndex={-1} className="mx-auto w-full max-w-[1240px] flex-1 px-4 lg:px-8">
        {children}
      </main>
    </div>
  );
}

function EnterButton() {
  const t = useText('nav');
  const { pathname } = useLocation();
  const person = useRootData()?.person;
  if (person) return <Spaced to={paths.home()}>{t('home')}</Spaced>;
  if (pathname === paths.signIn()) return <Spaced to={paths.signUp()}>{t('signUp')}</Spaced>;
  return <Spaced to={paths.signIn()}>{t('signIn')}</Spaced>;
}

function Spaced({ to, children }: { to: string; children: ReactNode }) {
  return (
    <LinkButton to={to} size="small" className="ml-1">
      {children}
    </LinkButton>
  );
}

/** The other language, named in itself; works without script. */
function LanguageSwitch() {
  const t = useText('common');
  const locale = useLocale();
  const { pathname, search } = useLocation();
  const other = locale === 'ko' ? 'en' : 'ko';
  return (
    <Form method="post" action={paths.language()} reloadDocument>
      <input type="hidden" name="next" value={pathname + search} />
      <Button
        type="submit"
        name="locale"
        value={other}
        kind="quiet"
        size="small"
        icon={Languages}
        lang={other}
      >
        <span className="max-sm:sr-only">{t('otherLanguage')}</span>
      </Button>
    </Form>
  );
}

/** The server does not know what the device prefers; the style sheet does. */
function ThemeIcon() {
  return (
    <>
      <Moon className="when-light" />
      <Sun className="when-dark" />
    </>
  );
}

/** Light or dark at once; without script it asks the server. */
function ThemeSwitch() {
  const t = useText('common');
  const { theme, setTheme } = useTheme();
  const { pathname, search } = useLocation();
  const toggle = () => {
    const isDark = matchMedia('(prefers-color-scheme: dark)').matches;
    const shown = theme === 'system' ? (isDark ? 'dark' : 'light') : theme;
    setTheme(shown === 'dark' ? 'light' : 'dark');
  };
  return (
    <Form
      method="post"
      action={paths.theme()}
      onSubmit={(event) => {
        event.preventDefault();
        toggle();
      }}
    >
      <input type="hidden" name="next" value={pathname + search} />
      <input type="hidden" name="theme" value={theme === 'dark' ? 'light' : 'dark'} />
      <IconButton type="submit" icon={ThemeIcon} label={t('theme')} size="small" />
    </Form>
  );
}
