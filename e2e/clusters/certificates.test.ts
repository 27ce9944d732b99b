import { generateKeyPairSync, sign } from 'node:crypto';
import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { newId } from '#db/new-id';
import { insertSigningKey, useNewestSigningKey } from '#db/queries/signer/signing-keys';
import { openTestDb, type TestDb } from '#db/testing/test-db';
import { openSshPool } from '#server/bridge/ssh/open-ssh-pool';
import type { SshIdentity, SshLink, SshPool, SshProfile } from '#server/bridge/ssh/port';
import { signingBy } from '#server/compose';
import { makePerson } from '#server/domain/ledger/people.fixture';
import { makeCertificate, validityAt } from '#server/signer/certificate';
import { makeSigner } from '#server/signer/make-signer';
import { blobOfLine } from '#server/signer/ssh-wire';
import { makeSshPrivateKey, privateKeyOf, publicLineOf } from '#server/start/open-ssh-key';
import { clusterName, openRealPortal, type RealPortal } from './real-portal';

/* OpenSSH itself believes the portal's authority, and nothing else: the person below has no authorized_keys. */

const slurm = inject('realSlurm');
const [, , login] = slurm.people;
const [, other] = slurm.people;
const authorizedKeys = join(slurm.folder, 'home', login, '.ssh/authorized_keys');
const authoritiesFile = join(slurm.folder, 'etc/user_ca.pub');
const authority = makeSshPrivateKey();
let database: TestDb;
let portal: RealPortal;
const pools: SshPool[] = [];

beforeAll(async () => {
  database = await openTestDb();
  portal = await openRealPortal(database.url, slurm);
  renameSync(authorizedKeys, `${authorizedKeys}.away`);
  writeFileSync(authoritiesFile, `${publicLineOf(authority)}\n`);
});
afterAll(async () => {
  await Promise.all(pools.map((pool) => pool.close()));
  renameSync(`${authorizedKeys}.away`, authorizedKeys);
  writeFileSync(authoritiesFile, '');
  await portal.close();
  await database.close();
});

interface Wish {
  authority?: string;
  principal?: string;
  validity?: ReturnType<typeof validityAt>;
  profile?: SshProfile;
  /** The key that comes in is another than the certified one. */
  isStolen?: boolean;
}

/** A link whose every connection comes in with a certificate as wished. */
function linkWith(wish: Wish, as = login): SshLink {
  const identityOf = async (profile: SshProfile): Promise<SshIdentity> => {
    const { publicKey, privateKey } = generateKeyPairSync('ed25519');
    const signedBy = wish.authority ?? authority;
    const signing = wish.isStolen ? generateKeyPairSync('ed25519').privateKey : privateKey;
    return {
      publicLine: makeCertificate(
        {
          ...(wish.validity ?? validityAt(new Date())),
          publicKey: Buffer.from(publicKey.export({ format: 'jwk' }).x ?? '', 'base64url'),
          login: wish.principal ?? as,
          profile: wish.profile ?? profile,
          keyId: 'tried',
          serial: 7n,
        },
        { key: privateKeyOf(signedBy), blob: blobOfLine(publicLineOf(signedBy)) },
      ),
      sign: async (data) => sign(null, data, signing),
    };
  };
  const pool = openSshPool({ keyOf: (_target, profile) => identityOf(profile) });
  pools.push(pool);
  const { host, port, hostKey } = slurm;
  return pool.link({ cluster: 'real', host, port, hostKeys: [hostKey], login: as, signIn: 'certificate' });
}

const whoami = async (link: SshLink) => (await link.run({ line: 'id -un' })).stdout.toString().trim();
const refused = { code: 'cluster-down', details: { trouble: 'sign-in-refused' } };

/** What comes through a connection to sshd itself. */
async function greetingThrough(link: SshLink): Promise<string> {
  const stream = await link.dial({ kind: 'tcp', host: '127.0.0.1', port: slurm.port });
  if (!stream) throw new Error('nothing listens');
  const [first] = (await stream.take(1).toArray()) as Buffer[];
  stream.destroy();
  return first?.toString() ?? '';
}

/** What a shell that was asked for its terminal prints. */
async function terminalOf(link: SshLink): Promise<string> {
  const shell = await link.shell({ columns: 80, rows: 24 });
  let text = '';
  shell.onData((bytes) => (text += bytes.toString()));
  const ended = new Promise((done) => shell.onEnd(done));
  shell.write(Buffer.from('tty; exit\n'));
  await ended;
  return text;
}

