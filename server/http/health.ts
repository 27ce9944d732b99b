import { Router } from 'express';

/** `/healthz`: the process lives. `/readyz`: it can serve now; 503 while it starts, drains, or the database does not answer. */
export function makeHealth(isReady: () => Promise<boolean>): Router {
  const router = Router();
  router.get('/healthz', (_request, response) => {
    response.set('Cache-Control', 'no-store').type('text').send('ok\n');
  });
  router.get('/readyz', async (_request, response) => {
    const isGood = await isReady().catch(() => false);
    response
      .set('Cache-Control', 'no-store')
      .status(isGood ? 200 : 503)
      .type('text')
      .send(isGood ? 'ready\n' : 'not ready\n');
  });
  return router;
}
