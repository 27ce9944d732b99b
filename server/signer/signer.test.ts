import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Db } from '#db/client';
import { newId } from '#db/new-id';
import { upsertCluster } from '#db/queries/clusters/upsert-cluster';
import { openTestDb, type TestDb } from '#db/testing/test-db';
import type { Actor } from '../actor';
import { openSshPool } from '../bridge/ssh/open-ssh-pool';
import { keys, lineOf, openTestServer, type TestServer } from '../bridge/ssh/testing/test-server';
import { makePerson } from '../domain/ledger/people.fixture';
import { silentLog } from '../log';
import { makeSigner } from './make-signer';
import { makeNonceMemory, serveSigner } from './serve-signer';
import { openSignerClient } from './signer-client';
import { wireString } from './ssh-wire';

const folder = mkdtempSync(join(tmpdir(), 'modu-signer-'));
const path = join(folder, 'signer/sock');
const secrets = { sshPrivateKey: keys.login.private, sealingKey: Buffer.alloc(32, 3) };
let database: TestDb;
let db: Db;
let sshd: TestServer;
let serving: { close(): Promise<void> };
let client: ReturnType<typeof openSignerClient>;
let clusterId: string;

beforeAll(async () => {
  database = await openTestDb();
  db = database.db;
  sshd = await openTestServer();
  const cluster = {
    centre: { name: 'daedong', titleKo: 'daedong', titleEn: 'daedong' },
    ...{
      name: 'daedong',
      titleKo: 'daedong',
      titleEn: 'daedong',
      scheduler: 'slurm' as const,
      host: '127.0.0.1',
      port: sshd.port,
    },
    ...{ hostKeys: [lineOf(keys.host)], serviceLogin: 'svc', loginCommand: [], tickMs: 1000, partitions: [] },
  };
  ({ id: clusterId } = await db.transaction().execute((trx) => upsertCluster(trx, cluster)));
  serving = await serveSigner({ signer: makeSigner({ db, secrets }), path, log: silentLog() });
  client = openSignerClient(path);
});
afterAll(async () => {
  client.close();
  await serving.close();
  await sshd.close();
  await database.close();
  rmSync(folder, { recursive: true, force: true });
});

let made = 0;
async function personWithLogin(isThere = true): Promise<{ actor: Actor; login: string }> {
  const actor = await makePerson(db);
  const login = `m${++made}`;
  await db
    .insertInto('logins')
    .values({ id: newId(), cluster_id: clusterId, person_id: actor.personId, name: login })
    .execute();
  if (isThere)
    await db
      .insertInto('sessions')
      .values({
        id: newId(),
        token_hash: login,
        person_id: actor.personId,
        expires_at: new Date(Date.now() + 60_000),
      })
      .execute();
  return { actor, login };
}
const asked = (login: string) => ({ cluster: 'daedong', login, profile: 'control' as const });
const signaturesOf = (login: string) =>
  db.selectFrom('ssh_signatures').selectAll().where('login', '=', login).orderBy('id').execute();

/** What SSH asks to be signed. */
const authRequest = (login: string, publicLine: string, change: { service?: string; flag?: number } = {}) =>
  Buffer.concat([
    wireString(randomBytes(32)),
    Buffer.from([50]),
    ...[login, change.service ?? 'ssh-connection', 'publickey'].map(wireString),
    Buffer.from([change.flag ?? 1]),
    wireString('ssh-ed25519'),
    wireString(Buffer.from(publicLine.split(' ')[1] ?? '', 'base64')),
  ]);

test('only the portal’s own login can speak to it', () => {
  expect(statSync(path).mode & 0o777).toBe(0o600);
  expect(statSync(join(folder, 'signer')).mode & 0o777).toBe(0o700);
});

test('a login comes in by its signature, and each one is written down', async () => {
  const { actor, login } = await personWithLogin();
  const pool = openSshPool({
    keyOf: ({ cluster, login: name }, profile) => client.identityOf({ cluster, login: name, profile }),
  });
  const link = pool.link({
    cluster: 'daedong',
    host: '127.0.0.1',
    port: sshd.port,
    hostKeys: [lineOf(keys.host)],
    login,
  });
  expect((await link.run({ line: 'echo in' })).stdout.toString()).toBe('in\n');
  await pool.close();
  expect(await signaturesOf(login)).toMatchObject([
    { cluster: 'daedong', profile: 'control', person_id: actor.personId, kind: 'key', outcome: 'signed' },
  ]);
  await expect(db.deleteFrom('ssh_signatures').execute()).rejects.toThrow('append-only');
});

test.each([
  ['a cluster that is not there', async () => ({ ...asked('svc'), cluster: 'other' }), 'no such cluster'],
  ['nobody’s login', async () => asked('root'), 'nobody’s login'],
  [
    'a terminal of the service login',
    async () => ({ ...asked('svc'), profile: 'shell' as const }),
    'a service login opens no terminal',
  ],
  [
    'a person without session, token or launch',
    async () => asked((await personWithLogin(false)).login),
    'no session and no launch of its person',
  ],
  [
    'a person who is locked out',
    async () => {
      const { actor, login } = await personWithLogin();
      await db
        .updateTable('people')
        .set({ disabled_at: new Date() })
        .where('id', '=', actor.personId)
        .execute();
      return asked(login);
    },
    'its person is locked out',
  ],
  [
    'a login that is revoked',
    async () => {
      const { login } = await personWithLogin();
      await db
        .insertInto('signing_revocations')
        .values({ id: newId(), cluster_id: clusterId, login, reason: 'lost' })
        .execute();
      return asked(login);
    },
    'revoked',
  ],
])('nothing is signed for %s, and the refusal is written down', async (_what, ask, reason) => {
  const request = await ask();
  await expect(client.identityOf(request)).rejects.toMatchObject({
    code: 'not-allowed',
    details: { words: `signer: ${reason}` },
  });
  expect((await signaturesOf(request.login)).at(-1)).toMatchObject({ outcome: 'refused', reason });
});

