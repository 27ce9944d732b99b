import { errorCodes, type ErrorCode } from './error-codes';

/** Which input was wrong and why: field name → error code. */
export type FieldErrors = Record<string, ErrorCode>;

export interface AppErrorOptions {
  /** Numbers and names that the sentence needs. No secrets, nothing of another person. */
  details?: Record<string, string | number>;
  fields?: FieldErrors;
  cause?: unknown;
}

/** The one error type of the portal: a code, what the sentence needs, and which fields were wrong. */
export class AppError extends Error {
  readonly isAppError = true;
  readonly code: ErrorCode;
  readonly details: Record<string, string | number>;
  readonly fields: FieldErrors;

  constructor(code: ErrorCode, options: AppErrorOptions = {}) {
    super(code, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = 'AppError';
    this.code = code;
    this.details = options.details ?? {};
    this.fields = options.fields ?? {};
  }

  get status(): number {
    return errorCodes[this.code].status;
  }
}

/** Tells our errors from others, also across the two bundles (server and pages), where `instanceof` fails. Never throws. */
export function isAppError(error: unknown): error is AppError {
  return (
    typeof error === 'object' && error !== null && (error as { isAppError?: unknown }).isAppError === true
  );
}
