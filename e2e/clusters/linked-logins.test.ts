import { execFile } from 'node:child_process';
import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import type { Actor } from '#server/actor';
import { findCluster, type ClusterRow } from '#db/queries/clusters/list-clusters';
import { newId } from '#db/new-id';
import { insertSigningKey, useNewestSigningKey } from '#db/queries/signer/signing-keys';
import { openTestDb, type TestDb } from '#db/testing/test-db';
import { openSshPool } from '#server/bridge/ssh/open-ssh-pool';
import type { SshLink, SshPool } from '#server/bridge/ssh/port';
import { signingBy } from '#server/compose';
import { makeSigner } from '#server/signer/make-signer';
import { accountedRuns, settled } from './accounted';
import { clusterName, makeStudent, openRealPortal, type RealPortal } from './real-portal';
import { asRoot, until } from './real-slurm';

/* Unix people of the machine with homes of their own, whom the portal has not made and whose sshd knows nothing of it. */

const run = promisify(execFile);
const slurm = inject('realSlurm');
const [ari, bom, cheong] = slurm.people;
const authorizedKeys = (name: string) => join(slurm.folder, 'home', name, '.ssh/authorized_keys');
const authoritiesFile = join(slurm.folder, 'etc/user_ca.pub');
let database: TestDb;
let portal: RealPortal;
let work: { stop(): Promise<void> };
let pool: SshPool;

beforeAll(async () => {
  database = await openTestDb();
  portal = await openRealPortal(database.url, slurm);
  await portal.db
    .updateTable('clusters')
    .set({ login_kinds: ['linked'] })
    .execute();
  work = await portal.startWork();
  for (const name of slurm.people) renameSync(authorizedKeys(name), `${authorizedKeys(name)}.away`);
  const secrets = { sshPrivateKey: slurm.privateKey, sealingKey: Buffer.alloc(32) };
  pool = openSshPool({ keyOf: signingBy(makeSigner({ db: portal.db, secrets })) });
});
afterAll(async () => {
  await pool.close();
  await work.stop();
  for (const name of slurm.people) renameSync(`${authorizedKeys(name)}.away`, authorizedKeys(name));
  writeFileSync(authoritiesFile, '');
  await portal.close();
  await database.close();
});

/** A student with hours, who is signed in. */
async function someone(): Promise<Actor> {
  const actor = await makeStudent(portal);
  await portal.db
    .insertInto('sessions')
    .values({
      id: newId(),
      token_hash: newId(),
      person_id: actor.personId,
      expires_at: new Date(Date.now() + 600_000),
    })
    .execute();
  return actor;
}

/** What somebody types at the cluster's login node. */
const type = (name: string, line: string, shell = '/bin/bash') =>
  run('runuser', ['-s', shell, '-l', name, '-c', line], { timeout: 30_000 });

async function claim(actor: Actor, login: string) {
  await portal.services.logins.claim(actor, { cluster: clusterName, login });
  const [own] = await portal.services.logins.list(actor);
  if (!own?.claim) throw new Error('no claim');
  return own.claim;
}
const prove = (actor: Actor) => portal.services.logins.prove(actor, clusterName);

async function linkAs(login: string): Promise<SshLink> {
  const found = await findCluster(portal.db, clusterName);
  const { name, ...address } = found as ClusterRow;
  return pool.link({ ...address, cluster: name, login });
}

const draft = (script: string) => ({
  cluster: clusterName,
  partition: 'gpu',
  script,
  gpus: 1,
  walltimeSeconds: 60,
});

test('a login is linked by one line that its owner runs; launches, terminals, files and connections then are that login’s', async () => {
  const actor = await someone();
  await expect(
    portal.services.launches.submit(actor, draft('true'), crypto.randomUUID()),
  ).rejects.toMatchObject({ code: 'login-needed' });
  const { command, bringsKey } = await claim(actor, ari);
  expect(bringsKey).toBe(true);
  // Nothing of the portal's is there yet: sshd does not let it in.
  await expect(prove(actor)).rejects.toMatchObject({ details: { trouble: 'refused' } });
  // Twice, and through another shell: no harm.
  await type(ari, command, '/bin/dash');
  await type(ari, command);
  await prove(actor);

  const { id } = await portal.services.launches.submit(
    actor,
    draft('id -un; echo "$SLURM_JOB_ACCOUNT"'),
    crypto.randomUUID(),
  );
  expect(await settled(portal.db, id)).toMatchObject({ end: 'completed' });
  expect((await portal.services.launches.output(actor, id, {}))?.text).toBe(`${ari}\nstudents\n`);
  await until('the run in accounting', async () =>
    (await accountedRuns(slurm, `modu-${id}`)).length === 1 ? true : undefined,
  );

  // The line of authorized_keys gives what is needed, and no agent or X11.
  const link = await linkAs(ari);
  await link.files.write('tried.txt', Buffer.from('x'));
  const shell = await link.shell({ columns: 80, rows: 24 });
  let seen = '';
  shell.onData((bytes) => (seen += bytes.toString()));
  const ended = new Promise((done) => shell.onEnd(done));
  shell.write(Buffer.from('tty; exit\n'));
  await ended;
  expect(seen).toContain('/dev/pts/');
  const stream = await link.dial({ kind: 'tcp', host: '127.0.0.1', port: slurm.port });
  const [greeting] = (await stream?.take(1).toArray()) as Buffer[];
  stream?.destroy();
  expect(greeting?.toString()).toContain('SSH-2.0');
  expect(readFileSync(authorizedKeys(ari), 'utf8')).toMatch(/^restrict,pty,port-forwarding ssh-ed25519 /);
});

