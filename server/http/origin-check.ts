import type { NextFunction, Request, Response } from 'express';
import { AppError } from '../contract/app-error';
import { sendProblem } from './problem';

const safeMethods = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Refuses what would change something and does not come from a page of this very origin: the scheme of `url` and the request's own,
 * already checked host, compared as a whole. Browsers always send Origin with such requests. @see Fetch, §3.2 `Origin` header
 */
export function makeOriginCheck(url: string, onRefusal: () => void) {
  const { protocol } = new URL(url);
  return (request: Request, response: Response, next: NextFunction): void => {
    if (safeMethods.has(request.method)) return next();
    if (request.headers.origin === `${protocol}//${request.headers.host ?? ''}`) return next();
    onRefusal();
    sendProblem(response, new AppError('wrong-origin'));
  };
}
