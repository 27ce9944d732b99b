import type { Request, Response } from 'express';
import { chooseLocale } from '~/request/locale.server';
import { readCookie, zoneCookie } from '~/request/cookies';
import type { Services } from '../services';
import type { LoadContext } from './load-context';
import { makeCardDoor, type CardDoorDependencies } from './card-door';
import { stateOf } from './request-state';
import { makeGuardianDoor } from './guardian-door';
import { makeOidcDoor, type OidcDoorDependencies } from './oidc-door';
import { makeSessionDoor, type SessionDoorDependencies } from './session-door';

export interface LoadContextDependencies
  extends SessionDoorDependencies, OidcDoorDependencies, CardDoorDependencies {
  services: Services;
  isDemo: boolean;
  isDevelopment: boolean;
}

/** What each route gets, made from what the middleware before it found out. Never throws. */
export function makeGetLoadContext(deps: LoadContextDependencies) {
  return (request: Request, response: Response): LoadContext => {
    const { actor, isWaiting, isStopped, requestId, cspNonce, goneSignal } = stateOf(response);
    const { cookie } = request.headers;
    const browser = {
      cookieHeader: cookie,
      userAgent: request.get('user-agent') ?? '',
      address: request.ip ?? '',
      remoteAddress: request.socket.remoteAddress ?? '',
      requestId,
    };
    return {
      services: deps.services,
      actor,
      isWaiting,
      isStopped,
      sessionDoor: makeSessionDoor(deps, browser),
      oidcDoor: makeOidcDoor(deps, browser),
      cardDoor: makeCardDoor(deps, browser),
      guardianDoor: makeGuardianDoor(deps.secret, cookie),
      address: request.ip ?? '',
      locale: chooseLocale({
        cookie,
        person: actor?.locale,
        acceptLanguage: request.headers['accept-language'],
      }),
      timeZone: knownZone(readCookie(cookie, zoneCookie)),
      cspNonce,
      requestId,
      isDemo: deps.isDemo,
      isDevelopment: deps.isDevelopment,
      goneSignal,
    };
  };
}

/** The zone when this Node knows it, [Asia/Seoul]. */
function knownZone(zone: string | undefined): string {
  if (zone === undefined || zone.length > 64) return 'Asia/Seoul';
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone;
  } catch {
    return 'Asia/Seoul';
  }
}
