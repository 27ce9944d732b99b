import { createServer, type RequestListener, type Server } from 'node:http';

type Refusal = 'taken' | 'forbidden' | 'no-such-address';

/** A port that cannot be had; the message is the one sentence to show. */
export class PortError extends Error {
  override name = 'PortError';
}

export interface Listening {
  /** One for each address; upgrade doors are attached to each. */
  servers: Server[];
  /** Takes no new connections, lets requests finish for `graceMs`, then cuts what is left. Calling twice is harmless. */
  close(graceMs: number): Promise<void>;
}

/**
 * Listens on every address that the machine has; a machine without IPv6 does without `::1`.
 * @throws PortError when the port is taken or may not be used.
 */
export async function listen(
  listener: RequestListener,
  hosts: readonly string[],
  port: number,
): Promise<Listening> {
  const servers: Server[] = [];
  try {
    for (const host of hosts) {
      // No limit on a whole request: an upload to an app may take hours. Bodies of the portal's own have theirs (`limitBody`).
      const server = createServer(
        { keepAliveTimeout: 65_000, headersTimeout: 20_000, requestTimeout: 0 },
        listener,
      );
      const outcome = await tryListen(server, host, port);
      if (outcome === 'ok') servers.push(server);
      else if (outcome !== 'no-such-address' || hosts.length === 1)
        throw new PortError(sentences[outcome](host, port));
    }
    if (servers.length === 0) throw new PortError(sentences['no-such-address'](hosts.join(', '), port));
  } catch (error) {
    await Promise.all(servers.map((server) => closeServer(server, 0)));
    throw error;
  }
  return {
    servers,
    close: async (graceMs) => {
      await Promise.all(servers.map((server) => closeServer(server, graceMs)));
    },
  };
}

/** Tells at once, before anything is started, when the port cannot be had. @throws PortError */
export async function checkPort(hosts: readonly string[], port: number): Promise<void> {
  const { close } = await listen(() => undefined, hosts, port);
  await close(0);
}

const sentences: Record<Refusal, (host: string, port: number) => string> = {
  taken: (_host, port) => `Port ${port} is in use: stop what listens there, or set PORT to another port.`,
  forbidden: (_host, port) => `Port ${port} may not be used by this person: set PORT to one from 1024 on.`,
  'no-such-address': (host) => `HOST is ${host}, but this machine has no such address.`,
};

function tryListen(server: Server, host: string, port: number): Promise<'ok' | Refusal> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE') resolve('taken');
      else if (error.code === 'EACCES') resolve('forbidden');
      else if (['EADDRNOTAVAIL', 'EAFNOSUPPORT', 'ENOTFOUND'].includes(error.code ?? ''))
        resolve('no-such-address');
      else reject(error);
    });
    server.listen({ host, port, ipv6Only: true }, () => resolve('ok'));
  });
}

async function closeServer(server: Server, graceMs: number): Promise<void> {
  if (!server.listening) return;
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  server.closeIdleConnections();
  const cut = setTimeout(() => server.closeAllConnections(), graceMs);
  await closed;
  clearTimeout(cut);
}
