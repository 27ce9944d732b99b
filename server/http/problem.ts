import type { Response } from 'express';
import { errorText } from '~/locales/error-text';
import { registerAll } from '~/locales/register-all';
import { acceptedLocale } from '~/request/locale.server';
import { isAppError, type FieldErrors } from '../contract/app-error';
import { errorCodes, type ErrorCode } from '../contract/error-codes';
import type { Locale } from '../contract/roles';
import { stateOf } from './request-state';

/** An error as RFC 9457 has it; `code` is what scripts look at, `detail` is for the person who reads their output. */
export interface Problem {
  type: string;
  title: string;
  detail: string;
  status: number;
  code: ErrorCode;
  retry: boolean;
  requestId: string;
  details?: Record<string, string | number>;
  fields?: FieldErrors;
}

/** Makes the problem of an error; whatever is not ours is `internal` and tells nothing of itself. Pure. @see RFC 9457 §3 */
export function toProblem(error: unknown, requestId: string, locale: Locale): Problem {
  const code = isAppError(error) ? error.code : 'internal';
  registerAll();
  const problem: Problem = {
    type: `urn:modu:error:${code}`,
    title: code.replaceAll('-', ' '),
    detail: errorText(locale, code, isAppError(error) ? error.details : {}),
    status: errorCodes[code].status,
    code,
    retry: errorCodes[code].retry,
    requestId,
  };
  if (!isAppError(error)) return problem;
  if (Object.keys(error.details).length > 0) problem.details = error.details;
  if (Object.keys(error.fields).length > 0) problem.fields = error.fields;
  return problem;
}

/** Answers with a problem. Does nothing when an answer has begun. */
export function sendProblem(response: Response, error: unknown): void {
  if (response.headersSent) {
    response.destroy();
    return;
  }
  const { requestId, actor } = stateOf(response);
  // What the caller says it reads, else what its person chose in the portal.
  const locale = acceptedLocale(response.req.headers['accept-language']) ?? actor?.locale ?? 'en';
  const problem = toProblem(error, requestId, locale);
  const wait = problem.details?.['retryAfterSeconds'];
  if (wait !== undefined) response.setHeader('Retry-After', String(wait));
  if (problem.status === 401) response.setHeader('WWW-Authenticate', 'Bearer');
  response
    .status(problem.status)
    .set({
      'Content-Type': 'application/problem+json',
      'Content-Language': locale,
      'Cache-Control': 'no-store',
    })
    .vary('Accept-Language')
    .end(JSON.stringify(problem));
}
