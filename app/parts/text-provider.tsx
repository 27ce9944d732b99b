import type { ReactNode } from 'react';
import { IntlProvider } from 'use-intl';
import { defaultZone } from '../format/use-format';
import { messagesOf } from '../locales/registry';
import { useRootData } from './root-data';
import { useShell } from './shell';

/** The reader's language and zone for everything below. */
export function TextProvider({ children }: { children: ReactNode }) {
  const shell = useShell();
  const root = useRootData();
  const locale = root?.locale ?? shell.locale;
  return (
    <IntlProvider locale={locale} timeZone={root?.timeZone ?? defaultZone} messages={messagesOf(locale)}>
      {children}
    </IntlProvider>
  );
}
