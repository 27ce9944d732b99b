import type { useTranslations } from 'use-intl';
import type { Area } from './areas';
import { finishNodes, finishText } from './finish-text';

/** What `useText` and `textOf` give: call it with a key and what the sentence needs; `.rich` for sentences with elements. */
export type Text<A extends Area> = ReturnType<typeof useTranslations<A>>;

interface AnyTranslate {
  (...args: unknown[]): string;
  rich(...args: unknown[]): React.ReactNode;
  markup(...args: unknown[]): string;
  raw(key: unknown): unknown;
  has(key: unknown): boolean;
}

/** Adds particles and joiners to everything that a translator gives. Never throws. */
export function wrapTranslator<A extends Area>(translator: unknown): Text<A> {
  const translate = translator as AnyTranslate;
  const text = (...args: unknown[]) => finishText(translate(...args));
  text.rich = (...args: unknown[]) => finishNodes(translate.rich(...args));
  text.markup = (...args: unknown[]) => finishText(translate.markup(...args));
  text.raw = (key: unknown) => translate.raw(key);
  text.has = (key: unknown) => translate.has(key);
  return text as unknown as Text<A>;
}
