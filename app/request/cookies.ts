import type { Locale } from '#server/contract/roles';
import { locales } from '#server/contract/roles';

/* Preferences that no secret hangs on: readable by the page, so that a choice shows at once. */
export const localeCookie = 'modu-locale';
export const zoneCookie = 'modu-zone';
export const themeCookie = 'modu-theme';

export const themes = ['light', 'dark', 'system'] as const;
export type Theme = (typeof themes)[number];

const yearSeconds = 365 * 86_400;

/** One value of a Cookie header (or of `document.cookie`); undefined when it is not there or is not readable. Never throws. */
export function readCookie(header: string | null | undefined, name: string): string | undefined {
  for (const pair of (header ?? '').split(';')) {
    const cut = pair.indexOf('=');
    if (cut < 0 || pair.slice(0, cut).trim() !== name) continue;
    try {
      return decodeURIComponent(pair.slice(cut + 1).trim());
    } catch {
      return undefined;
    }
  }
  return undefined;
}

/** A preference cookie for a year, for Set-Cookie and `document.cookie` alike. Never throws. */
export const preferenceCookie = (name: string, value: string): string =>
  `${name}=${encodeURIComponent(value)}; Path=/; Max-Age=${yearSeconds}; SameSite=Lax`;

/** The theme that a Cookie header asks for ['system']. Never throws. */
export function themeOf(header: string | null | undefined): Theme {
  const value = readCookie(header, themeCookie);
  return themes.find((theme) => theme === value) ?? 'system';
}

/** Tells whether a text from outside names a language of the portal. Never throws. */
export const isLocale = (value: unknown): value is Locale => locales.some((locale) => locale === value);
