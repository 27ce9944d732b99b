import type { NextFunction, Request, Response } from 'express';
import { AppError } from '../contract/app-error';
import { limits } from '../contract/limits';
import { sendProblem } from './problem';

/** Refuses a body that says it is over `limits.bodyBytes`. What says nothing is counted by whoever reads it (`parseForm`, the API). */
export function limitBody(request: Request, response: Response, next: NextFunction): void {
  const length = Number(request.headers['content-length'] ?? 0);
  if (length <= limits.bodyBytes) return next();
  // The rest of the body is not read: the connection ends with the answer.
  response.setHeader('Connection', 'close');
  sendProblem(response, new AppError('too-large', { details: { limitBytes: limits.bodyBytes } }));
}
