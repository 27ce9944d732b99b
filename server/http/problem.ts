import type { Response } from 'express';
import { isAppError, type FieldErrors } from '../contract/app-error';
import { errorCodes, type ErrorCode } from '../contract/error-codes';
import { stateOf } from './request-state';

/** An error as RFC 9457 has it; `code` is what scripts look at. */
export interface Problem {
  type: string;
  title: string;
  status: number;
  code: ErrorCode;
  retry: boolean;
  requestId: string;
  details?: Record<string, string | number>;
  fields?: FieldErrors;
}

/** Makes the problem of an error; whatever is not ours is `internal` and tells nothing of itself. Pure. @see RFC 9457 §3 */
export function toProblem(error: unknown, requestId: string): Problem {
  const code = isAppError(error) ? error.code : 'internal';
  const problem: Problem = {
    type: `urn:modu:error:${code}`,
    title: code.replaceAll('-', ' '),
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
  const problem = toProblem(error, stateOf(response).requestId);
  const wait = problem.details?.['retryAfterSeconds'];
  if (wait !== undefined) response.setHeader('Retry-After', String(wait));
  if (problem.status === 401) response.setHeader('WWW-Authenticate', 'Bearer');
  response
    .status(problem.status)
    .set({ 'Content-Type': 'application/problem+json', 'Cache-Control': 'no-store' })
    .end(JSON.stringify(problem));
}
