import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { openTestPool, type TestPool } from './testing/test-pool';
import { openTestServer, type TestServer, type TestServerOptions } from './testing/test-server';

let server: TestServer;
let pool: TestPool;
afterEach(async () => {
  await pool.pool.close();
  await server.close();
});
async function open(options: TestServerOptions = {}, poolOptions: Parameters<typeof openTestPool>[0] = {}) {
  server = await openTestServer(options);
  pool = openTestPool(poolOptions);
  return pool.link(server.port);
}
const nothingIsLeft = () =>
  expect
    .poll(() => [pool.pool.size(), server.seen.openConnections, server.seen.openSessions], {
      timeout: 60_000,
    })
    .toEqual([0, 0, 0]);

describe('what a command says', () => {
  test('comes as bytes, with its exit code or its signal', async () => {
    const link = await open();
    const bytes = Buffer.from([0, 1, 0xff, 0xfe, 10, 13]);
    const echoed = await link.run({ line: 'cat; echo 말 >&2; exit 3', stdin: bytes });
    expect(echoed).toEqual({ stdout: bytes, stderr: '말\n', exitCode: 3, signal: null });
    expect(await link.run({ line: 'kill -TERM $$' })).toMatchObject({ exitCode: null, signal: 'SIGTERM' });
  });

  test('of 5 MiB is taken, of a byte more is an error and ends the command', async () => {
    const link = await open();
    const mebibytes = 5 * 1024 * 1024;
    const whole = await link.run({ line: `head -c ${mebibytes} /dev/zero` });
    expect(whole.stdout).toHaveLength(mebibytes);
    for (const more of [mebibytes + 1, 40 * 1024 * 1024])
      await expect(link.run({ line: `head -c ${more} /dev/zero` })).rejects.toMatchObject({
        code: 'cluster-answer-unclear',
        details: { words: 'the answer is too long' },
      });
    await expect(link.run({ line: 'yes & echo $! >pid; wait' })).rejects.toMatchObject({
      code: 'cluster-answer-unclear',
    });
    const isThere = async () => (await link.run({ line: 'kill -0 "$(cat pid)" 2>/dev/null' })).exitCode === 0;
    await expect.poll(isThere, { timeout: 60_000 }).toBe(false);
    expect(await link.run({ line: 'printf 123456', maxOutputBytes: 6 })).toMatchObject({ exitCode: 0 });
    await expect(link.run({ line: 'printf 1234567', maxOutputBytes: 6 })).rejects.toMatchObject({
      code: 'cluster-answer-unclear',
    });
  });

  test('on stderr, however much, is cut and no error', async () => {
    const link = await open();
    const ran = await link.run({ line: 'head -c 10000000 /dev/zero >&2; echo done' });
    expect(ran).toMatchObject({ exitCode: 0, stdout: Buffer.from('done\n') });
    expect(ran.stderr.length).toBeLessThan(200_000);
  });
});

