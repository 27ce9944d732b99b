import { execFileSync } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { request as httpRequest } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { Upload, type UploadOptions } from 'tus-js-client';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { layCable } from '../../bridge/ssh/testing/cable';
import { openFileGround, type FileGround, type FilePerson } from '../../domain/files/testing/file-ground';
import { until } from '../../demo/centre/testing/until';

let ground: FileGround;
let minji: FilePerson;
let other: FilePerson;
let reviewer: FilePerson;
beforeAll(async () => {
  ground = await openFileGround();
  [minji, other, reviewer] = await Promise.all([
    ground.person('minji@x.kr'),
    ground.person('other@x.kr'),
    ground.person('reviewer@x.kr', ['reviewer']),
  ]);
}, 90_000);
afterAll(() => ground.close());
beforeEach(() => execFileSync('rm', ['-f', minji.at('.demo-disk-limit')]));

const at = (what: string, path: string, more = '') =>
  `/files/hangang/${what}?path=${encodeURIComponent(path)}${more}`;
const own = () => ({ cookie: minji.cookie, origin: `http://localhost:${ground.http.port}` });
const hash = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');

/** A GET as bytes. */
function get(path: string, headers: Record<string, string> = {}) {
  return new Promise<{ status: number; headers: Record<string, unknown>; bytes: Buffer }>(
    (resolve, reject) => {
      const asked = httpRequest(
        {
          host: '127.0.0.1',
          port: ground.http.port,
          path,
          agent: false,
          headers: { host: `localhost:${ground.http.port}`, cookie: minji.cookie, ...headers },
        },
        (answer) => {
          const parts: Buffer[] = [];
          answer.on('data', (part: Buffer) => parts.push(part));
          answer.on('end', () =>
            resolve({ status: answer.statusCode ?? 0, headers: answer.headers, bytes: Buffer.concat(parts) }),
          );
          answer.on('error', reject);
        },
      );
      asked.on('error', reject);
      asked.end();
    },
  );
}