test('a certificate of the authority lets its login in: commands, files, a connection, a terminal', async () => {
  const link = linkWith({});
  expect(await whoami(link)).toBe(login);
  await link.files.write('tried.txt', Buffer.from('x'));
  expect((await link.files.read('tried.txt', 0, 9))?.bytes.toString()).toBe('x');
  expect(await greetingThrough(link)).toContain('SSH-2.0');
  expect(await terminalOf(link)).toContain('/dev/pts/');
  expect(readFileSync(join(slurm.folder, 'log/sshd.log'), 'utf8')).toMatch(
    new RegExp(`Accepted publickey for ${login} .*ED25519-CERT.*ID tried \\(serial 7\\)`),
  );
});

const past = (seconds: number) => new Date(Date.now() - seconds * 1000);
test.each<[string, Wish]>([
  ['that has expired', { validity: { validAfter: past(600), validBefore: past(1) } }],
  ['that is not valid yet', { validity: { validAfter: past(-600), validBefore: past(-900) } }],
  ['of another authority', { authority: makeSshPrivateKey() }],
  ['for another login', { principal: other }],
  ['whose key another has', { isStolen: true }],
])('a certificate %s is refused', async (_what, wish) => {
  await expect(whoami(linkWith(wish))).rejects.toMatchObject(refused);
});

test('a certificate for commands opens no terminal and no connection', async () => {
  const link = linkWith({ profile: 'control' });
  expect(await whoami(link)).toBe(login);
  expect(await terminalOf(link).catch(() => 'refused')).not.toContain('/dev/pts/');
  await expect(greetingThrough(link)).rejects.toMatchObject({ code: 'cluster-answer-unclear' });
});

test('a certificate for connections runs nothing', async () => {
  const link = linkWith({ profile: 'tunnel' });
  expect(await greetingThrough(link)).toContain('SSH-2.0');
  // What was asked for is replaced by /bin/false, so that not even the portal's own frame comes back.
  await expect(link.run({ line: 'id -un' })).rejects.toMatchObject({ code: 'cluster-answer-unclear' });
  await expect(link.files.list('.')).rejects.toMatchObject({ code: expect.any(String) as string });
});

test('a certificate for a terminal forwards nothing', async () => {
  const link = linkWith({ profile: 'shell' });
  await expect(greetingThrough(link)).rejects.toMatchObject({ code: 'cluster-answer-unclear' });
});

test('the signer certifies who may come in, a new authority takes over from the old, and no other does', async () => {
  const secrets = { sshPrivateKey: slurm.privateKey, sealingKey: Buffer.alloc(32, 9) };
  const signer = makeSigner({ db: portal.db, secrets });
  const person = await makePerson(portal.db);
  await portal.db
    .insertInto('logins')
    .values({
      id: newId(),
      cluster_id: portal.clusterId,
      person_id: person.personId,
      name: login,
      ready_at: new Date(),
    })
    .execute();
  await portal.db
    .insertInto('sessions')
    .values({ id: newId(), token_hash: 'x', person_id: person.personId, expires_at: past(-600) })
    .execute();
  await portal.db.updateTable('clusters').set({ sign_in: 'certificate' }).execute();
  const comeIn = async () => {
    const pool = openSshPool({ keyOf: signingBy(signer) });
    pools.push(pool);
    const { host, port, hostKey } = slurm;
    return whoami(
      pool.link({ cluster: clusterName, host, port, hostKeys: [hostKey], login, signIn: 'certificate' }),
    );
  };
  const renew = async () => {
    const key = await signer.makeKey();
    await insertSigningKey(portal.db, { clusterId: portal.clusterId, kind: 'authority', ...key });
    return key.publicLine;
  };
  await expect(comeIn()).rejects.toMatchObject({
    details: { words: 'signer: the cluster has no authority' },
  });

  const first = await renew();
  await useNewestSigningKey(portal.db, portal.clusterId, 'authority');
  writeFileSync(authoritiesFile, `${first}\n`);
  expect(await comeIn()).toBe(login);

  // Both are believed while it changes; then the old one is revoked.
  const second = await renew();
  writeFileSync(authoritiesFile, `${first}\n${second}\n`);
  expect(await comeIn()).toBe(login);
  await useNewestSigningKey(portal.db, portal.clusterId, 'authority');
  writeFileSync(join(slurm.folder, 'etc/revoked'), `${first}\n`);
  expect(await comeIn()).toBe(login);

  writeFileSync(join(slurm.folder, 'etc/revoked'), `${second}\n`);
  await expect(comeIn()).rejects.toMatchObject(refused);
  writeFileSync(join(slurm.folder, 'etc/revoked'), '');

  const signed = await portal.db
    .selectFrom('ssh_signatures')
    .select(['outcome', 'kind', 'serial'])
    .where('login', '=', login)
    .where('outcome', '=', 'signed')
    .execute();
  expect(signed).toHaveLength(3);
  expect(new Set(signed.map(({ serial }) => serial)).size).toBe(3);
});
