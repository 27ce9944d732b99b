import { createTranslator } from 'use-intl/core';
import type { Locale } from '#server/contract/roles';
import type { Area } from './areas';
import { messagesOf } from './registry';
import { wrapTranslator, type Text } from './wrap-translator';

const known = new Map<string, unknown>();

/**
 * Sentences outside components: in `meta`, and wherever no hook can be called. `textOf('ko', 'launch')('title')`.
 * @throws Error when the language is not registered (see `registry.ts`).
 */
export function textOf<A extends Area>(locale: Locale, area: A): Text<A> {
  const key = `${locale}/${area}`;
  let text = known.get(key) as Text<A> | undefined;
  if (!text) {
    text = wrapTranslator<A>(
      createTranslator({ locale, messages: messagesOf(locale), namespace: area as never }),
    );
    known.set(key, text);
  }
  return text;
}