test('another person’s claim on it proves nothing, however they try from their own login', async () => {
  const thief = await someone();
  const { command } = await claim(thief, bom);
  // From a login of their own, at the same machine: bom's home is closed to them.
  const there = command.replaceAll('~', join(slurm.folder, 'home', bom));
  await expect(type(cheong, there)).rejects.toThrow(/Permission denied/);
  await type(cheong, command);
  await expect(prove(thief)).rejects.toMatchObject({ details: { trouble: 'refused' } });
});

test('where the cluster believes certificates, no key is left in anybody’s home; and what is typed by hand is the owner’s own', async () => {
  const made = await makeSigner({
    db: portal.db,
    secrets: { sshPrivateKey: slurm.privateKey, sealingKey: Buffer.alloc(32) },
  }).makeKey();
  await insertSigningKey(portal.db, { clusterId: portal.clusterId, kind: 'authority', ...made });
  await useNewestSigningKey(portal.db, portal.clusterId, 'authority');
  await portal.db.updateTable('clusters').set({ sign_in: 'certificate' }).execute();
  writeFileSync(authoritiesFile, `${made.publicLine}\n`);

  const [actor, thief] = [await someone(), await someone()];
  const { command, bringsKey } = await claim(actor, bom);
  expect(bringsKey).toBe(false);
  // Here sshd would let the portal in as anybody: the words alone count.
  await claim(thief, bom);
  await expect(prove(thief)).rejects.toMatchObject({ details: { trouble: 'absent' } });
  await type(bom, command);
  await expect(prove(thief)).rejects.toMatchObject({ details: { trouble: 'absent' } });
  const home = join(slurm.folder, 'home', bom);
  await run('chmod', ['g+w', home]);
  await expect(prove(actor)).rejects.toMatchObject({ details: { trouble: 'open-to-others' } });
  await run('chmod', ['g-w', home]);
  await run('setfacl', ['-m', `u:${cheong}:rwx`, home]).then(
    async () => {
      await expect(prove(actor)).rejects.toMatchObject({ details: { trouble: 'open-to-others' } });
      await run('setfacl', ['-b', home]);
    },
    // No access lists on this machine.
    () => undefined,
  );
  await prove(actor);
  expect(readFileSync(join(slurm.folder, 'log/sshd.log'), 'utf8')).toMatch(
    new RegExp(`Accepted publickey for ${bom} .*ED25519-CERT`),
  );

  const job = await asRoot(slurm, 'runuser', '-s', '/bin/bash', '-l', bom, '-c', byHand);
  expect(job).toMatch(/^\d+$/);
  await pause(4_000);
  const launches = await portal.db
    .selectFrom('launches')
    .select('id')
    .where('person_id', '=', actor.personId)
    .execute();
  expect(launches).toEqual([]);
});

/** As in the person's own window, without the portal. */
const byHand = `SLURM_CONF=${slurm.folder}/etc/slurm.conf sbatch --parsable -p debug --gres=gpu:1 -t 1 --wrap 'sleep 2'`;

test('after unlinking nothing is signed for it', async () => {
  const actor = await someone();
  rmSync(join(slurm.folder, 'home', cheong, '.modu'), { recursive: true, force: true });
  const { command } = await claim(actor, cheong);
  await type(cheong, command);
  await prove(actor);
  expect((await (await linkAs(cheong)).run({ line: 'id -un' })).stdout.toString().trim()).toBe(cheong);
  await portal.services.logins.unlink(actor, clusterName);
  const fresh = openSshPool({
    keyOf: signingBy(
      makeSigner({
        db: portal.db,
        secrets: { sshPrivateKey: slurm.privateKey, sealingKey: Buffer.alloc(32) },
      }),
    ),
  });
  const { name, ...address } = (await findCluster(portal.db, clusterName)) as ClusterRow;
  await expect(
    fresh.link({ ...address, cluster: name, login: cheong }).run({ line: 'true' }),
  ).rejects.toMatchObject({ code: 'not-allowed', details: { words: 'signer: nobody’s login' } });
  await fresh.close();
});
