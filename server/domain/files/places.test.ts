import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestPool, type TestPool } from '../../bridge/ssh/testing/test-pool';
import { openTestServer, type TestServer } from '../../bridge/ssh/testing/test-server';
import type { Home } from './open-home';
import { entryOf, placeOf } from './places';

/* The test's server keeps a login in its home by itself; real ones do not. So the home here is a folder of what the login may reach. */
let server: TestServer;
let pool: TestPool;
let home: Home;
beforeAll(async () => {
  server = await openTestServer();
  pool = openTestPool();
  const link = pool.link(server.port);
  mkdirSync(join(server.home, 'home', 'in'), { recursive: true });
  mkdirSync(join(server.home, 'home-2'));
  writeFileSync(join(server.home, 'home-2', 'theirs'), 'theirs');
  symlinkSync('../home-2', join(server.home, 'home', 'out'));
  symlinkSync('out', join(server.home, 'home', 'second'));
  symlinkSync('in', join(server.home, 'home', 'stays'));
  home = { link, root: join(server.home, 'home'), audit: async () => undefined };
});
afterAll(async () => {
  await pool.pool.close();
  await server.close();
});

test.each(['out', 'out/theirs', 'second', 'second/theirs', 'in/../second'])(
  '%s leads out of the home, and is not followed',
  async (path) => {
    await expect(placeOf(home, path)).rejects.toMatchObject({ code: 'outside-home' });
  },
);

test('a link that stays inside is followed; what is behind one that leads out is no entry, the link itself is', async () => {
  expect((await placeOf(home, 'stays')).real).toBe(join(home.root, 'in'));
  await expect(entryOf(home, 'out/theirs')).rejects.toMatchObject({ code: 'outside-home' });
  expect(await entryOf(home, 'out')).toMatchObject({ kind: 'link', full: join(home.root, 'out') });
});
