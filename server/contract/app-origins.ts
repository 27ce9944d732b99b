import { isLaunchId, type LaunchId } from './ids';

/** Where apps are opened: each launch has an origin of its own, so that no app's page can touch the portal or another's. */
export interface AppOrigins {
  /** `https://<ulid>.<apps domain>`, without a slash at the end. */
  originOf(launchId: string): string;
  /** Tells whether a Host header names something below the apps domain, and so nothing of the portal. Never throws. */
  isApp(host: string | undefined): boolean;
  /** The launch that a Host header names; undefined for every other form, also another port, a trailing dot or a deeper name. Never throws. */
  launchOf(host: string | undefined): LaunchId | undefined;
}

/**
 * url: the portal's own origin, whose scheme and port apps share. appsDomain: a name that serves nothing else, so that its cookies are
 * nobody else's (`localhost` on one's own machine); undefined when there is none, and then no host is an app's. Pure.
 */
export function makeAppOrigins({
  url,
  appsDomain = 'invalid',
}: {
  url: string;
  appsDomain: string | undefined;
}): AppOrigins {
  const { protocol, port } = new URL(url);
  const tail = `.${appsDomain}${port === '' ? '' : `:${port}`}`;
  const labelOf = (host: string | undefined) =>
    host?.toLowerCase().endsWith(tail) ? host.slice(0, -tail.length) : undefined;
  return {
    originOf: (launchId) => `${protocol}//${launchId.toLowerCase()}${tail}`,
    isApp: (host) => labelOf(host) !== undefined,
    launchOf: (host) => {
      const id = labelOf(host)?.toUpperCase();
      return id !== undefined && isLaunchId(id) ? id : undefined;
    },
  };
}
