import type { Locale } from '#server/contract/roles';

interface Titled {
  titleKo: string;
  titleEn: string;
}

/** The name of a centre, cluster, template or programme in the reader's language. */
export const localTitle = (thing: Titled, locale: Locale): string =>
  locale === 'ko' ? thing.titleKo : thing.titleEn;
