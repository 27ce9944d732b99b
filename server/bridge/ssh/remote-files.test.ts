import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { layCable } from './testing/cable';
import type { RemoteFiles } from './port';
import { openTestPool, type TestPool } from './testing/test-pool';
import { openTestServer, type TestServer } from './testing/test-server';

let server: TestServer;
let pool: TestPool;
let files: RemoteFiles;
let at: (path: string) => string;
beforeEach(async () => {
  server = await openTestServer();
  pool = openTestPool();
  ({ files } = pool.link(server.port));
  at = (path) => join(server.home, path);
});
afterEach(async () => {
  await pool.pool.close();
  await server.close();
});
const leftBeside = () => readdirSync(server.home).filter((name) => name.includes('.modu-'));

describe('writing', () => {
  test('any bytes, any size, any name, with its mode', async () => {
    for (const [name, bytes] of [
      ['empty', Buffer.alloc(0)],
      ['한글 이름 "$(id)" \n.txt', Buffer.from([0, 255, 10])],
      ['large', Buffer.alloc(300_001, 7)],
    ] as const) {
      await files.write(name, bytes, 0o640);
      expect(readFileSync(at(name)).equals(bytes)).toBe(true);
      expect(statSync(at(name)).mode & 0o777).toBe(0o640);
    }
    await files.write('private', Buffer.from('x'));
    expect(statSync(at('private')).mode & 0o777).toBe(0o600);
    expect(leftBeside()).toEqual([]);
  });

  test('over a file is whole at every moment: a reader sees one or the other', async () => {
    const versions = ['a', 'b', 'c', 'd'].map((letter) => Buffer.alloc(200_000, letter));
    await files.write('file', versions[0]!);
    const seen = new Set<string>();
    let isOver = false;
    const reading = (async () => {
      while (!isOver) {
        const bytes = readFileSync(at('file'));
        expect(versions.some((version) => version.equals(bytes))).toBe(true);
        seen.add(String(bytes[0]));
        await new Promise((done) => setImmediate(done));
      }
    })();
    await Promise.all(
      Array.from({ length: 12 }, (_, index) => files.write('file', versions[index % versions.length]!)),
    );
    isOver = true;
    await reading;
    expect(seen.size).toBeGreaterThan(1);
    expect(leftBeside()).toEqual([]);
  });

  test('over a link replaces the link, not what it leads to', async () => {
    writeFileSync(at('precious'), 'precious');
    symlinkSync('precious', at('link'));
    await files.write('link', Buffer.from('new'));
    expect([readFileSync(at('precious'), 'utf8'), readFileSync(at('link'), 'utf8')]).toEqual([
      'precious',
      'new',
    ]);
  });

  test('that is cut in the middle leaves the old file', async () => {
    await files.write('file', Buffer.from('old'));
    const cable = await layCable(server.port);
    const other = pool.link(cable.port, { login: 'other' });
    await other.files.list('.');
    cable.resetAfter(1_500);
    await expect(other.files.write('file', Buffer.alloc(5_000_000))).rejects.toMatchObject({
      code: 'cluster-down',
    });
    expect(readFileSync(at('file'), 'utf8')).toBe('old');
    await cable.close();
  });

  test('where it cannot be is an error that leaves nothing behind', async () => {
    mkdirSync(at('folder'));
    for (const path of ['missing/file', 'folder']) {
      await expect(files.write(path, Buffer.from('x'))).rejects.toMatchObject({
        code: expect.stringMatching(/^(not-found|cluster-answer-unclear)$/),
      });
    }
    expect(leftBeside()).toEqual([]);
    expect(readdirSync(at('folder'))).toEqual([]);
  });
});

describe('reading', () => {
  test('a part: from a byte on, from the end, beyond the end', async () => {
    writeFileSync(at('file'), '0123456789');
    const part = async (from: number, max: number) => {
      const read = await files.read('file', from, max);
      return read && [read.bytes.toString(), read.from, read.sizeBytes];
    };
    expect(await part(0, 4)).toEqual(['0123', 0, 10]);
    expect(await part(4, 100)).toEqual(['456789', 4, 10]);
    expect(await part(-3, 100)).toEqual(['789', 7, 10]);
    expect(await part(-30, 2)).toEqual(['01', 0, 10]);
    expect(await part(99, 4)).toEqual(['', 10, 10]);
    expect(await files.read('nowhere', 0, 1)).toBeUndefined();
  });

  test('ten megabytes, byte for byte', async () => {
    const bytes = Buffer.alloc(10_000_003);
    for (let index = 0; index < bytes.length; index += 4)
      bytes.writeUInt32LE(index, Math.min(index, bytes.length - 4));
    writeFileSync(at('large'), bytes);
    expect((await files.read('large', 0, 20_000_000))?.bytes.equals(bytes)).toBe(true);
  });

  test('a file that grows and shrinks meanwhile gives what is there, in order', async () => {
    writeFileSync(at('log'), 'x'.repeat(2_000_000));
    const reading = files.read('log', 0, 3_000_000);
    writeFileSync(at('log'), 'y'.repeat(10));
    expect((await reading)?.bytes.length).toBeLessThanOrEqual(2_000_000);
  });
});

test('folders: made with their parents, again is harmless, a file in the way is an error', async () => {
  await files.makeFolder('.modu/a/b/work');
  await files.makeFolder('.modu/a/b/work');
  expect(statSync(at('.modu/a')).mode & 0o777).toBe(0o700);
  writeFileSync(at('file'), '');
  await expect(files.makeFolder('file/below')).rejects.toThrow();
});

test('what is there, told as it is: links are links', async () => {
  writeFileSync(at('file'), 'abc');
  mkdirSync(at('folder'));
  symlinkSync('/etc/passwd', at('way-out'));
  symlinkSync('gone', at('dangling'));
  const told = (await files.list('.')).map(({ name, kind, sizeBytes }) => [
    name,
    kind,
    kind === 'file' ? sizeBytes : 0,
  ]);
  expect(told.toSorted()).toEqual([
    ['dangling', 'link', 0],
    ['file', 'file', 3],
    ['folder', 'folder', 0],
    ['way-out', 'link', 0],
  ]);
  expect(await files.stat('way-out')).toMatchObject({ name: 'way-out', kind: 'link' });
  expect(await files.stat('nothing')).toBeUndefined();
  expect(await files.realPath('folder/../file')).toBe(at('file'));
  expect(await files.realPath('dangling')).toBeUndefined();
  await expect(files.list('nothing')).rejects.toMatchObject({ code: 'not-found' });
});

test('a server without extensions renames all the same', async () => {
  chmodSync(server.home, 0o700);
  await files.write('file', Buffer.from('one'));
  await files.write('file', Buffer.from('two'));
  expect(readFileSync(at('file'), 'utf8')).toBe('two');
});

test('hundreds of operations use one channel, and nothing is left', async () => {
  await Promise.all(
    Array.from({ length: 200 }, async (_, index) => {
      await files.write(`file${index % 10}`, Buffer.from(String(index)));
      await files.read(`file${index % 10}`, 0, 10);
    }),
  );
  expect([server.seen.connections, server.seen.sessions, server.seen.openSessions]).toEqual([1, 1, 1]);
  await pool.pool.close();
  await expect
    .poll(() => [pool.pool.size(), server.seen.openConnections, server.seen.openSessions], {
      timeout: 60_000,
    })
    .toEqual([0, 0, 0]);
  expect(existsSync(at('file0'))).toBe(true);
});
