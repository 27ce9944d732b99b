import { afterEach, expect, test } from 'vitest';
import type { JumpHost } from './port';
import { openTestPool, type TestPool } from './testing/test-pool';
import { keys, lineOf, openTestServer, type TestServer, type TestServerOptions } from './testing/test-server';

/* A cluster behind another host, as with `ssh -J`: real servers, of which one lets connections through to the other. */

const open: { close(): Promise<unknown> }[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((one) => one.close()));
});

async function server(options: TestServerOptions): Promise<TestServer> {
  const one = await openTestServer(options);
  open.push(one);
  return one;
}
function pool(): TestPool {
  const one = openTestPool({ retryFirstMs: 10, retryMaxMs: 50 });
  open.push(one.pool);
  return one;
}
const jumpTo = (port: number, hostKeys = [lineOf(keys.otherHost)]): JumpHost => ({
  host: '127.0.0.1',
  port,
  hostKeys,
  login: 'svc',
});
const jumpHost = (options: TestServerOptions = {}) =>
  server({ hostKey: keys.otherHost.private, forwards: true, ...options });

test('commands, files and connections go through; all logins share one connection to the jump host', async () => {
  const [front, cluster] = [await jumpHost(), await server({})];
  const { link } = pool();
  const jump = jumpTo(front.port);
  const logins = ['bora', 'sora', 'dora'];
  const said = await Promise.all(
    logins.map(
      async (login) => (await link(cluster.port, { login, jump }).run({ line: 'echo here' })).stdout,
    ),
  );
  expect(said.map(String)).toEqual(['here\n', 'here\n', 'here\n']);
  expect(front.seen).toMatchObject({ connections: 1, openConnections: 1 });
  expect(front.seen.forwarded).toEqual(Array(3).fill(`127.0.0.1:${cluster.port}`));
  expect(front.seen.commands.join()).not.toContain('echo here');

  const one = link(cluster.port, { login: 'bora', jump });
  const bytes = Buffer.alloc(3_000_000, 7);
  await one.files.write('big', bytes);
  expect((await one.files.read('big', 0, bytes.length))?.bytes.equals(bytes)).toBe(true);
});

test('another host key of the jump host is refused before a key is asked for', async () => {
  const [front, cluster] = [await jumpHost(), await server({})];
  const { link, keysAsked } = pool();
  const jump = jumpTo(front.port, [lineOf(keys.host)]);
  await expect(link(cluster.port, { jump }).run({ line: 'true' })).rejects.toMatchObject({
    code: 'host-key-changed',
  });
  expect(keysAsked()).toBe(0);
  expect(front.seen.authTries).toBe(0);
  expect(cluster.seen.connections).toBe(0);
});

test('the cluster’s own host key is held to as well: a jump host cannot stand in for it', async () => {
  const [front, impostor] = [await jumpHost(), await server({ hostKey: keys.otherHost.private })];
  const { link } = pool();
  await expect(link(impostor.port, { jump: jumpTo(front.port) }).run({ line: 'true' })).rejects.toMatchObject(
    { code: 'host-key-changed' },
  );
  expect(impostor.seen.authTries).toBe(0);
});

test('a jump host that reaches nothing there is told apart from one that refuses the login', async () => {
  const [front, strict] = [await jumpHost(), await jumpHost({ takesKey: () => false })];
  const gone = await server({});
  await gone.close();
  const trying = (jump: JumpHost) => pool().link(gone.port, { jump }).run({ line: 'true' });
  await expect(trying(jumpTo(front.port))).rejects.toMatchObject({
    code: 'cluster-down',
    details: { trouble: 'nobody-listens' },
  });
  await expect(trying(jumpTo(strict.port))).rejects.toMatchObject({
    code: 'cluster-down',
    details: { trouble: 'sign-in-refused' },
  });
});

test('a jump host that was cut is joined again, and what went through it too', async () => {
  const [front, cluster] = [await jumpHost(), await server({})];
  const { link } = pool();
  const one = link(cluster.port, { jump: jumpTo(front.port) });
  await one.run({ line: 'true' });
  front.cut();
  await expect
    .poll(
      () =>
        one.run({ line: 'echo again' }).then(
          ({ stdout }) => String(stdout),
          () => '',
        ),
      { timeout: 10_000 },
    )
    .toBe('again\n');
  expect(front.seen.connections).toBe(2);
});

test('the keys of a host behind it are read through it', async () => {
  const [front, cluster] = [await jumpHost(), await server({})];
  const shown = await pool().pool.readHostKeys({
    cluster: 'test',
    host: '127.0.0.1',
    port: cluster.port,
    jump: jumpTo(front.port),
  });
  expect(shown.map(({ key }) => key)).toEqual([lineOf(keys.host)]);
  expect(cluster.seen.authTries).toBe(0);
});
