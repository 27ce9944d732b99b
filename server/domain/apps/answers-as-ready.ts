import { request } from 'node:http';
import type { Duplex } from 'node:stream';
import type { Manifest } from './manifest';

/** An app that takes longer for so little is not ready. */
const answerMs = 5_000;

/**
 * Asks an app over a fresh connection whether it is ready, in the manifest's way. The connection is used up. Never throws: what answers
 * late, wrong or not at all is not ready.
 */
export function answersAsReady(
  socket: Duplex,
  { ready, secret }: Pick<Manifest, 'ready' | 'secret'>,
  appSecret: string,
): Promise<boolean> {
  return new Promise((resolve) => {
    const finish = (isReady: boolean) => {
      clearTimeout(timer);
      socket.destroy();
      resolve(isReady);
    };
    const timer = setTimeout(() => finish(false), answerMs);
    socket.on('error', () => finish(false));
    const asking = request({
      path: ready.path,
      headers: { host: 'localhost', ...(secret && { [secret.header]: `${secret.prefix}${appSecret}` }) },
      // Used instead of an agent. @see Node 20, http.request, createConnection
      createConnection: () => socket as never,
    });
    asking.on('response', (answer) => finish(ready.statuses.includes(answer.statusCode ?? 0)));
    asking.on('error', () => finish(false));
    asking.end();
  });
}