describe('a download', () => {
  test('is the file, with its own name, in a sandbox, as a whole and in parts', async () => {
    const bytes = randomBytes(3_000_001);
    writeFileSync(minji.at('한글 "이름".html'), bytes);
    const whole = await get(at('content', '한글 "이름".html'));
    expect(whole.status).toBe(200);
    expect(hash(whole.bytes)).toBe(hash(bytes));
    expect(whole.headers).toMatchObject({
      'content-type': 'application/octet-stream',
      'content-length': '3000001',
      'x-content-type-options': 'nosniff',
      'cache-control': 'private, no-store',
    });
    expect(whole.headers['content-security-policy']).toContain('sandbox');
    expect(whole.headers['content-disposition']).toBe(
      `attachment; filename="__ ____.html"; filename*=UTF-8''${encodeURIComponent('한글 "이름".html')}`,
    );
    for (const [range, from, to] of [
      ['bytes=0-0', 0, 1],
      ['bytes=1000000-', 1_000_000, bytes.length],
      ['bytes=-10', bytes.length - 10, bytes.length],
      ['bytes=2999990-9999999', 2_999_990, bytes.length],
    ] as const) {
      const part = await get(at('content', '한글 "이름".html'), { range });
      expect([part.status, part.headers['content-range']]).toEqual([
        206,
        `bytes ${from}-${to - 1}/${bytes.length}`,
      ]);
      expect(part.bytes.equals(bytes.subarray(from, to))).toBe(true);
    }
    const beyond = await get(at('content', '한글 "이름".html'), { range: 'bytes=3000001-' });
    expect([beyond.status, beyond.headers['content-range']]).toEqual([416, 'bytes */3000001']);
    const changed = { range: 'bytes=0-0', 'if-range': 'Thu, 01 Jan 1970 00:00:00 GMT' };
    expect((await get(at('content', '한글 "이름".html'), changed)).status).toBe(200);
  });

  test('a picture may be shown in place, unless it is to be downloaded', async () => {
    writeFileSync(
      minji.at('p.svg'),
      '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
    );
    const shown = await get(at('content', 'p.svg'));
    expect(shown.headers).toMatchObject({ 'content-type': 'image/svg+xml' });
    expect(shown.headers['content-disposition']).toMatch(/^inline/);
    expect(shown.headers['content-security-policy']).toMatch(/default-src 'none'.*sandbox/);
    const kept = await get(at('content', 'p.svg', '&download=yes'));
    expect(kept.headers['content-disposition']).toMatch(/^attachment/);
  });

  test('is for its own person alone', async () => {
    writeFileSync(minji.at('mine.txt'), 'mine');
    const status = async (cookie: string) => (await get(at('content', 'mine.txt'), { cookie })).status;
    expect([await status(''), await status(other.cookie), await status(reviewer.cookie)]).toEqual([
      401, 404, 403,
    ]);
    mkdirSync(minji.at('folder'), { recursive: true });
    expect((await get(at('content', 'folder'))).status).toBe(404);
    execFileSync('mkfifo', [minji.at('pipe')]);
    expect((await get(at('content', 'pipe'))).status).toBe(404);
  });

  test('whoever takes nothing is sent nothing more; whoever goes away leaves nothing open', async () => {
    writeFileSync(minji.at('large.bin'), Buffer.alloc(64 * 1024 * 1024));
    for (let round = 0; round < 12; round++) {
      const { received, gone } = await takeSome(at('content', 'large.bin'));
      expect(received).toBeLessThan(32 * 1024 * 1024);
      await gone;
    }
    await until('a place is free again', async () => (await get(at('content', 'p.svg'))).status === 200);
  });

  /** Asks, takes nothing for a moment, and goes away. */
  function takeSome(path: string): Promise<{ received: number; gone: Promise<unknown> }> {
    return new Promise((resolve, reject) => {
      const asked = httpRequest(
        {
          host: '127.0.0.1',
          port: ground.http.port,
          path,
          agent: false,
          headers: { host: `localhost:${ground.http.port}`, cookie: minji.cookie },
        },
        (answer) => {
          void pause(150).then(() => {
            const received = answer.socket.bytesRead;
            const gone = new Promise((done) => answer.socket.once('close', done));
            asked.destroy();
            resolve({ received, gone });
          });
        },
      );
      asked.on('error', reject);
      asked.end();
    });
  }
});

test('a folder as a zip: everything in it with its names, no links, read by another program', async () => {
  mkdirSync(minji.at('zip', '한글', 'empty'), { recursive: true });
  const bytes = randomBytes(700_000);
  writeFileSync(minji.at('zip', '한글', '그림 1.png'), bytes);
  writeFileSync(minji.at('zip', 'a.txt'), 'a'.repeat(100_000));
  symlinkSync('/etc/passwd', minji.at('zip', 'way-out'));
  symlinkSync('..', minji.at('zip', 'loop'));
  const answer = await get(at('zip', 'zip'));
  expect([answer.status, answer.headers['content-type']]).toEqual([200, 'application/zip']);
  expect(answer.headers['content-disposition']).toContain('zip.zip');
  writeFileSync(other.at('got.zip'), answer.bytes);
  const script = [
    'import zipfile, sys, hashlib, json',
    'z = zipfile.ZipFile(sys.argv[1])',
    'print(json.dumps([z.testzip(), {n: hashlib.sha256(z.read(n)).hexdigest() for n in z.namelist()}]))',
  ].join('\n');
  const [bad, found] = JSON.parse(
    execFileSync('python3', ['-c', script, other.at('got.zip')], { encoding: 'utf8' }),
  ) as [unknown, Record<string, string>];
  expect(bad).toBeNull();
  expect(Object.keys(found).sort()).toEqual(['a.txt', '한글/', '한글/empty/', '한글/그림 1.png'].sort());
  expect(found['한글/그림 1.png']).toBe(hash(bytes));
});

