import type { ErrorCode } from '#server/contract/error-codes';

/** What an error page is given. */
export interface PageError {
  code: ErrorCode;
  details: Record<string, string | number>;
  requestId: string;
}
