import { generateKeyPairSync } from 'node:crypto';
import ssh2 from 'ssh2';
import { afterEach, describe, expect, test } from 'vitest';
import { describeHostKey } from './host-keys';
import { openTestPool, type TestPool } from './testing/test-pool';
import { keys, lineOf, openTestServer, type TestServer, type TestServerOptions } from './testing/test-server';

/* A server that cannot prove a pinned key is left before anything is said of who comes. */

let server: TestServer;
let pool: TestPool;
afterEach(async () => {
  await pool.pool.close();
  await server.close();
});

const [type = '', blob = ''] = lineOf(keys.host).split(' ');
const raw = Buffer.from(blob, 'base64');
const asLine = (bytes: Buffer) => `${type} ${bytes.toString('base64')}`;
const flipped = Buffer.from(raw);
flipped[raw.length - 1]! ^= 1;

const wrongPins: [string, string[]][] = [
  ['the key of another server', [lineOf(keys.otherHost)]],
  ['two keys of other servers', [lineOf(keys.otherHost), lineOf(keys.login)]],
  ['no key at all', []],
  ['an empty line', ['']],
  ['a key of which one bit is another', [asLine(flipped)]],
  ['a key that was cut', [asLine(raw.subarray(0, -1))]],
  ['a key with more behind it', [asLine(Buffer.concat([raw, Buffer.from([0])]))]],
  ['its fingerprint', [`${type} ${describeHostKey(raw).fingerprint}`]],
  ['a line of known_hosts, which begins with a name', [`127.0.0.1 ${lineOf(keys.host)}`]],
  ['an authority that might have signed it', [`@cert-authority * ${lineOf(keys.host)}`]],
  ['the same bytes without their kind', [blob]],
  ["the login's own key", [lineOf(keys.login)]],
];

describe('refused before a key is asked for and before any request to sign in', () => {
  test.each(wrongPins)('pinned is %s', async (_name, hostKeys) => {
    server = await openTestServer();
    pool = openTestPool();
    await expect(pool.link(server.port, { hostKeys }).run({ line: 'true' })).rejects.toMatchObject({
      code: 'host-key-changed',
    });
    expect([server.seen.connections, server.seen.authTries, pool.keysAsked()]).toEqual([1, 0, 0]);
    expect(pool.troubles).toEqual(['bora host-key-changed']);
    expect(pool.pool.size()).toBe(0);
  });

  const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;
  const ecdsa = ssh2.utils.generateKeyPairSync('ecdsa', { bits: 256 });
  const weak: [string, TestServerOptions][] = [
    ['a host key of RSA', { hostKey: rsa.export({ type: 'pkcs1', format: 'pem' }).toString() }],
    ['a host key of ECDSA', { hostKey: ecdsa.private }],
    ['an old key exchange', { algorithms: { kex: ['diffie-hellman-group14-sha256'] } }],
    ['a cipher without authentication', { algorithms: { cipher: ['aes256-ctr'] } }],
    ['CBC', { algorithms: { cipher: ['aes128-cbc'] } }],
    ['compression only', { algorithms: { compress: ['zlib@openssh.com'] } }],
  ];
  test.each(weak)('the server has only %s', async (_name, options) => {
    server = await openTestServer(options);
    pool = openTestPool();
    await expect(pool.link(server.port).run({ line: 'true' })).rejects.toMatchObject({
      code: 'cluster-down',
    });
    expect([server.seen.connections, server.seen.authTries, pool.keysAsked()]).toEqual([1, 0, 0]);
  });
});

test('either of two pinned keys is believed, with or without a comment', async () => {
  server = await openTestServer();
  pool = openTestPool();
  const hostKeys = [lineOf(keys.otherHost), `  ${keys.host.public} the new one `];
  expect(await pool.link(server.port, { hostKeys }).run({ line: 'echo in' })).toMatchObject({ exitCode: 0 });
});

test('a server that comes back with another key is not believed again, and what changed is said', async () => {
  const before = await openTestServer();
  pool = openTestPool({ retryFirstMs: 1, retryMaxMs: 1 });
  const link = pool.link(before.port);
  await link.run({ line: 'true' });
  await before.close();
  server = await openTestServer({ hostKey: keys.otherHost.private, port: before.port });
  const [shown] = await pool.pool.readHostKeys({ host: '127.0.0.1', port: server.port });
  await expect
    .poll(() => link.run({ line: 'true' }).catch((error: unknown) => error), { timeout: 60_000 })
    .toMatchObject({
      code: 'host-key-changed',
      details: { cluster: 'test', fingerprint: shown?.fingerprint },
    });
  expect([server.seen.authTries, pool.keysAsked()]).toEqual([0, 1]);
});

test('a host key is read without signing in, as ssh-keygen shows it', async () => {
  server = await openTestServer();
  pool = openTestPool();
  const [read, ...others] = await pool.pool.readHostKeys({ host: 'localhost', port: server.port });
  expect([read?.key, others]).toEqual([lineOf(keys.host), []]);
  expect(read?.fingerprint).toMatch(/^SHA256:[A-Za-z0-9+/]{43}$/);
  expect(server.seen.authTries).toBe(0);
  await server.close();
  await expect(pool.pool.readHostKeys({ host: '127.0.0.1', port: server.port })).rejects.toMatchObject({
    code: 'cluster-down',
    details: { trouble: 'nobody-listens' },
  });
});
