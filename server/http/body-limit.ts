import type { NextFunction, Request, Response } from 'express';
import { AppError } from '../contract/app-error';
import { formBodyBytes } from '../contract/guardians';
import { limits } from '../contract/limits';
import { sendProblem } from './problem';

/** A body of the portal's own that has not arrived whole by then is not waited for. */
const arrivesWithinMs = 120_000;

/** A piece of an upload has a size and a patience of its own. @see `files/tus.ts` */
const isUploadPart = ({ method, path }: Request): boolean =>
  method === 'PATCH' && /^\/files\/[^/]+\/uploads\/[^/]+$/.test(path);

/** Pages that take a photograph of a signed form; each knows who asks before it reads one. */
const takesForms = new Set(['/guardian/consent', '/consents']);

/**
 * Refuses a body that says it is over `limits.bodyBytes`, and cuts one that trickles. What says nothing of its size is counted by whoever
 * reads it (`parseForm`, the API).
 */
export function limitBody(request: Request, response: Response, next: NextFunction): void {
  if (isUploadPart(request)) return next();
  const length = Number(request.headers['content-length'] ?? 0);
  const limitBytes = takesForms.has(request.path.replace(/\.data$/, '')) ? formBodyBytes : limits.bodyBytes;
  if (length <= limitBytes) {
    const isExpected = length > 0 || request.headers['transfer-encoding'] !== undefined;
    if (isExpected) {
      const timer = setTimeout(() => request.complete || request.destroy(), arrivesWithinMs).unref();
      response.once('close', () => clearTimeout(timer));
    }
    return next();
  }
  // The rest of the body is not read: the connection ends with the answer.
  response.setHeader('Connection', 'close');
  sendProblem(response, new AppError('too-large', { details: { limitBytes } }));
}
