import { request, type IncomingHttpHeaders, type IncomingMessage } from 'node:http';
import { connect, type Socket } from 'node:net';

export interface Answered {
  status: number;
  headers: IncomingHttpHeaders;
  body: Buffer;
  trailers: NodeJS.Dict<string>;
  /** The answer came to its own end. */
  isWhole: boolean;
}

export interface Asked {
  port: number;
  host: string;
  path?: string;
  method?: string;
  headers?: Record<string, string>;
  body?: Buffer | string;
}

/** Asks for exactly this, with any Host, and reads the answer to its end. */
export async function ask(asked: Asked): Promise<Answered> {
  const got = await askStream(asked);
  const parts: Buffer[] = [];
  await new Promise<void>((done) => {
    got.on('data', (part: Buffer) => parts.push(part));
    got.on('error', () => done());
    got.on('close', () => done());
  });
  return {
    status: got.statusCode ?? 0,
    headers: got.headers,
    body: Buffer.concat(parts),
    trailers: got.trailers,
    isWhole: got.complete,
  };
}

/** The same, before the answer's body is read. */
export function askStream({
  port,
  host,
  path = '/',
  method = 'GET',
  headers = {},
  body,
}: Asked): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const sent = request({
      host: '127.0.0.1',
      port,
      path,
      method,
      agent: false,
      headers: { host, ...headers },
    });
    sent.once('response', resolve);
    sent.once('error', reject);
    sent.end(body);
  });
}

/** Writes these bytes as they are and gives all that comes back until the other side closes or falls silent for `quietMs`. */
export function askRaw(port: number, text: string, quietMs = 20_000): Promise<string> {
  return new Promise((resolve) => {
    let got = '';
    const socket: Socket = connect(port, '127.0.0.1', () => socket.write(text, 'latin1'));
    socket.setTimeout(quietMs, () => socket.destroy());
    socket.on('data', (part) => (got += part.toString('latin1')));
    socket.on('error', () => undefined);
    socket.on('close', () => resolve(got));
  });
}
