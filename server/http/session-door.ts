import type { Browser, Identity } from '../bridge/identity/port';
import { AppError } from '../contract/app-error';
import { isLoopback } from '../env';

/** Cookies to set, one `Set-Cookie` each, and where the person wanted to go (a path of this origin). */
export interface Entered {
  setCookies: string[];
  nextPath: string | undefined;
  /** Whether the person was made just now. */
  isNew: boolean;
}

/** The ways to a session that a page has, for the browser that asks. */
export interface SessionDoor {
  /** Looks at a mailed link for the page with the button; undefined when it opens nothing any more. */
  peekLink(token: string): Promise<{ email: string; isSignUp: boolean } | undefined>;
  /** Uses a mailed link up. @throws AppError[link-expired] */
  followLink(token: string): Promise<Entered>;
  /** Signs in as a demo person. @throws AppError[demo-only | not-found] */
  become(email: string): Promise<Entered>;
  /** Ends the browser's session; harmless without one. */
  signOut(): Promise<{ setCookies: string[] }>;
}

export interface SessionDoorDependencies {
  identity: Identity;
  /** Gives a newly joined person their starter hours; what it throws is logged, and the person is in all the same. */
  welcome(personId: string): Promise<void>;
  /** Makes a link for a demo person; undefined outside the demo. */
  demoLink: ((email: string) => Promise<string>) | undefined;
}

/** A door for one browser. `remoteAddress` is the connection's own, never a header's. Opens nothing. */
export function makeSessionDoor(
  deps: SessionDoorDependencies,
  browser: Browser & { remoteAddress: string },
): SessionDoor {
  const followLink = async (token: string): Promise<Entered> => {
    const { setCookies, nextPath, isNew, personId } = await deps.identity.followLink(token, browser);
    if (isNew) await deps.welcome(personId);
    return { setCookies, nextPath, isNew };
  };
  return {
    peekLink: (token) => deps.identity.peekLink(token),
    followLink,
    become: async (email) => {
      const isHere = isLoopback(browser.remoteAddress.replace(/^::ffff:/, ''));
      if (!deps.demoLink || !isHere) throw new AppError('demo-only');
      return followLink(await deps.demoLink(email));
    },
    signOut: () => deps.identity.signOut(browser),
  };
}
