import type { Locale } from '#server/contract/roles';
import { isLocale, localeCookie, readCookie } from './cookies';

export interface LocaleAsked {
  cookie: string | null | undefined;
  /** The setting of the person who is signed in. */
  person?: Locale | undefined;
  acceptLanguage: string | null | undefined;
}

/**
 * The language of a page: what was last chosen in this browser, else the person's setting, else Korean when the browser's first
 * known language is Korean, else English. Never throws.
 */
export function chooseLocale(asked: LocaleAsked): Locale {
  const chosen = readCookie(asked.cookie, localeCookie);
  if (isLocale(chosen)) return chosen;
  return asked.person ?? acceptedLocale(asked.acceptLanguage) ?? 'en';
}

/**
 * The language of ours that an Accept-Language header likes best; undefined when it names none. Never throws.
 * @see RFC 9110 §12.5.4; a weight of 0 means "not acceptable".
 */
export function acceptedLocale(header: string | null | undefined): Locale | undefined {
  const wishes = (header ?? '').split(',').flatMap((part) => {
    const [tag = '', ...options] = part.trim().toLowerCase().split(';');
    const weight = Number(/q=([\d.]+)/.exec(options.join(';'))?.[1] ?? 1);
    const locale = tag.split('-')[0];
    return isLocale(locale) && weight > 0 ? [{ locale, weight }] : [];
  });
  return wishes.sort((a, b) => b.weight - a.weight)[0]?.locale;
}
