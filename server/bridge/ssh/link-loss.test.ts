import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { layCable, type Cable } from './testing/cable';
import { openTestPool, type TestPool } from './testing/test-pool';
import { openTestServer, type TestServer } from './testing/test-server';

/* Links that die: with a word, without one, and in the middle of anything. */

let server: TestServer;
let cable: Cable;
let pool: TestPool;
beforeEach(async () => {
  server = await openTestServer();
  cable = await layCable(server.port);
});
afterEach(async () => {
  await pool.pool.close();
  await cable.close();
  await server.close();
});
const down = { code: 'cluster-down' };
const nothingIsLeft = () => expect.poll(() => pool.pool.size(), { timeout: 60_000 }).toBe(0);

describe('a link that is dead and does not say so (as the portal is set, after 30 s; here after 3)', () => {
  beforeEach(() => {
    pool = openTestPool({ keepaliveIntervalMs: 1_000, retryFirstMs: 1, retryMaxMs: 1 });
  });

  test('ends the command that waits on it, and the next one finds a new link', async () => {
    const link = pool.link(cable.port);
    const waiting = link.run({ line: 'sleep 600', deadlineMs: 100_000 });
    const outcome = waiting.catch((error: unknown) => error);
    await expect.poll(() => server.seen.openSessions, { timeout: 60_000 }).toBe(1);
    cable.swallow();
    expect(await outcome).toMatchObject(down);
    await nothingIsLeft();
    const next = pool.link(server.port);
    expect(await next.run({ line: 'echo in' })).toMatchObject({ exitCode: 0 });
  });

  test('is noticed when nobody uses it', async () => {
    await pool.link(cable.port).run({ line: 'true' });
    expect(pool.pool.size()).toBe(1);
    cable.swallow();
    await nothingIsLeft();
  });

  test('ends shells and file operations too', async () => {
    const link = pool.link(cable.port);
    const shell = await link.shell({ columns: 80, rows: 24 });
    const ended = new Promise((done) => shell.onEnd(done));
    await link.files.write('here', Buffer.from('x'));
    cable.swallow();
    const [read, code] = await Promise.all([
      link.files.read('here', 0, 10).catch((error: unknown) => error),
      ended,
    ]);
    expect(read).toMatchObject(down);
    expect(code).toBeNull();
    shell.write(Buffer.from('into the void'));
    shell.resize(10, 10);
    shell.close();
    await nothingIsLeft();
  });
});

test('a server that never says a word is given up', async () => {
  pool = openTestPool({ readyTimeoutMs: 300 });
  cable.swallow();
  await expect(pool.link(cable.port).run({ line: 'true' })).rejects.toMatchObject(down);
  expect(pool.keysAsked()).toBe(0);
});

test('a name that does not exist, a port that nobody has, a server that speaks no SSH: down, each in time', async () => {
  pool = openTestPool({ readyTimeoutMs: 2_000 });
  const bad = await layCable(1);
  const run = (target: Parameters<TestPool['link']>[1], port: number) =>
    pool
      .link(port, target)
      .run({ line: 'true' })
      .catch((error: unknown) => error);
  expect(await run({ host: 'no.such.host.invalid' }, 22)).toMatchObject(down);
  expect(await run({}, bad.port)).toMatchObject(down);
  expect(await run({ host: '127.0.0.1' }, 1)).toMatchObject(down);
  await bad.close();
});

// The first hundreds of bytes are the greeting and the key exchange, then signing in, then channels and their data.
const cuts = [1, 30, 200, 700, 1_000, 1_200, 1_400, 1_600, 1_800, 2_000, 2_200, 2_500, 3_000, 4_000, 20_000];
test.each(cuts)(
  'a reset after %i bytes: everything that waits is told, nothing crashes, and it goes on after it',
  async (bytes) => {
    pool = openTestPool({ retryFirstMs: 1, retryMaxMs: 1 });
    const link = pool.link(cable.port);
    cable.resetAfter(bytes);
    const all = await Promise.all([
      link.run({ line: 'head -c 100000 /dev/zero', deadlineMs: 100_000 }).catch((error: unknown) => error),
      link.run({ line: 'sleep 600', deadlineMs: 100_000 }).catch((error: unknown) => error),
      link.files.write('file', Buffer.alloc(100_000)).catch((error: unknown) => error),
      link.files.list('.').catch((error: unknown) => error),
      link.shell({ columns: 80, rows: 24 }).then(
        (shell) => new Promise((done) => shell.onEnd(done)),
        (error: unknown) => error,
      ),
    ]);
    // The second never ends by itself.
    expect(all[1]).toMatchObject(down);
    for (const one of all) if (one instanceof Error) expect(one).toMatchObject(down);
    await nothingIsLeft();
    cable.resetAfter(Number.POSITIVE_INFINITY);
    await expect
      .poll(() => link.run({ line: 'echo in' }).catch((error: unknown) => error), { timeout: 60_000 })
      .toMatchObject({ exitCode: 0 });
  },
);

