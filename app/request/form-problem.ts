import type { FieldErrors } from '#server/contract/app-error';
import type { ErrorCode } from '#server/contract/error-codes';

/** What was typed, by field; several values where a name came several times. Files are left out. */
export type FormValues = Record<string, string | string[]>;

/** What an action gives back when a form cannot be taken: the typed values stay, each wrong field has its code. */
export interface FormProblem {
  ok: false;
  values: FormValues;
  errors: FieldErrors;
  /** What is wrong with the whole, e.g. not-enough-hours. */
  error?: { code: ErrorCode; details: Record<string, string | number> } | undefined;
}

/** One typed value of a failed form, for `defaultValue`: what was typed, else what stood there before. Never throws. */
export function typedValue(problem: FormProblem | undefined, name: string, before = ''): string {
  const value = problem?.values[name];
  return (Array.isArray(value) ? value.at(-1) : value) ?? before;
}
