import { redirect } from '@remix-run/node';
import { isAppError } from '#server/contract/app-error';
import { errorCodes, type ErrorCode } from '#server/contract/error-codes';
import { paths } from '~/paths';
import type { PageError } from './page-error';

/** The answer that an error page shows: status by the code's table, and what its sentence needs. Throw it. Never throws. */
export function appErrorResponse(
  code: ErrorCode,
  requestId: string,
  details: Record<string, string | number> = {},
): Response {
  const page: PageError = { code, details, requestId };
  return new Response(JSON.stringify(page), {
    status: errorCodes[code].status,
    headers: { 'Content-Type': 'application/json; charset=utf-8', 'Cache-Control': 'no-store' },
  });
}

/**
 * Turns whatever a service threw into what a loader throws: an AppError into its page, a Response (redirect, 404) as it is.
 * Throws anything else on, so that it is logged as our fault and shown as `internal`.
 */
export function toResponse(error: unknown, requestId: string): Response {
  if (error instanceof Response) return error;
  // The page that it leads to says why, and has the buttons.
  if (isAppError(error) && error.code === 'second-factor-needed') return redirect(paths.secondFactor());
  if (isAppError(error)) return appErrorResponse(error.code, requestId, error.details);
  throw error;
}

interface WithContext {
  context: { requestId: string };
}

/**
 * Wraps a loader or action so that an AppError becomes its page:
 * `export const loader = withAppErrors(async ({ context, request }: LoaderFunctionArgs) => …)`.
 */
export function withAppErrors<Args extends WithContext, Result>(
  handle: (args: Args) => Promise<Result> | Result,
): (args: Args) => Promise<Result> {
  return async (args) => {
    try {
      return await handle(args);
    } catch (error) {
      throw toResponse(error, args.context.requestId);
    }
  };
}
