import type { HeadersFunction, LinksFunction, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { Links, Meta, Outlet, Scripts, ScrollRestoration } from '@remix-run/react';
import type { ReactNode } from 'react';
import { isAppError } from '#server/contract/app-error';
import { noteEarlyInput } from './early-input';
import { useZoneCookie } from './hooks/use-zone-cookie';
import { ErrorPage } from './parts/error-page';
import { PageFrame } from './parts/page-frame';
import { useRootData, type RootData } from './parts/root-data';
import { useShell } from './parts/shell';
import { TextProvider } from './parts/text-provider';
import { titleMeta } from './parts/title-meta';
import { errorTitleKey, toPageError } from './parts/to-page-error';
import { themeOf } from './request/cookies';
import { Hatches } from './ui/hatches';
import { ToastProvider } from './ui/toast';
import css from './styles/app.css?url';

/** What a page is called that does not say it itself. */
export const meta: MetaFunction = (args) => {
  if (args.error === undefined) return titleMeta('landing', (t) => t('title'))(args);
  const { code } = toPageError(args.error);
  return titleMeta('pages', (t) => t(errorTitleKey(code)))(args);
};

export const links: LinksFunction = () => [
  { rel: 'stylesheet', href: css },
  { rel: 'icon', href: '/icon.svg', type: 'image/svg+xml' },
  { rel: 'manifest', href: '/manifest.webmanifest' },
];

/** Pages are of one person and one language: no shared cache may keep them. */
export const headers: HeadersFunction = () => ({
  'Cache-Control': 'private, no-store',
  Vary: 'Cookie, Accept-Language',
});

export async function loader({ request, context }: LoaderFunctionArgs): Promise<RootData> {
  const { actor, locale, timeZone, isDemo } = context;
  return {
    locale,
    timeZone,
    theme: themeOf(request.headers.get('cookie')),
    isDemo,
    nowAt: new Date(),
    person: actor && {
      id: actor.personId,
      displayName: actor.displayName,
      email: actor.email,
      roles: [...actor.roles],
    },
    ...(await ofPerson(context)),
  };
}

/** What stands in the frame must not keep a page from opening. */
async function ofPerson({
  services,
  actor,
}: LoaderFunctionArgs['context']): Promise<Pick<RootData, 'hours' | 'endings' | 'shown'>> {
  const nothing = { hours: undefined, endings: [], shown: [] };
  if (!actor) return nothing;
  try {
    const [me, endings] = await Promise.all([services.people.me(actor), services.launches.endings(actor)]);
    return { hours: me.hours, endings, shown: services.showings.list(actor) };
  } catch (error) {
    if (isAppError(error)) return nothing;
    throw error;
  }
}

export function Layout({ children }: { children: ReactNode }) {
  const shell = useShell();
  const root = useRootData();
  const theme = root?.theme ?? 'system';
  return (
    <html
      lang={root?.locale ?? shell.locale}
      data-theme={theme === 'system' ? undefined : theme}
      suppressHydrationWarning
    >
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover" />
        <Meta />
        <Links />
        <script
          nonce={shell.nonce}
          suppressHydrationWarning
          dangerouslySetInnerHTML={{ __html: noteEarlyInput }}
        />
      </head>
      <body>
        <TextProvider>
          <ToastProvider>{children}</ToastProvider>
        </TextProvider>
        <Hatches />
        <ScrollRestoration nonce={shell.nonce} />
        <Scripts nonce={shell.nonce} />
      </body>
    </html>
  );
}

export default function Root() {
  useZoneCookie();
  return (
    <PageFrame>
      <Outlet />
    </PageFrame>
  );
}

export function ErrorBoundary() {
  return (
    <PageFrame>
      <ErrorPage />
    </PageFrame>
  );
}