describe('a login whose shell has things to say', () => {
  const talkative: [string, string][] = [
    ['a banner on both outputs', 'echo Welcome!; echo "Quota: 90 %" >&2'],
    ['a banner without an end of line', 'printf "Welcome! "; printf "Quota " >&2'],
    ['a banner of NULs and escapes', `printf '\\000\\033[31m\\377'`],
    ['a banner of 60 KB', 'head -c 60000 /dev/zero | tr "\\0" x'],
    ['what looks like JSON', `echo '{ "Jobs": {} }'`],
    ['a function over a command of ours', 'echo() { printf "no\\n"; }'],
  ];
  test.each(talkative)('%s stands before the answer, and is passed over', async (_name, beforeCommand) => {
    const link = await open({ beforeCommand });
    expect(await link.run({ line: 'printf answer; printf words >&2; exit 4' })).toEqual({
      stdout: Buffer.from('answer'),
      stderr: 'words',
      exitCode: 4,
      signal: null,
    });
  });

  test('a shell that runs nothing is an error in its words', async () => {
    const link = await open({ beforeCommand: 'echo "This account is currently not available."; exit 1' });
    await expect(link.run({ line: 'true' })).rejects.toMatchObject({
      code: 'cluster-answer-unclear',
      details: {
        words: "the login's shell does not run commands: This account is currently not available.",
      },
    });
  });

  test('the folder of commands stands first in PATH, whatever its name', async () => {
    await open();
    const link = pool.link(server.port, { commandFolder: "/opt/it's here/bin" });
    expect((await link.run({ line: 'echo "$PATH"' })).stdout.toString()).toMatch(/^\/opt\/it's here\/bin:/);
  });
});

describe('the budget of a connection', () => {
  test('fifty commands at once, with MaxSessions 10: none fails, on one connection', async () => {
    const link = await open({ openMs: 1 });
    const ran = await Promise.all(
      Array.from({ length: 50 }, (_, index) => link.run({ line: `echo ${index}`, deadlineMs: 60_000 })),
    );
    expect(ran.map((one) => one.stdout.toString())).toEqual(
      Array.from({ length: 50 }, (_, index) => `${index}\n`),
    );
    const { connections, sessions, mostSessions, mostOpening } = server.seen;
    expect([connections, sessions]).toEqual([1, 50]);
    expect(mostSessions).toBeLessThanOrEqual(8);
    expect(mostOpening).toBeLessThanOrEqual(4);
    // Else the limits were never felt.
    expect(mostSessions).toBeGreaterThan(2);
    expect(mostOpening).toBeGreaterThan(1);
  });

  test.each([2, 4])('a session refused with reason %i is asked for again', async (refuseReason) => {
    const link = await open({ refuseFirst: 6, refuseReason });
    const ran = await Promise.all([1, 2, 3].map(() => link.run({ line: 'echo in', deadlineMs: 60_000 })));
    expect(ran.map((one) => one.exitCode)).toEqual([0, 0, 0]);
  });

  test('a server with room for two serves fifty', async () => {
    const link = await open({ maxSessions: 2 });
    const ran = await Promise.all(
      Array.from({ length: 50 }, () => link.run({ line: 'true', deadlineMs: 100_000 })),
    );
    expect(ran.every((one) => one.exitCode === 0)).toBe(true);
    expect(server.seen.mostSessions).toBe(2);
  });

  test.each([1, 3])('a refusal for good (reason %i) is an error at once', async (refuseReason) => {
    const link = await open({ refuseFirst: 1, refuseReason });
    await expect(link.run({ line: 'true' })).rejects.toMatchObject({ code: 'cluster-answer-unclear' });
    expect(server.seen.sessions).toBe(0);
    expect(await link.run({ line: 'true' })).toMatchObject({ exitCode: 0 });
  });

  test('refused until the deadline is the deadline passed', async () => {
    const link = await open({ refuseFirst: 10_000 });
    await link.run({ line: 'true', deadlineMs: 1 }).catch(() => undefined);
    await expect.poll(() => pool.pool.size(), { timeout: 60_000 }).toBe(1);
    await expect(link.run({ line: 'true', deadlineMs: 200 })).rejects.toMatchObject({
      code: 'deadline-passed',
    });
    await nothingIsLeft();
  });
});

describe('a command that does not end', () => {
  test('is given up at its deadline, dies with its connection, and the next one has a new connection', async () => {
    const link = await open();
    await link.run({ line: 'true' });
    const hanging = link.run({
      line: 'echo $$ >pid; trap "" HUP TERM; sleep 600; touch over',
      deadlineMs: 1_000,
    });
    await expect(hanging).rejects.toMatchObject({ code: 'deadline-passed' });
    expect(await link.run({ line: 'echo in' })).toMatchObject({ exitCode: 0 });
    await expect.poll(() => server.seen.openSessions, { timeout: 60_000 }).toBe(0);
    const isThere = async () => (await link.run({ line: 'kill -0 "$(cat pid)" 2>/dev/null' })).exitCode === 0;
    await expect.poll(isThere, { timeout: 60_000 }).toBe(false);
    expect([server.seen.connections, pool.pool.size()]).toEqual([2, 1]);
    expect(existsSync(join(server.home, 'over'))).toBe(false);
  });

  test('does not take along what else runs on its connection', async () => {
    const link = await open();
    await link.run({ line: 'true' });
    const slow = link.run({ line: 'until [ -e go ]; do sleep 0.05; done; echo late', deadlineMs: 100_000 });
    await expect(link.run({ line: 'sleep 600', deadlineMs: 500 })).rejects.toMatchObject({
      code: 'deadline-passed',
    });
    await link.files.write('go', Buffer.from('go'));
    expect((await slow).stdout.toString()).toBe('late\n');
  });
});

test('an idle connection closes; a busy one does not; the next command opens another', async () => {
  const link = await open({}, { idleMs: 100 });
  const busy = link.run({ line: 'until [ -e go ]; do sleep 0.05; done', deadlineMs: 100_000 });
  await expect.poll(() => server.seen.openSessions, { timeout: 60_000 }).toBe(1);
  await new Promise((done) => setTimeout(done, 300));
  expect(pool.pool.size()).toBe(1);
  await link.files.write('go', Buffer.from('go'));
  await busy;
  await nothingIsLeft();
  expect(await link.run({ line: 'true' })).toMatchObject({ exitCode: 0 });
});

test('an old connection takes no new work and closes when its work has ended', async () => {
  const link = await open({}, { maxAgeMs: 300 });
  const slow = link.run({ line: 'until [ -e go ]; do sleep 0.05; done', deadlineMs: 100_000 });
  const isSecond = async () => {
    await link.run({ line: 'true' });
    return server.seen.connections > 1;
  };
  await expect.poll(isSecond, { timeout: 60_000 }).toBe(true);
  await link.files.write('go', Buffer.from('go'));
  expect(await slow).toMatchObject({ exitCode: 0 });
});

test('nothing is left when the pool closes, and its links say so', async () => {
  const link = await open();
  const running = link.run({ line: 'sleep 600' }).catch((error: unknown) => error);
  await expect.poll(() => server.seen.openSessions, { timeout: 60_000 }).toBe(1);
  await pool.pool.close();
  expect(await running).toMatchObject({ code: 'cluster-down' });
  await nothingIsLeft();
  await expect(link.run({ line: 'true' })).rejects.toMatchObject({ code: 'cluster-down' });
});
