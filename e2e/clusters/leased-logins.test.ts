import { execFile } from 'node:child_process';
import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import type { Actor } from '#server/actor';
import { newId } from '#db/new-id';
import { addPoolLogins } from '#db/queries/clusters/pool-logins';
import { openTestDb, type TestDb } from '#db/testing/test-db';
import { addTask } from '#server/outbox/outbox';
import { releaseLease } from '#server/domain/logins/release-lease';
import { settled } from './accounted';
import { clusterName, makeStudent, openRealPortal, type RealPortal } from './real-portal';
import { asRoot, until } from './real-slurm';

/* Unix people with numbers of their own: processes, crontabs and jobs are theirs, and cleaning is root's. */

const run = promisify(execFile);
const slurm = inject('realSlurm');
const [ari, bom] = slurm.people;
const home = (name: string, ...path: string[]) => join(slurm.folder, 'home', name, ...path);
let database: TestDb;
let portal: RealPortal;
let work: { stop(): Promise<void> };

beforeAll(async () => {
  database = await openTestDb();
  portal = await openRealPortal(database.url, slurm);
  await portal.db
    .updateTable('clusters')
    .set({ login_kinds: ['leased'], cleaning_command: [join(slurm.folder, 'modu-login'), 'clean'] })
    .execute();
  await addPoolLogins(portal.db, portal.clusterId, [ari]);
  work = await portal.startWork();
});
afterAll(async () => {
  await work.stop();
  await run('pkill', ['-KILL', '-u', ari]).catch(() => undefined);
  await portal.close();
  await database.close();
});

const type = (line: string) =>
  run('runuser', ['-s', '/bin/bash', '-l', ari, '-c', line], { timeout: 30_000 });

async function someone(): Promise<Actor> {
  const actor = await makeStudent(portal);
  const expires_at = new Date(Date.now() + 600_000);
  await portal.db
    .insertInto('sessions')
    .values({ id: newId(), token_hash: newId(), person_id: actor.personId, expires_at })
    .execute();
  return actor;
}

const launch = async (actor: Actor, script: string) => {
  const draft = { cluster: clusterName, partition: 'gpu', script, gpus: 1, walltimeSeconds: 60 };
  return (await portal.services.launches.submit(actor, draft, crypto.randomUUID())).id;
};
const poolRow = () => portal.db.selectFrom('pool_logins').selectAll().executeTakeFirstOrThrow();
const troubled = async (words: RegExp) => {
  let seen = '';
  await until(String(words), async () => {
    const { state, trouble } = await poolRow();
    seen = `${state}: ${trouble}`;
    return state === 'quarantined' && words.test(trouble ?? '') ? true : undefined;
  }).catch(() => expect(seen).toMatch(words));
};
/** As the operators' button does. */
const cleanAgain = async () => {
  const { id } = await poolRow();
  await portal.db.transaction().execute((trx) => addTask(trx, 'clean-login', { id }));
};
/** What root's part of the centre's command does, until it is told otherwise. */
const rule = (name: string, isOn: boolean) => {
  const sign = join(slurm.folder, 'etc', name);
  if (isOn) writeFileSync(sign, '');
  else rmSync(sign, { force: true });
};

test('lent, used, taken back; not lent again while a process, a crontab, a job or a file of the last person’s is there', async () => {
  const [one, two] = [await someone(), await someone()];
  const id = await launch(one, 'id -un; echo mine > ~/mine.txt');
  expect(await settled(portal.db, id)).toMatchObject({ end: 'completed' });
  expect((await portal.services.launches.output(one, id, {}))?.text).toBe(`${ari}\n`);
  await expect(portal.services.files.look(two, clusterName, '')).rejects.toMatchObject({
    code: 'logins-exhausted',
  });

  // What somebody may leave behind: a process that has left its terminal, named as sshd is.
  await type('cp /bin/sleep ~/sshd-left && cd / && (setsid ~/sshd-left 600 >/dev/null 2>&1 </dev/null &)');
  await until('the process runs', async () =>
    run('pgrep', ['-x', '-u', ari, 'sshd-left']).then(
      () => true,
      () => undefined,
    ),
  );
  rule('keep-processes', true);
  const { login_id: loginId } = await poolRow();
  await portal.db.transaction().execute((trx) => releaseLease(trx, addTask, loginId ?? '', 'taken-back'));
  await troubled(/^left: .*process \d+ sshd-left/);
  // Everything else was cleaned.
  expect(existsSync(home(ari, 'mine.txt'))).toBe(false);
  rule('keep-processes', false);

  rule('keep-files', true);
  await run('runuser', ['-u', ari, '--', 'touch', '-d', 'next year', home(ari, 'mine.txt')]);
  await cleanAgain();
  await troubled(/^left: mark, file .*mine\.txt|^left: mark, file/);
  rule('keep-files', false);

  rule('keep-jobs', true);
  const job = (
    await asRoot(
      slurm,
      'runuser',
      '-s',
      '/bin/bash',
      '-l',
      ari,
      '-c',
      `SLURM_CONF=${slurm.folder}/etc/slurm.conf sbatch --parsable --hold -p debug -t 1 --wrap true`,
    )
  ).trim();
  await cleanAgain();
  await troubled(new RegExp(`job ${job} is in the queue`));
  rule('keep-jobs', false);

  await expect(portal.services.files.look(two, clusterName, '')).rejects.toMatchObject({
    code: 'logins-exhausted',
  });
  await cleanAgain();
  await until('clean', async () => ((await poolRow()).state === 'free' ? true : undefined));
  await portal.db.updateTable('pool_logins').set({ since: new Date() }).execute();
  const again = await launch(two, 'id -un; ls ~ | wc -l');
  expect(await settled(portal.db, again)).toMatchObject({ end: 'completed' });
  expect((await portal.services.launches.output(two, again, {}))?.text).toBe(`${ari}\n0\n`);
  // Its neighbour was left alone.
  expect(existsSync(home(bom, '.ssh/authorized_keys'))).toBe(true);
});
