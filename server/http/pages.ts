import type { ServerBuild } from '@remix-run/node';
import { createRequestHandler } from '@remix-run/express';
import type { RequestHandler } from 'express';
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Request, Response } from 'express';
import type { LoadContext } from './load-context';
import { makeStaticFiles } from './static-files';

/** The browser half: its files, and what makes its pages. */
export interface Pages {
  files: RequestHandler;
  handler: RequestHandler;
  close(): Promise<void>;
}

type GetLoadContext = (request: Request, response: Response) => LoadContext;

/** Remix wants an object that may hold anything. */
const open = (get: GetLoadContext) => (request: Request, response: Response) => ({
  ...get(request, response),
});

/** The pages as built by `remix vite:build` under `root`. @throws Error when there is no build. */
export async function loadBuiltPages(root: string, getLoadContext: GetLoadContext): Promise<Pages> {
  const entry = resolve(root, 'build/server/index.js');
  if (!existsSync(entry))
    throw new Error('The pages are not built: run "npm run build", or start with "npm start".');
  const build = (await import(/* @vite-ignore */ pathToFileURL(entry).href)) as ServerBuild;
  return {
    files: makeStaticFiles(resolve(root, 'build/client')),
    handler: createRequestHandler({ build, mode: 'production', getLoadContext: open(getLoadContext) }),
    close: async () => undefined,
  };
}

/** The pages straight from their sources, through Vite with hot reload. Takes its own WebSocket port. */
export async function loadPagesInDevelopment(root: string, getLoadContext: GetLoadContext): Promise<Pages> {
  const { createServer } = await import('vite');
  const vite = await createServer({
    root,
    configFile: resolve(root, 'remix.config.js'),
    server: { middlewareMode: true, hmr: { port: 24_700 + (process.pid % 1000) } },
  });
  return {
    files: vite.middlewares,
    handler: createRequestHandler({
      build: () => vite.ssrLoadModule('virtual:remix/server-build') as Promise<ServerBuild>,
      mode: 'development',
      getLoadContext: open(getLoadContext),
    }),
    close: () => vite.close(),
  };
}
