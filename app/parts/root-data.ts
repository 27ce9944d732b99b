import { useRouteLoaderData } from '@remix-run/react';
import type { Locale, Role } from '#server/contract/roles';
import type { HoursView } from '#server/hours-services';
import type { ShownTerminal } from '#server/showing-services';
import type { EndingView } from '#server/launch-services';
import type { Theme } from '../request/cookies';

/** What every page knows, from the root's loader. */
export interface RootData {
  locale: Locale;
  timeZone: string;
  theme: Theme;
  isDemo: boolean;
  /** The server's clock when the page was made: what relative times count from until the page ticks by itself. */
  nowAt: Date;
  /** `email` undefined: they have none. */
  person: { id: string; displayName: string; email: string | undefined; roles: Role[] } | null;
  hours: HoursView | undefined;
  /** One's launches that run, the first to reach its limit on top. */
  endings: EndingView[];
  /** Terminals that students show to who looks at the page. */
  shown: ShownTerminal[];
}

/** What the root's loader gave; undefined when it failed. */
export const useRootData = (): RootData | undefined => useRouteLoaderData('root') as RootData | undefined;
