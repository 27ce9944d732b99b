import { createServer } from 'node:http';
import { WebSocketServer } from 'ws';

/** What a notebook is to the gateway: 1 KB answers, a 64 MB body, a socket that echoes. Listens on argv[2]: a path or a port. */
const kilobyte = Buffer.alloc(1024, 'x');
const large = Buffer.alloc(64 * 1024 * 1024, 'x');
const server = createServer((asked, answer) => {
  const body = asked.url === '/64m' ? large : kilobyte;
  answer.writeHead(200, { 'Content-Type': 'text/plain', 'Content-Length': body.length }).end(body);
});
new WebSocketServer({ server, perMessageDeflate: false }).on('connection', (socket) =>
  socket.on('message', (data: Buffer, isBinary) => socket.send(data, { binary: isBinary })),
);
const place = process.argv[2] ?? '0';
server.listen(/^\d+$/.test(place) ? { port: Number(place), host: '127.0.0.1' } : { path: place }, () =>
  process.send?.('ready'),
);
