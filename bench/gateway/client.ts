import { Agent, request } from 'node:http';
import WebSocket from 'ws';
import { quantile } from '../quantile';

/** One round of measurements of whoever listens at argv[2], asked with Host argv[3] and Cookie argv[4]; tells its parent what it found. */
export interface Round {
  oneP50: number;
  oneP99: number;
  perSecond: number;
  megabytesPerSecond: number;
  socketP50: number;
}

const port = Number(process.argv[2]);
const headers = { host: process.argv[3] ?? 'localhost', cookie: process.argv[4] ?? '' };
const origin = `http://${headers.host}`;

function get(agent: Agent, path: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const asked = request({ host: '127.0.0.1', port, path, agent, headers }, (answer) => {
      let bytes = 0;
      answer.on('data', (part: Buffer) => (bytes += part.length));
      answer.on('end', () =>
        answer.statusCode === 200 ? resolve(bytes) : reject(new Error(`answered ${answer.statusCode}`)),
      );
    });
    asked.on('error', reject);
    asked.end();
  });
}

async function timesOf(count: number, work: () => Promise<unknown>): Promise<number[]> {
  const times: number[] = [];
  for (let at = 0; at < count; at++) {
    const startedAt = performance.now();
    await work();
    times.push(performance.now() - startedAt);
  }
  return times;
}

async function measure(): Promise<Round> {
  const one = new Agent({ keepAlive: true, maxSockets: 1 });
  await timesOf(200, () => get(one, '/1k'));
  const times = await timesOf(1500, () => get(one, '/1k'));
  const many = new Agent({ keepAlive: true, maxSockets: 32 });
  const total = 6_000;
  const startedAt = performance.now();
  await Promise.all(
    Array.from({ length: 32 }, () => timesOf(Math.floor(total / 32), () => get(many, '/1k'))),
  );
  const perSecond = total / ((performance.now() - startedAt) / 1000);
  const [bodyMs = Number.NaN] = (await timesOf(3, () => get(one, '/64m'))).sort((a, b) => a - b);
  const socket = new WebSocket(`ws://127.0.0.1:${port}/ws`, {
    headers: { ...headers, origin },
    perMessageDeflate: false,
  });
  await new Promise((open, fail) => socket.once('open', open).once('error', fail));
  const message = Buffer.alloc(64, 'x');
  const echoes = await timesOf(
    1500,
    () =>
      new Promise((echoed) => {
        socket.once('message', echoed);
        socket.send(message);
      }),
  );
  socket.terminate();
  return {
    oneP50: quantile(times, 0.5),
    oneP99: quantile(times, 0.99),
    perSecond,
    megabytesPerSecond: 67.1 / (bodyMs / 1000),
    socketP50: quantile(echoes.slice(200), 0.5),
  };
}

measure().then(
  (round) => process.send?.(round, () => process.exit(0)),
  (error: unknown) => {
    console.error(error);
    process.exit(1);
  },
);
