import type { ErrorCode } from '#server/contract/error-codes';
import { useLocale } from 'use-intl';
import { errorText, type ErrorDetails } from './error-text';

/** Turns an error code into the reader's sentence; undefined stays undefined, so that it can be given a field's error as it is. */
export function useErrorText() {
  const locale = useLocale();
  return (code: ErrorCode | undefined, details?: ErrorDetails): string | undefined =>
    code === undefined ? undefined : errorText(locale, code, details);
}
