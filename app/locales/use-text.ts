import { useMemo } from 'react';
import { useTranslations } from 'use-intl';
import type { Area } from './areas';
import { wrapTranslator, type Text } from './wrap-translator';

/** Sentences of one area in the reader's language: `const t = useText('launch'); t('title', { name })`. */
export function useText<A extends Area>(area: A): Text<A> {
  const translate = useTranslations(area as never);
  return useMemo(() => wrapTranslator<A>(translate), [translate]);
}
