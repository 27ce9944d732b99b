import type { NextFunction, Request, Response } from 'express';
import { onHeaders } from './on-headers';
import { stateOf } from './request-state';

export interface HeaderOptions {
  isTls: boolean;
  /** Vite's own scripts and styles in development come without a nonce. */
  isDevelopment: boolean;
  /** Providers to sign in at: browsers hold where a form leads in the end against its policy. [none] @see CSP Level 3, §6.4.1 */
  formTargets?: readonly string[];
}

/** Headers that every answer carries, and a cache rule for every answer that says none itself. */
export function makeSecurityHeaders(options: HeaderOptions) {
  return (_request: Request, response: Response, next: NextFunction): void => {
    response.set({
      'Content-Security-Policy': contentSecurityPolicy(stateOf(response).cspNonce, options),
      'Cross-Origin-Opener-Policy': 'same-origin',
      'Cross-Origin-Resource-Policy': 'same-origin',
      'Permissions-Policy':
        'camera=(), geolocation=(), microphone=(), payment=(), usb=(), interest-cohort=()',
      // Not `no-referrer`: with it browsers send `Origin: null` with forms, and the Origin check would refuse our own pages.
      // @see Fetch, "append a request Origin header"
      'Referrer-Policy': 'same-origin',
      'X-Content-Type-Options': 'nosniff',
      ...(options.isTls && { 'Strict-Transport-Security': 'max-age=31536000' }),
    });
    onHeaders(response, () => {
      if (response.hasHeader('Cache-Control')) return;
      response.setHeader('Cache-Control', 'private, no-store');
      response.vary('Cookie');
    });
    next();
  };
}

/**
 * Scripts and style elements: our own files, or with this answer's nonce. Style attributes cannot carry a nonce and cannot run anything;
 * parts that measure themselves write them. Pure. @see CSP Level 3, §6.1.14 style-src-attr
 */
export function contentSecurityPolicy(
  nonce: string,
  { isDevelopment, formTargets = [] }: Pick<HeaderOptions, 'isDevelopment' | 'formTargets'>,
): string {
  const own = `'self' 'nonce-${nonce}'`;
  const rules = [
    `default-src 'none'`,
    `script-src ${own}`,
    isDevelopment ? `style-src 'self' 'unsafe-inline'` : `style-src ${own}`,
    `style-src-attr 'unsafe-inline'`,
    `img-src 'self' data: blob:`,
    `font-src 'self' data:`,
    `connect-src 'self'${isDevelopment ? ' ws:' : ''}`,
    `manifest-src 'self'`,
    `worker-src 'self'`,
    [`form-action 'self'`, ...formTargets].join(' '),
    `base-uri 'none'`,
    `frame-ancestors 'none'`,
  ];
  return rules.join('; ');
}
