import type { Locale } from '#server/contract/roles';
import type { Area } from '../locales/areas';
import { textOf } from '../locales/text-of';
import type { Text } from '../locales/wrap-translator';

interface MetaMatch {
  id: string;
  data?: unknown;
}
interface MetaArgs {
  matches: readonly (MetaMatch | undefined)[];
}

/** The language of a page, inside `meta`, where no hook can be called. */
export function metaLocale(args: MetaArgs): Locale {
  const root = args.matches.find((match) => match?.id === 'root')?.data as { locale?: Locale } | undefined;
  return root?.locale ?? 'ko';
}

/**
 * The page's title in the reader's language: `export const meta = titleMeta('launches', (t) => t('title'))`. The second argument of
 * the function is what the loader gave, undefined when it failed.
 */
export function titleMeta<A extends Area, Data = unknown>(
  area: A,
  title: (t: Text<A>, data: Data | undefined) => string,
) {
  return (args: MetaArgs & { data?: unknown }) => {
    const locale = metaLocale(args);
    const words = title(textOf(locale, area), args.data as Data | undefined);
    return [{ title: textOf(locale, 'common')('pageTitle', { title: words }) }];
  };
}
