import { Router, type Request, type Response } from 'express';
import type { Actor } from '../../actor';
import { AppError } from '../../contract/app-error';
import type { FileServices } from '../../file-services';
import { sendProblem } from '../problem';
import { stateOf } from '../request-state';
import { sendFile, sendZip } from './send-file';
import { answerUpload } from './tus';

export interface FileDoorOptions {
  services: { files: FileServices };
}

/**
 * What pages cannot do for files: send them on as fast as they are taken, and take them in pieces. Paths stand in the query, where names
 * like `iris.data` and `..` mean nothing to anybody on the way. For who is signed in with a session.
 */
export function makeFileDoors({ services: { files } }: FileDoorOptions): Router {
  const router = Router();
  const door =
    (work: (actor: Actor, request: Request, response: Response) => Promise<void>) =>
    (request: Request, response: Response): void => {
      const { actor } = stateOf(response);
      const done = actor ? work(actor, request, response) : Promise.reject(new AppError('not-signed-in'));
      done.catch((error: unknown) => sendProblem(response, error));
    };
  const pathOf = ({ query }: Request) => (typeof query['path'] === 'string' ? query['path'] : '');
  const clusterOf = ({ params }: Request) => params['cluster'] ?? '';

  router.get(
    '/files/:cluster/content',
    door(async (actor, request, response) =>
      sendFile(request, response, await files.open(actor, clusterOf(request), pathOf(request))),
    ),
  );
  router.get(
    '/files/:cluster/zip',
    door(async (actor, request, response) =>
      sendZip(response, await files.zip(actor, clusterOf(request), pathOf(request))),
    ),
  );
  router.all(
    '/files/:cluster/uploads',
    door((actor, request, response) => answerUpload(files, actor, request, response)),
  );
  router.all(
    '/files/:cluster/uploads/:uploadId',
    door((actor, request, response) => answerUpload(files, actor, request, response)),
  );
  return router;
}