describe('an upload', () => {
  const upload = (bytes: Buffer, name: string, options: Partial<UploadOptions> & { port?: number } = {}) =>
    new Promise<Upload>((resolve, reject) => {
      const { port = ground.http.port, ...more } = options;
      const one: Upload = new Upload(bytes, {
        endpoint: `http://127.0.0.1:${port}/files/hangang/uploads`,
        headers: { ...own(), host: `localhost:${ground.http.port}` },
        metadata: { filename: name, folder: 'up' },
        chunkSize: 16 * 1024 * 1024,
        retryDelays: [0, 100, 100, 100, 100, 100],
        onError: reject,
        onSuccess: () => resolve(one),
        ...more,
      });
      one.start();
    });
  beforeAll(() => {
    mkdirSync(minji.at('up'));
  });
  const parts = () => readdirSync(minji.at('up')).filter((name) => name.startsWith('.modu-upload-'));

  test('of 64 MiB through three cuts arrives bit for bit, and is seen under its name only then', async () => {
    const bytes = randomBytes(64 * 1024 * 1024);
    const cable = await layCable(ground.http.port);
    let cuts = 0;
    let isSeenEarly = false;
    cable.resetOnceAfterSent(10_000_000);
    await upload(bytes, '큰 파일.bin', {
      port: cable.port,
      onShouldRetry: (error) => {
        // What was cut may still arrive a little after it was asked for: then the place is another, and is asked for again.
        if (error.originalResponse?.getStatus() === 409) return true;
        cuts += 1;
        isSeenEarly ||= existsSync(minji.at('up', '큰 파일.bin'));
        if (cuts < 3) cable.resetOnceAfterSent(17_000_000);
        return true;
      },
    });
    expect(cuts).toBe(3);
    expect(isSeenEarly).toBe(false);
    expect(hash(readFileSync(minji.at('up', '큰 파일.bin')))).toBe(hash(bytes));
    expect(parts()).toEqual([]);
    await cable.close();
  }, 60_000);

  test('nothing of what is there is written over; an empty file arrives too', async () => {
    await upload(Buffer.from('one'), 'a.txt');
    await upload(Buffer.from('two'), 'a.txt');
    await upload(Buffer.alloc(0), 'empty');
    expect(readFileSync(minji.at('up', 'a.txt'), 'utf8')).toBe('one');
    expect(readFileSync(minji.at('up', 'a (2).txt'), 'utf8')).toBe('two');
    expect(readFileSync(minji.at('up', 'empty')).length).toBe(0);
  });

  test('into a full disk stops with what to do, and goes on once there is room', async () => {
    const bytes = randomBytes(6_000_000);
    writeFileSync(minji.at('.demo-disk-limit'), '3000000');
    const statuses: number[] = [];
    let stopped: Upload | undefined;
    await new Promise<void>((resolve, reject) => {
      const one = (stopped = new Upload(bytes, {
        endpoint: `http://127.0.0.1:${ground.http.port}/files/hangang/uploads`,
        headers: { ...own(), host: `localhost:${ground.http.port}` },
        metadata: { filename: 'full.bin', folder: 'up' },
        chunkSize: 1_000_000,
        retryDelays: [],
        onError: (error) => {
          statuses.push('originalResponse' in error ? (error.originalResponse?.getStatus() ?? 0) : 0);
          resolve();
        },
        onSuccess: () => reject(new Error('it fits')),
      }));
      one.start();
    });
    expect(statuses).toEqual([507]);
    expect(parts()).toHaveLength(1);
    execFileSync('rm', [minji.at('.demo-disk-limit')]);
    await upload(bytes, 'full.bin', { uploadUrl: stopped?.url ?? '' });
    expect(hash(readFileSync(minji.at('up', 'full.bin')))).toBe(hash(bytes));
  });

  const begin = async (name: string, size: number, headers: Record<string, string> = own()) => {
    const text = (value: string) => Buffer.from(value).toString('base64');
    return ground.http.ask('POST', '/files/hangang/uploads', {
      ...headers,
      'tus-resumable': '1.0.0',
      'upload-length': String(size),
      'upload-metadata': `filename ${text(name)},folder ${text('up')}`,
    });
  };
  const patch = (url: string, offset: number, body: string, headers: Record<string, string> = own()) =>
    ground.http.ask(
      'PATCH',
      url,
      {
        ...headers,
        'tus-resumable': '1.0.0',
        'upload-offset': String(offset),
        'content-type': 'application/offset+octet-stream',
      },
      body,
    );
  const head = (url: string, cookie = minji.cookie) =>
    ground.http.ask('HEAD', url, { cookie, 'tus-resumable': '1.0.0' });

  test('says what is wrong: elsewhere, nobody, another, no such size, a wrong place, too much', async () => {
    expect((await begin('x', 5, { cookie: minji.cookie, origin: 'https://evil.kr' })).status).toBe(403);
    expect((await begin('x', 5, { origin: own().origin })).status).toBe(401);
    expect((await begin('x', 5, { ...own(), cookie: reviewer.cookie })).status).toBe(403);
    for (const name of ['../x', '', '..', 'a/b']) expect((await begin(name, 5)).status).toBe(422);
    expect((await begin('x', 10 ** 14)).status).toBe(413);
    const begun = await begin('five', 5);
    expect(begun.status).toBe(201);
    const url = begun.headers.location ?? '';
    expect((await head(url, other.cookie)).status).toBe(404);
    expect((await patch(url, 0, '12345', { ...own(), cookie: other.cookie })).status).toBe(404);
    expect((await patch(url, 1, '2345')).status).toBe(409);
    expect((await patch(url, 0, '123456')).status).toBe(413);
    expect((await patch(url, 0, '123')).status).toBe(204);
    expect((await head(url)).headers).toMatchObject({ 'upload-offset': '3', 'upload-length': '5' });
    expect((await patch(url, 3, '45')).headers).toMatchObject({ 'upload-offset': '5' });
    expect(readFileSync(minji.at('up', 'five'), 'utf8')).toBe('12345');
    // The end may not have been heard.
    expect((await head(url)).headers).toMatchObject({ 'upload-offset': '5' });
    expect((await head('/files/hangang/uploads/..%2f..%2f.bashrc')).status).toBe(404);
  });

  test('given up leaves nothing; an older protocol is told the newer one', async () => {
    const url = (await begin('never', 5)).headers.location ?? '';
    await patch(url, 0, '12');
    expect(parts()).toHaveLength(1);
    const gone = await ground.http.ask('DELETE', url, { ...own(), 'tus-resumable': '1.0.0' });
    expect([gone.status, parts()]).toEqual([204, []]);
    expect((await head(url)).status).toBe(404);
    expect((await ground.http.ask('HEAD', url, { cookie: minji.cookie })).status).toBe(412);
  });

  test('a connection that hangs does not keep a newer one out', async () => {
    const url = (await begin('hangs', 5)).headers.location ?? '';
    const hanging = httpRequest({
      host: '127.0.0.1',
      port: ground.http.port,
      method: 'PATCH',
      path: url,
      headers: {
        ...own(),
        host: `localhost:${ground.http.port}`,
        'tus-resumable': '1.0.0',
        'upload-offset': '0',
        'content-type': 'application/offset+octet-stream',
        'content-length': '5',
      },
    });
    hanging.on('error', () => undefined);
    hanging.write('12');
    await pause(300);
    const askedAt = performance.now();
    expect((await head(url)).headers).toMatchObject({ 'upload-offset': '2' });
    // Far below the minute after which the silent one would be cut anyway.
    expect(performance.now() - askedAt).toBeLessThan(20_000);
    expect((await patch(url, 2, '345')).status).toBe(204);
    expect(readFileSync(minji.at('up', 'hangs'), 'utf8')).toBe('12345');
    hanging.destroy();
  });

  test('its beginning and end stand in the audit log', async () => {
    const lines = await ground.db
      .selectFrom('audit_log')
      .select('action')
      .where('action', 'like', 'files.up%')
      .execute();
    const actions = new Set(lines.map(({ action }) => action));
    expect([...actions].sort()).toEqual(['files.upload-begun', 'files.upload-dropped', 'files.uploaded']);
  });
});
