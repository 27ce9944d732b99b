import express, { Router, type NextFunction, type Request, type Response } from 'express';
import { existsSync, readdirSync } from 'node:fs';
import { extname, join } from 'node:path';

const year = 365 * 86_400_000;
const types: Record<string, string> = {
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.json': 'application/json; charset=utf-8',
};
/** Best first; what `scripts/start.mjs` left beside each file. */
const encodings = [
  ['br', '.br'],
  ['gzip', '.gz'],
] as const;

/**
 * The built files. Names under `/assets` hold a hash of the contents: kept for ever, and one that is not there (of an older build) is a
 * hard 404, never a page, so that a browser does not run HTML as script. `client`: the folder `build/client`.
 */
export function makeStaticFiles(client: string): Router {
  const router = Router();
  const assets = join(client, 'assets');
  router.use('/assets', sendCompressed(assets));
  router.use(
    '/assets',
    express.static(assets, { immutable: true, maxAge: year, index: false, redirect: false }),
  );
  router.use('/assets', (_request, response) => {
    response.status(404).set('Cache-Control', 'no-store').type('text').send('not there\n');
  });
  router.use(express.static(client, { maxAge: '1h', index: false, redirect: false, dotfiles: 'ignore' }));
  return router;
}

/** Sends a file's compressed twin when there is one and the browser takes it. Only names that were there at the start are looked at. */
function sendCompressed(folder: string) {
  const names = new Set(existsSync(folder) ? readdirSync(folder) : []);
  return (request: Request, response: Response, next: NextFunction): void => {
    const name = request.path.slice(1);
    const type = types[extname(name)];
    const wished = request.headers['accept-encoding'] ?? '';
    const found = encodings.find(([word, ending]) => wished.includes(word) && names.has(name + ending));
    if (type === undefined || !names.has(name)) return next();
    response.vary('Accept-Encoding');
    if (!found) return next();
    response.set({ 'Content-Type': type, 'Content-Encoding': found[0] });
    response.sendFile(
      name + found[1],
      { root: folder, immutable: true, maxAge: year, cacheControl: true },
      (error) => {
        if (error) next(error);
      },
    );
  };
}