test('a server that is cut off ends everything that waits', async () => {
  pool = openTestPool();
  const link = pool.link(server.port);
  const waiting = Array.from({ length: 20 }, () =>
    link.run({ line: 'sleep 600', deadlineMs: 100_000 }).catch((error: unknown) => error),
  );
  await expect.poll(() => server.seen.openSessions, { timeout: 60_000 }).toBe(8);
  server.cut();
  for (const one of await Promise.all(waiting)) expect(one).toMatchObject(down);
  await nothingIsLeft();
});

describe('a cluster that is dead', () => {
  test('costs one connection, however many ask, and is asked again later', async () => {
    await server.close();
    pool = openTestPool({ retryFirstMs: 60_000, retryMaxMs: 60_000 });
    const ask = (login: string) =>
      pool
        .link(cable.port, { login })
        .run({ line: 'true' })
        .catch((error: unknown) => error);
    expect(await ask('bora')).toMatchObject(down);
    const before = cable.connections();
    const all = await Promise.all(Array.from({ length: 200 }, (_, index) => ask(`edu${index}`)));
    for (const one of all) expect(one).toMatchObject(down);
    expect(cable.connections()).toBe(before);
    expect(pool.troubles).toHaveLength(1);
    server = await openTestServer();
  });

  test('is believed again as soon as one try succeeds', async () => {
    const { port } = server;
    await server.close();
    pool = openTestPool({ retryFirstMs: 50, retryMaxMs: 50 });
    const link = pool.link(port);
    await expect(link.run({ line: 'true' })).rejects.toMatchObject(down);
    server = await openTestServer({ port });
    await expect
      .poll(() => link.run({ line: 'true' }).catch((error: unknown) => error), { timeout: 60_000 })
      .toMatchObject({ exitCode: 0 });
    const others = await Promise.all(
      ['a', 'b', 'c'].map((login) => pool.link(port, { login }).run({ line: 'true' })),
    );
    expect(others.every((one) => one.exitCode === 0)).toBe(true);
  });
});

test('a login whose key is refused says nothing against the cluster, and is not tried again and again', async () => {
  await server.close();
  server = await openTestServer({ takesKey: (login) => login !== 'mallory' });
  pool = openTestPool({ refusedFirstMs: 60_000 });
  const mallory = pool.link(server.port, { login: 'mallory' });
  for (let tries = 0; tries < 5; tries += 1)
    await expect(mallory.run({ line: 'true' })).rejects.toMatchObject({
      code: 'cluster-down',
      details: { words: 'the cluster refuses the key of this login' },
    });
  expect([server.seen.connections, pool.keysAsked()]).toEqual([1, 1]);
  expect(await pool.link(server.port).run({ line: 'true' })).toMatchObject({ exitCode: 0 });
});

test('a key that cannot be had ends the try, and says nothing against the cluster', async () => {
  pool = openTestPool({ keyOf: () => Promise.reject(new Error('the signer is away')), retryFirstMs: 60_000 });
  for (let tries = 0; tries < 2; tries += 1)
    await expect(pool.link(server.port).run({ line: 'true' })).rejects.toMatchObject({ code: 'internal' });
  expect(server.seen.connections).toBe(2);
  await nothingIsLeft();
});

test('thirty logins at once: few handshakes at a time, so that a restart trips no MaxStartups', async () => {
  pool = openTestPool();
  const ran = await Promise.all(
    Array.from({ length: 30 }, (_, index) =>
      pool.link(server.port, { login: `edu${index}` }).run({ line: 'true', deadlineMs: 100_000 }),
    ),
  );
  expect(ran.every((one) => one.exitCode === 0)).toBe(true);
  expect(server.seen.connections).toBe(30);
  expect(server.seen.mostHandshakes).toBeLessThanOrEqual(4);
  expect(pool.pool.size()).toBe(30);
});
