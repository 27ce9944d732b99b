import type { NextFunction, Request, Response } from 'express';

/** The hosts (`name:port` as browsers send them) that the portal answers to. Pure. */
export function allowedHosts(options: { url: string; isDemo: boolean; port: number }): Set<string> {
  const hosts = new Set([new URL(options.url).host]);
  if (options.isDemo)
    for (const name of ['localhost', '127.0.0.1', '[::1]'])
      hosts.add(options.port === 80 ? name : `${name}:${options.port}`);
  return hosts;
}

/**
 * Refuses requests for any other host (421): a name that an attacker points at this address (DNS rebinding) never sees a page,
 * and no link is ever built from a forged name. @see RFC 9110 §15.5.20
 */
export function makeHostCheck(hosts: ReadonlySet<string>) {
  return (request: Request, response: Response, next: NextFunction): void => {
    if (hosts.has((request.headers.host ?? '').toLowerCase())) return next();
    response
      .status(421)
      .set('Cache-Control', 'no-store')
      .type('text')
      .send('This address is not served here.\n');
  };
}
