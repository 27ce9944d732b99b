import express, { Router, type NextFunction, type Request, type Response } from 'express';
import type { Actor } from '../../actor';
import { AppError, isAppError } from '../../contract/app-error';
import { limits } from '../../contract/limits';
import type { TryLimit } from '../../domain/people/try-limit';
import type { Log } from '../../log';
import type { Services } from '../../services';
import { sendProblem } from '../problem';
import { stateOf } from '../request-state';
import type { Endpoint } from './endpoint';
import { endpoints } from './endpoints';
import { openApiDocument } from './open-api';
import { readIdempotencyKey, readInput, readJsonBody, refusalOf } from './read-input';

export interface ApiOptions {
  services: Services;
  url: string;
  log: Log;
  findActorByToken(token: string, requestId: string): Promise<Actor | undefined>;
  triesByToken: TryLimit;
  refusedByAddress: TryLimit;
}

/** `/api/v1`: the table of endpoints as a router. Knows tokens only, never cookies. */
export function makeApi(options: ApiOptions): Router {
  const router = Router();
  const document = JSON.stringify(openApiDocument(options.url), null, 2);
  router.get('/openapi.json', (_request, response) => {
    response.set('Cache-Control', 'public, max-age=300').type('json').send(document);
  });
  router.use(makeTokenCheck(options));
  router.use(express.json({ limit: limits.bodyBytes, type: ['application/json', 'application/*+json'] }));
  for (const row of endpoints)
    router[row.method](row.path.replace(/\{(\w+)\}/g, ':$1'), (request, response) =>
      answer(row, options, request, response),
    );
  for (const path of new Set(endpoints.map((row) => row.path)))
    router.all(path.replace(/\{(\w+)\}/g, ':$1'), (_request, response) => {
      const methods = endpoints.filter((row) => row.path === path).map((row) => row.method.toUpperCase());
      response.setHeader('Allow', methods.join(', '));
      sendProblem(response, new AppError('method-not-allowed'));
    });
  router.use((_request, response) => sendProblem(response, new AppError('not-found')));
  router.use((error: unknown, _request: Request, response: Response, _next: NextFunction) =>
    fail(options.log, response, refusalOf(error)),
  );
  return router;
}

function makeTokenCheck(options: ApiOptions) {
  return async (request: Request, response: Response, next: NextFunction): Promise<void> => {
    const state = stateOf(response);
    try {
      const token = /^Bearer ([\w-]+)$/i.exec(request.headers.authorization ?? '')?.[1];
      const actor = token === undefined ? undefined : await options.findActorByToken(token, state.requestId);
      if (!actor) {
        await options.refusedByAddress.take(request.ip ?? '');
        throw new AppError('not-signed-in');
      }
      if (actor.via.kind === 'token') await options.triesByToken.take(actor.via.tokenId);
      state.actor = actor;
      next();
    } catch (error) {
      fail(options.log, response, error);
    }
  };
}

async function answer(
  row: Endpoint,
  options: ApiOptions,
  request: Request,
  response: Response,
): Promise<void> {
  try {
    const { actor } = stateOf(response);
    if (!actor) throw new AppError('not-signed-in');
    const result = await row.handle({
      actor,
      services: options.services,
      input: {
        params: row.params && readInput(row.params, request.params),
        query: row.query && readInput(row.query, request.query),
        body: row.body && readInput(row.body, readJsonBody(request)),
      },
      idempotencyKey: readIdempotencyKey(request),
      setHeader: (name, value) => void response.setHeader(name, value),
    });
    response.status(row.status);
    if (row.answer === 'text') response.type('text/plain').send(result);
    else response.json(result);
  } catch (error) {
    fail(options.log, response, error);
  }
}

function fail(log: Log, response: Response, error: unknown): void {
  if (!isAppError(error))
    log.error({ requestId: stateOf(response).requestId, err: error }, 'an API call failed by our fault');
  sendProblem(response, error);
}
