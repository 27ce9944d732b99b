import { request } from 'node:http';
import type { Duplex } from 'node:stream';
import { z } from 'zod';
import type { Manifest } from './manifest';

const answerMs = 10_000;
/** Far over any list of kernels. */
const mostBytes = 1024 * 1024;

/** What an app positively says of its use. */
export interface Activity {
  /** Something is being computed now. */
  isBusy: boolean;
  /** undefined: there is nothing that could have been used. */
  lastAt: Date | undefined;
}

/** Kernels and terminals, each with when it last did something. @see jupyter_server 2, REST API: /api/kernels, /api/terminals */
const listed = z.array(
  z.object({ last_activity: z.iso.datetime({ offset: true }), execution_state: z.string().optional() }),
);

/**
 * Asks a Jupyter when its kernels and terminals last did something; the question itself counts as nothing (`no_track_activity`). An open
 * page without a kernel that works is no use. undefined: it did not say, which is never taken for idle. Never throws.
 * @see jupyter_server 2.x, APIHandler.update_api_activity
 */
export async function readActivity(
  dial: () => Promise<Duplex | undefined>,
  { secret }: Pick<Manifest, 'secret'>,
  appSecret: string,
): Promise<Activity | undefined> {
  const headers = { host: 'localhost', ...(secret && { [secret.header]: `${secret.prefix}${appSecret}` }) };
  const found: z.output<typeof listed> = [];
  try {
    for (const path of ['/api/kernels', '/api/terminals']) {
      const answer = await ask(await dial(), `${path}?no_track_activity=1`, headers);
      // Terminals can be turned off.
      if (answer?.status === 404 && path === '/api/terminals') continue;
      if (answer?.status !== 200) return undefined;
      found.push(...listed.parse(JSON.parse(answer.text)));
    }
  } catch {
    return undefined;
  }
  const last = Math.max(...found.map((one) => Date.parse(one.last_activity)));
  return {
    isBusy: found.some((one) => one.execution_state === 'busy'),
    lastAt: found.length === 0 ? undefined : new Date(last),
  };
}

/** One GET over a connection of its own, which is used up. */
function ask(
  socket: Duplex | undefined,
  path: string,
  headers: Record<string, string>,
): Promise<{ status: number; text: string } | undefined> {
  if (!socket) return Promise.resolve(undefined);
  return new Promise((resolve) => {
    const finish = (answer: { status: number; text: string } | undefined) => {
      clearTimeout(timer);
      socket.destroy();
      resolve(answer);
    };
    const timer = setTimeout(() => finish(undefined), answerMs);
    socket.on('error', () => finish(undefined));
    // Used instead of an agent. @see Node 20, http.request, createConnection
    const asking = request({ path, headers, createConnection: () => socket as never });
    asking.on('error', () => finish(undefined));
    asking.on('response', (answer) => {
      const parts: Buffer[] = [];
      let bytes = 0;
      answer.on('data', (part: Buffer) => {
        parts.push(part);
        bytes += part.length;
        if (bytes > mostBytes) finish(undefined);
      });
      answer.on('end', () =>
        finish({ status: answer.statusCode ?? 0, text: Buffer.concat(parts).toString() }),
      );
    });
    asking.end();
  });
}