test('the policy is read again when it signs: who signs out meanwhile does not come in', async () => {
  const { actor, login } = await personWithLogin();
  const identity = await client.identityOf(asked(login));
  await db.deleteFrom('sessions').where('person_id', '=', actor.personId).execute();
  await expect(identity.sign(authRequest(login, identity.publicLine))).rejects.toMatchObject({
    code: 'not-allowed',
  });
});

test.each([
  ['anything else', () => randomBytes(64)],
  ['a sign-in as another login', (login: string, line: string) => authRequest(`${login}x`, line)],
  ['a sign-in with another key', (login: string) => authRequest(login, keys.host.public)],
  ['another service', (login: string, line: string) => authRequest(login, line, { service: 'ssh-userauth' })],
  ['a question without a signature', (login: string, line: string) => authRequest(login, line, { flag: 0 })],
  [
    'a sign-in with more behind it',
    (login: string, line: string) => Buffer.concat([authRequest(login, line), Buffer.from([0])]),
  ],
  ['the words of a signed file', () => Buffer.concat([Buffer.from('SSHSIG'), randomBytes(80)])],
])('%s is not signed', async (_what, make) => {
  const { login } = await personWithLogin();
  const identity = await client.identityOf(asked(login));
  await expect(identity.sign(make(login, identity.publicLine))).rejects.toMatchObject({
    details: { words: 'signer: not a sign-in of this login' },
  });
});

test('one sign-in, one signature', async () => {
  const { login } = await personWithLogin();
  const identity = await client.identityOf(asked(login));
  const request = authRequest(login, identity.publicLine);
  expect(await identity.sign(request)).toHaveLength(64);
  await expect(identity.sign(request)).rejects.toMatchObject({ code: 'cluster-down' });
  expect(await signaturesOf(login)).toHaveLength(1);
  const own = await makeSigner({ db, secrets }).identityOf(asked(login));
  const data = authRequest(login, own.publicLine);
  await own.sign(data);
  await expect(own.sign(data)).rejects.toMatchObject({
    details: { words: 'signer: used already, or too late' },
  });
});

/** Sends lines as they are; the answers, or undefined when it hung up. */
function speak(...lines: object[]): Promise<unknown[]> {
  const socket = connect(path);
  const answers: unknown[] = [];
  socket.write(lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
  return new Promise((done) => {
    createInterface({ input: socket }).on('line', (line) => {
      answers.push(JSON.parse(line));
      if (answers.length === lines.length) socket.destroy();
    });
    socket.on('close', () => done(answers));
  });
}

test('a request that is replayed, or old, is refused; what is none ends the connection', async () => {
  const { login } = await personWithLogin();
  const request = {
    ...asked(login),
    op: 'identity',
    n: 1,
    nonce: randomBytes(16).toString('hex'),
    at: Date.now(),
  };
  expect(await speak(request)).toMatchObject([{ ok: true }]);
  expect(await speak(request)).toMatchObject([{ ok: false, kind: 'refused' }]);
  const old = { ...request, nonce: randomBytes(16).toString('hex'), at: Date.now() - 60_000 };
  expect(await speak(old)).toMatchObject([{ ok: false, kind: 'refused' }]);
  expect(await speak({ ...request, nonce: 'x' })).toEqual([]);
  expect(await speak({ give: 'the key' })).toEqual([]);
  expect(await speak({ ...request, cluster: 'x'.repeat(40_000) })).toEqual([]);
});

test('a sign-in that one connection has prepared is not signed for on another', async () => {
  const { login } = await personWithLogin();
  const fresh = () => ({ n: 1, nonce: randomBytes(16).toString('hex'), at: Date.now() });
  const [prepared] = (await speak({ ...asked(login), op: 'identity', ...fresh() })) as {
    value: { identity: string; publicLine: string };
  }[];
  const { identity = '', publicLine = '' } = prepared?.value ?? {};
  const data = authRequest(login, publicLine).toString('base64');
  expect(await speak({ op: 'sign', identity, data, ...fresh() })).toMatchObject([{ ok: false }]);
});

test('a nonce is remembered for as long as its request would be believed', () => {
  let now = 1_000_000;
  const isFresh = makeNonceMemory(() => now);
  const request = { nonce: 'a', at: now };
  expect([isFresh(request), isFresh(request)]).toEqual([true, false]);
  now += 9_999;
  expect(isFresh(request)).toBe(false);
  now += 2;
  expect(isFresh(request)).toBe(false);
});

test('while it is away a cluster cannot be reached, and nobody waits', async () => {
  const away = openSignerClient(join(folder, 'nobody'));
  await expect(away.identityOf(asked('svc'))).rejects.toMatchObject({ code: 'cluster-down' });
  away.close();
});

test('a key that is made can be stored, and not read without the sealing key', async () => {
  const key = await client.makeKey();
  expect(key.publicLine).toMatch(/^ssh-ed25519 AAAA/);
  expect(Buffer.from(key.sealedPrivateKey, 'base64').toString('latin1')).not.toContain('OPENSSH');
});
