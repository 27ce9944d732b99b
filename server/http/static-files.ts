import express, { Router } from 'express';
import { join } from 'node:path';

/**
 * The built files. Names under `/assets` hold a hash of the contents: kept for ever, and one that is not there (of an older build) is a
 * hard 404, never a page, so that a browser does not run HTML as script. `client`: the folder `build/client`.
 */
export function makeStaticFiles(client: string): Router {
  const router = Router();
  const assets = express.static(join(client, 'assets'), {
    immutable: true,
    maxAge: '1y',
    index: false,
    redirect: false,
    fallthrough: true,
  });
  router.use('/assets', assets, (_request, response) => {
    response.status(404).set('Cache-Control', 'no-store').type('text').send('not there\n');
  });
  router.use(express.static(client, { maxAge: '1h', index: false, redirect: false, dotfiles: 'ignore' }));
  return router;
}
