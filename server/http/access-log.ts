import type { NextFunction, Request, Response } from 'express';
import type { Log } from '../log';
import { stateOf } from './request-state';

/** One line a request when it has ended. Only the path: what stands after `?` can be a secret. */
export function makeAccessLog(log: Log) {
  return (request: Request, response: Response, next: NextFunction): void => {
    const startedAt = performance.now();
    const path = request.path;
    response.on('close', () => {
      const { requestId, actor } = stateOf(response);
      const isFault = response.statusCode >= 500;
      log[isFault ? 'error' : 'info'](
        {
          requestId,
          method: request.method,
          path,
          status: response.statusCode,
          ms: Math.round((performance.now() - startedAt) * 10) / 10,
          ...(actor && { personId: actor.personId }),
          ...(!response.writableFinished && { isGone: true }),
        },
        'request',
      );
    });
    next();
  };
}
