import { isRouteErrorResponse } from '@remix-run/react';
import { errorCodes, type ErrorCode } from '#server/contract/error-codes';
import type { PageError } from '../request/page-error';

/** What an error page shows for whatever was thrown; what nobody gave a code is our fault. Never throws. */
export function toPageError(error: unknown): PageError {
  if (!isRouteErrorResponse(error)) return { code: 'internal', details: {}, requestId: '' };
  const data = (
    typeof error.data === 'object' && error.data !== null ? error.data : {}
  ) as Partial<PageError>;
  const byStatus: ErrorCode =
    error.status === 404 ? 'not-found' : error.status === 403 ? 'not-allowed' : 'internal';
  const code = data.code !== undefined && Object.hasOwn(errorCodes, data.code) ? data.code : byStatus;
  return { code, details: data.details ?? {}, requestId: data.requestId ?? '' };
}

/** The key of an error page's title in the area `pages`. Never throws. */
export function errorTitleKey(code: ErrorCode): 'notFoundTitle' | 'notAllowedTitle' | 'errorTitle' {
  if (code === 'not-found') return 'notFoundTitle';
  return code === 'not-allowed' ? 'notAllowedTitle' : 'errorTitle';
}
