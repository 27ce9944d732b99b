import type { Locale } from '#server/contract/roles';
import type { Messages } from './areas';

const catalogues = new Map<Locale, Messages>();

/** Makes a language's sentences known in this process or page. Calling twice is harmless. */
export function registerMessages(locale: Locale, messages: unknown): void {
  // English has other sentences under the same keys; `Translated` holds it to that where it is written.
  catalogues.set(locale, messages as Messages);
}

/** The sentences of a language. @throws Error when it was not registered: the server registers both, a page its own. */
export function messagesOf(locale: Locale): Messages {
  const messages = catalogues.get(locale);
  if (!messages) throw new Error(`no sentences registered for ${locale}`);
  return messages;
}
