import type { Locale } from '#server/contract/roles';
import type { Area } from './areas';
import { registerAll } from './register-all';
import { textOf } from './text-of';
import type { Text } from './wrap-translator';

/** Sentences of one area on the server, for loaders, mails and answers: `getText('ko', 'mail')('signInSubject')`. Never throws. */
export function getText<A extends Area>(locale: Locale, area: A): Text<A> {
  registerAll();
  return textOf(locale, area);
}
