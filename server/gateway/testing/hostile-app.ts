import { randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer, type WebSocket } from 'ws';

/** What the apps of one test file saw and did. */
export interface AppRecord {
  seen: IncomingMessage[];
  sockets: WebSocket[];
  /** Bytes that `/endless` has been able to send, and whether it was told that nobody reads any more. */
  sentEndless: number;
  hasEndlessEnded: boolean;
}

/** A record in which nothing stands yet. */
export const makeAppRecord = (): AppRecord => ({
  seen: [],
  sockets: [],
  sentEndless: 0,
  hasEndlessEnded: false,
});

/** What `/big` answers with. */
export const appBody = randomBytes(24 * 1024 * 1024);

/** An app that does what it is asked for by the path, and writes down what it saw. */
export function hostileApp(record: AppRecord): Server {
  const server = createServer((asked, answer) => {
    record.seen.push(asked);
    const path = (asked.url ?? '').split('?')[0] ?? '';
    (deeds[path] ?? deeds['/echo'])?.(asked, answer, record);
  });
  const door = new WebSocketServer({ noServer: true });
  server.on('upgrade', (asked: IncomingMessage, socket: Duplex, head: Buffer) => {
    if (asked.url === '/no-socket') return void socket.end('HTTP/1.1 418 No\r\nContent-Length: 0\r\n\r\n');
    door.handleUpgrade(asked, socket, head, (one) => {
      record.sockets.push(one);
      one.on('error', () => undefined);
      one.on('message', (data: Buffer) =>
        data.toString() === 'close-me' ? one.close() : one.send(data.toString()),
      );
    });
  });
  return server;
}

const deeds: Record<string, (asked: IncomingMessage, answer: ServerResponse, record: AppRecord) => void> = {
  '/echo': (_asked, answer) => answer.end('ok'),
  '/mirror': (asked, answer) => asked.pipe(answer),
  '/hostile-headers': (asked, answer) => {
    answer.writeHead(302, {
      'Set-Cookie': ['ok=1; Path=/', 'tossed=1; Domain=localhost', '__Host-modu-app=theirs; Path=/; Secure'],
      Location: `http://${asked.headers.host}/next?a=1`,
      'Access-Control-Allow-Origin': '*',
      'Clear-Site-Data': '"*"',
      'Strict-Transport-Security': 'max-age=1',
      'Service-Worker-Allowed': '/',
      'Alt-Svc': 'h3=":443"',
      'Cache-Control': 'public, max-age=60',
    });
    answer.end();
  },
  '/away': (_asked, answer) => answer.writeHead(302, { Location: 'https://evil.example/' }).end(),
  '/trailers': (_asked, answer) => {
    answer.writeHead(200, { Trailer: 'x-sum' });
    answer.write('x');
    answer.addTrailers({ 'x-sum': '42' });
    answer.end();
  },
  '/big': (asked, answer) => {
    if (asked.headers.range === 'bytes=5-9') return void answer.writeHead(206).end(appBody.subarray(5, 10));
    answer.writeHead(200, { 'Content-Length': appBody.length }).end(appBody);
  },
  '/not-modified': (_asked, answer) => answer.writeHead(304).end(),
  '/half': (_asked, answer) => {
    answer.writeHead(200, { 'Content-Length': 100 });
    answer.write('half');
    setImmediate(() => answer.destroy());
  },
  '/endless': (_asked, answer, record) => {
    record.hasEndlessEnded = false;
    const block = Buffer.alloc(64 * 1024);
    const pump = () => {
      while (!answer.destroyed && answer.write(block)) record.sentEndless += block.length;
      record.sentEndless += block.length;
    };
    answer.on('drain', pump);
    answer.on('close', () => (record.hasEndlessEnded = true));
    pump();
  },
};
