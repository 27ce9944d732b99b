import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdirSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import {
  Agent,
  createServer,
  request,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http';
import { createServer as createNetServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { demoCentres } from '../../demo/centre/centres';
import { startCentre, type RunningCentre } from '../../demo/centre/start-centre';
import { testKey } from '../../demo/centre/testing/ssh-client';
import { openSshPool } from './open-ssh-pool';
import type { SshLink, SshPool } from './port';

/* Tunnels through a demo centre's SSH to a socket of the login's own. */

let folder: string;
let centre: RunningCentre;
let pool: SshPool;
let bora: SshLink;
let sora: SshLink;
let server: Server;
let path: string;
const big = randomBytes(8 * 1024 * 1024);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dial-'));
  centre = await startCentre(
    { ...demoCentres.hangang, folder, authorizedKeys: [testKey.public] },
    { standalone: false },
  );
  pool = openSshPool({ keyOf: async () => ({ privateKey: testKey.private }) });
  const link = (login: string) =>
    pool.link({
      cluster: 'hangang',
      host: '127.0.0.1',
      port: centre.port,
      hostKeys: [centre.hostKey],
      login,
    });
  for (const login of ['bora', 'sora'])
    expect((await link('modu-svc').run({ line: `modu-login add ${login}` })).exitCode).toBe(0);
  [bora, sora] = [link('bora'), link('sora')];
  path = join(folder, 'home/bora/app.sock');
  server = createServer(answer).listen(path);
  await once(server, 'listening');
});

afterAll(async () => {
  server.close();
  await pool.close();
  await centre.stop();
  await rm(folder, { recursive: true, force: true });
});

function answer(asked: IncomingMessage, response: ServerResponse): void {
  if (asked.url === '/big') response.end(big);
  else if (asked.url === '/close') {
    response.end('bye');
    // As servers do with a connection that was idle for long, only sooner: after the answer, without a word.
    response.on('finish', () => setImmediate(() => asked.socket.destroy()));
  } else if (asked.method === 'POST') {
    const hash = createHash('sha256');
    asked.on('data', (bytes: Buffer) => hash.update(bytes));
    asked.on('end', () => response.end(hash.digest('hex')));
  } else response.end('hello');
}

const agentTo = (link: SshLink) => {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  agent.createConnection = ((_options: unknown, done: (error: Error | null, socket?: unknown) => void) => {
    link.dial({ kind: 'socket', path }).then(
      (socket) => (socket ? done(null, socket) : done(new Error('nothing listens'))),
      (error: Error) => done(error),
    );
  }) as never;
  return agent;
};

function ask(agent: Agent, to: string, body?: Buffer): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const asking = request({ agent, path: to, method: body ? 'POST' : 'GET', host: 'app' });
    asking.on('error', reject);
    asking.on('response', (response) => {
      const parts: Buffer[] = [];
      response.on('data', (bytes: Buffer) => parts.push(bytes));
      response.on('end', () => resolve(Buffer.concat(parts)));
      response.on('error', reject);
    });
    asking.end(body);
  });
}

test('bodies of both ways arrive whole, over one kept connection', async () => {
  const agent = agentTo(bora);
  expect((await ask(agent, '/')).toString()).toBe('hello');
  expect((await ask(agent, '/big')).equals(big)).toBe(true);
  const hash = (await ask(agent, '/', big)).toString();
  expect(hash).toBe(createHash('sha256').update(big).digest('hex'));
  agent.destroy();
});

test('a kept connection that the far side closes leaves the pool of kept ones', async () => {
  const agent = agentTo(bora);
  for (let time = 0; time < 5; time++) {
    expect((await ask(agent, '/close')).toString()).toBe('bye');
    await expect.poll(() => Object.keys(agent.freeSockets)).toEqual([]);
  }
  agent.destroy();
});

test('what does not listen, and what is not the login’s own, is nothing', async () => {
  expect(await bora.dial({ kind: 'socket', path: join(folder, 'home/bora/none.sock') })).toBeUndefined();
  expect(await sora.dial({ kind: 'socket', path })).toBeUndefined();
  const outside = join(folder, 'outside');
  mkdirSync(outside);
  const other = createNetServer().listen(join(outside, 's'));
  await once(other, 'listening');
  expect(await bora.dial({ kind: 'socket', path: join(outside, 's') })).toBeUndefined();
  expect(
    await bora.dial({ kind: 'socket', path: join(folder, 'home/bora/../../outside/s') }),
  ).toBeUndefined();
  other.close();
});

test('a closed tunnel leaves no connection open at the far side', async () => {
  const count = () =>
    new Promise<number>((resolve, reject) =>
      server.getConnections((error, number) => (error ? reject(error) : resolve(number))),
    );
  for (let time = 0; time < 50; time++) {
    const socket = await bora.dial({ kind: 'socket', path });
    socket?.write('GET / HTTP/1.1\r\n');
    socket?.destroy();
  }
  await expect.poll(count).toBe(0);
});
