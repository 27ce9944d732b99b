import { afterEach, beforeEach, expect, test } from 'vitest';
import type { RemoteShell, SshLink } from './port';
import { openTestPool, type TestPool } from './testing/test-pool';
import { openTestServer, type TestServer } from './testing/test-server';

let server: TestServer;
let pool: TestPool;
let link: SshLink;
beforeEach(async () => {
  server = await openTestServer();
  pool = openTestPool({ idleMs: 200 });
  link = pool.link(server.port);
});
afterEach(async () => {
  await pool.pool.close();
  await server.close();
});
const size = { columns: 80, rows: 24 };
const nothingIsLeft = () =>
  expect
    .poll(() => [pool.pool.size(), server.seen.openConnections, server.seen.openSessions], {
      timeout: 60_000,
    })
    .toEqual([0, 0, 0]);

/** What a shell has said so far. */
function listen(shell: RemoteShell): { said(): string; ended: Promise<number | null> } {
  const parts: Buffer[] = [];
  shell.onData((bytes) => parts.push(bytes));
  return { said: () => Buffer.concat(parts).toString(), ended: new Promise((done) => shell.onEnd(done)) };
}
const type = (shell: RemoteShell, words: string) => shell.write(Buffer.from(words));
const says = (heard: { said(): string }, words: string) =>
  expect.poll(() => heard.said(), { timeout: 60_000 }).toContain(words);

test('bytes go both ways, a new size is seen, and the end tells its code', async () => {
  const shell = await link.shell({ columns: 91, rows: 33 });
  const heard = listen(shell);
  type(shell, 'stty size; echo 안녕$((1+1))\n');
  await says(heard, '33 91');
  await says(heard, '안녕2');
  shell.resize(111, 44);
  type(shell, 'stty size\n');
  await says(heard, '44 111');
  type(shell, 'exit 5\n');
  expect(await heard.ended).toBe(5);
  await nothingIsLeft();
});

test('a shell that nobody reads stops its program, and goes on where it stopped', async () => {
  const shell = await link.shell(size);
  const heard = listen(shell);
  type(shell, 'seq -f line%.0f 500000; echo o""ver\n');
  await says(heard, 'line1000');
  shell.pause();
  // What was on its way still comes; SSH's window (2 MiB) is the most.
  let before = -1;
  await expect
    .poll(
      () => {
        const isStill = before === heard.said().length;
        before = heard.said().length;
        return isStill;
      },
      { timeout: 60_000, interval: 500 },
    )
    .toBe(true);
  expect(heard.said()).not.toContain('over');
  expect(heard.said().length).toBeLessThan(4 * 1024 * 1024);
  shell.resume();
  await expect.poll(() => heard.said().includes('over\r\n'), { timeout: 100_000, interval: 500 }).toBe(true);
  const numbers = Array.from(heard.said().matchAll(/line(\d+)\r\n/g), (match) => Number(match[1]));
  expect(numbers).toHaveLength(500_000);
  expect(numbers.every((number, index) => number === index + 1)).toBe(true);
  shell.close();
  await heard.ended;
});

test('closing ends its programs; twice is harmless; nothing is left', async () => {
  const shell = await link.shell(size);
  const heard = listen(shell);
  type(shell, 'echo $$ >pid; echo rea""dy\n');
  await says(heard, 'ready');
  shell.close();
  shell.close();
  await heard.ended;
  const isThere = async () => (await link.run({ line: 'kill -0 "$(cat pid)" 2>/dev/null' })).exitCode === 0;
  await expect.poll(isThere, { timeout: 60_000 }).toBe(false);
  await nothingIsLeft();
});

test('four shells a connection: more open another, and commands still have room', async () => {
  const shells = await Promise.all(Array.from({ length: 10 }, () => link.shell(size)));
  expect(pool.pool.size()).toBe(3);
  expect(server.seen.mostSessions).toBeLessThanOrEqual(4);
  const ran = await Promise.all(
    Array.from({ length: 20 }, () => link.run({ line: 'true', deadlineMs: 100_000 })),
  );
  expect(ran.every((one) => one.exitCode === 0)).toBe(true);
  for (const shell of shells) {
    listen(shell);
    shell.close();
  }
  await nothingIsLeft();
});

test('an open shell keeps its connection, however idle', async () => {
  const shell = await link.shell(size);
  const heard = listen(shell);
  await new Promise((done) => setTimeout(done, 500));
  type(shell, 'echo sti""ll\n');
  await says(heard, 'still');
  shell.close();
  await heard.ended;
});
