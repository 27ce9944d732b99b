import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { newId } from '#db/new-id';
import { revokeLogin, unrevokeLogin } from '#db/queries/signer/revocations';
import { insertSigningKey, useNewestSigningKey } from '#db/queries/signer/signing-keys';
import { openTestDb, type TestDb } from '#db/testing/test-db';
import { openSshPool } from '#server/bridge/ssh/open-ssh-pool';
import type { SshIdentity } from '#server/bridge/ssh/port';
import { makePerson } from '#server/domain/ledger/people.fixture';
import { makeSigner } from '#server/signer/make-signer';
import { clusterName, openRealPortal, type RealPortal } from './real-portal';

/* OpenSSH itself reads the list: ssh-keygen says what is in it, and sshd keeps out what it says. */

const run = promisify(execFile);
const slurm = inject('realSlurm');
const [, , login] = slurm.people;
const revokedFile = join(slurm.folder, 'etc/revoked');
const authoritiesFile = join(slurm.folder, 'etc/user_ca.pub');
const folder = mkdtempSync(join(tmpdir(), 'modu-revoked-'));
const secrets = { sshPrivateKey: slurm.privateKey, sealingKey: Buffer.alloc(32, 9) };
let database: TestDb;
let portal: RealPortal;

beforeAll(async () => {
  database = await openTestDb();
  portal = await openRealPortal(database.url, slurm);
});
afterAll(async () => {
  writeFileSync(revokedFile, '');
  writeFileSync(authoritiesFile, '');
  await portal.close();
  await database.close();
  rmSync(folder, { recursive: true, force: true });
});

/** As the centre's own line in cron does. */
const fetchList = async () =>
  writeFileSync(revokedFile, await portal.services.clusters.revokedKeys(clusterName));

/** What ssh-keygen says of a line: whether the list has it. */
async function isRevoked(line: string): Promise<boolean> {
  const file = join(folder, 'line.pub');
  writeFileSync(file, `${line}\n`);
  const { stdout } = await run('ssh-keygen', ['-Q', '-f', revokedFile, file]).catch(
    (error: unknown) => error as { stdout: string },
  );
  expect(stdout).toMatch(/: (ok|REVOKED)$/m);
  return stdout.includes('REVOKED');
}

test('an empty list is a good one, and keeps nobody out', async () => {
  await fetchList();
  expect((await run('ssh-keygen', ['-Q', '-l', '-f', revokedFile])).stdout).toContain('# KRL version');
  expect(await isRevoked(slurm.hostKey)).toBe(false);
  const pool = openSshPool({ keyOf: () => Promise.resolve({ privateKey: slurm.privateKey }) });
  const { host, port, hostKey } = slurm;
  const link = pool.link({ cluster: 'real', host, port, hostKeys: [hostKey], login });
  expect(String((await link.run({ line: 'id -un' })).stdout).trim()).toBe(login);
  await pool.close();
});

test('authorities and keys that others took the place of, and certificates of a login that was revoked', async () => {
  const { db, clusterId } = portal;
  const signer = makeSigner({ db, secrets });
  const renew = async (kind: 'authority' | 'key') => {
    const key = await signer.makeKey();
    await insertSigningKey(db, { clusterId, kind, ...key });
    return key.publicLine;
  };
  const [oldKey, newKey] = [await renew('key'), await renew('key')];
  await useNewestSigningKey(db, clusterId, 'key');
  const [oldAuthority, authority] = [await renew('authority'), await renew('authority')];
  await useNewestSigningKey(db, clusterId, 'authority');
  await db.updateTable('clusters').set({ sign_in: 'certificate' }).execute();
  writeFileSync(authoritiesFile, `${authority}\n`);
  const person = await makePerson(db);
  await db
    .insertInto('logins')
    .values({
      id: newId(),
      cluster_id: clusterId,
      person_id: person.personId,
      name: login,
      ready_at: new Date(),
    })
    .execute();
  const expires_at = new Date(Date.now() + 600_000);
  await db
    .insertInto('sessions')
    .values({ id: newId(), token_hash: newId(), person_id: person.personId, expires_at })
    .execute();

  // A certificate that has been signed for and is stolen: it comes in as often as it likes while it is valid.
  let stolen: SshIdentity | undefined;
  const comeIn = async () => {
    const pool = openSshPool({
      keyOf: async (_target, profile) => {
        const identity = await signer.identityOf({ cluster: clusterName, login, profile });
        stolen = identity;
        return identity;
      },
    });
    const { host, port, hostKey } = slurm;
    const link = pool.link({
      cluster: clusterName,
      host,
      port,
      hostKeys: [hostKey],
      login,
      signIn: 'certificate',
    });
    await link.run({ line: 'true' }).finally(() => pool.close());
    return stolen?.publicLine ?? '';
  };
  const certificate = await comeIn();
  await fetchList();
  expect(await Promise.all([oldKey, newKey, oldAuthority, authority].map(async (line) => line))).toHaveLength(
    4,
  );
  const seen: boolean[] = [];
  for (const line of [oldKey, newKey, oldAuthority, authority, certificate]) seen.push(await isRevoked(line));
  expect(seen).toEqual([true, false, true, false, false]);

  await revokeLogin(db, clusterId, login, 'lost');
  await fetchList();
  expect(await isRevoked(certificate)).toBe(true);
  await unrevokeLogin(db, clusterId, login);
  const another = await comeIn();
  expect(await isRevoked(another)).toBe(false);
});
