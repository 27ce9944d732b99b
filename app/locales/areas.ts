import type { Locale } from '#server/contract/roles';
import type { messages as ko } from './ko/index';

/** The Korean catalogue is the measure: English must have the same keys, no more and no fewer. */
export type Messages = typeof ko;
export type Area = keyof Messages;

/** The shape that a translation of an area must have: the same keys, any sentences. */
export type Translated<Source> = {
  [Key in keyof Source]: Source[Key] extends string ? string : Translated<Source[Key]>;
};

declare module 'use-intl' {
  interface AppConfig {
    Locale: Locale;
    Messages: Messages;
  }
}
