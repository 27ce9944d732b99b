import { createReadableStreamFromReadable, type AppLoadContext, type EntryContext } from '@remix-run/node';
import { RemixServer } from '@remix-run/react';
import { isbot } from 'isbot';
import { PassThrough } from 'node:stream';
import { renderToPipeableStream } from 'react-dom/server';
import { registerAll } from './locales/register-all';
import { Shell } from './parts/shell';

/** How long loaders that stream may keep a page open, ms. The browser has the page long before; this bounds what can hang. */
export const streamTimeout = 10_000;

registerAll();

/** Renders a page: at once for people, complete for crawlers, which do not wait for what streams in. */
export default function handleRequest(
  request: Request,
  status: number,
  headers: Headers,
  remixContext: EntryContext,
  context: AppLoadContext,
): Promise<Response> {
  const isWhole = isbot(request.headers.get('user-agent') ?? '') || remixContext.isSpaMode;
  return new Promise((resolve, reject) => {
    let isShellSent = false;
    let finalStatus = status;
    const start = () => {
      isShellSent = true;
      const body = new PassThrough();
      headers.set('Content-Type', 'text/html; charset=utf-8');
      headers.set('Content-Language', context.locale);
      resolve(new Response(createReadableStreamFromReadable(body), { headers, status: finalStatus }));
      stream.pipe(body);
    };
    const stream = renderToPipeableStream(
      <Shell.Provider value={{ nonce: context.cspNonce, locale: context.locale }}>
        <RemixServer
          context={remixContext}
          url={request.url}
          nonce={context.cspNonce}
          abortDelay={streamTimeout}
        />
      </Shell.Provider>,
      {
        nonce: context.cspNonce,
        ...(isWhole ? { onAllReady: start } : { onShellReady: start }),
        onShellError: reject,
        onError() {
          // What throws before the shell is sent is rejected above and logged by the server; later ones show their boundary.
          if (!isShellSent) finalStatus = 500;
        },
      },
    );
    setTimeout(() => stream.abort(), streamTimeout + 1000).unref();
  });
}
