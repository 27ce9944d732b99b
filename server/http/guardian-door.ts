import { readCookieValue } from '../bridge/identity/cookies';
import { readSignedValue, signValue } from '../bridge/identity/signed-value';
import { consentDays } from '../contract/guardians';

/** What a child's browser keeps of its wish. */
export interface ChildHolds {
  handle: string;
  code: string;
}

/** What the browser that asks holds of a child's wish, and of a guardian's session; neither is anybody's sign-in. */
export interface GuardianDoor {
  /** undefined: nothing, or not ours. */
  child: ChildHolds | undefined;
  /** A value for `Set-Cookie`. */
  holdChild(holds: ChildHolds): string;
  forgetChild: string;
  /** A guardian's session token; whether it is good still only the services know. */
  session: string | undefined;
  holdSession(entered: { session: string; seconds: number }): string;
  forgetSession: string;
}

const childCookie = '__Host-modu-child';
const sessionCookie = '__Host-modu-guardian';
const purpose = 'child';
/** Until the guardian's time is over, and then the child's. */
const childSeconds = (consentDays.toAgree + consentDays.toJoin) * 86_400;

const cookieLine = (name: string, value: string, maxAge: number) =>
  `${name}=${value}; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=${maxAge}`;

/** A door for one browser. Opens nothing. */
export function makeGuardianDoor(secret: string, cookieHeader: string | undefined): GuardianDoor {
  return {
    child: readSignedValue(secret, purpose, readCookieValue(cookieHeader, childCookie)) as
      ChildHolds | undefined,
    holdChild: ({ handle, code }) =>
      cookieLine(childCookie, signValue(secret, purpose, { handle, code }, childSeconds), childSeconds),
    forgetChild: cookieLine(childCookie, '', 0),
    session: readCookieValue(cookieHeader, sessionCookie)?.slice(0, 200),
    holdSession: ({ session, seconds }) => cookieLine(sessionCookie, session, seconds),
    forgetSession: cookieLine(sessionCookie, '', 0),
  };
}
