import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { newId } from '#db/new-id';
import { findCluster, type ClusterRow } from '#db/queries/clusters/list-clusters';
import { addPoolLogins, countPoolLogins } from '#db/queries/clusters/pool-logins';
import { upsertCluster } from '#db/queries/clusters/upsert-cluster';
import { openTestDb, type TestDb } from '#db/testing/test-db';
import type { Actor } from '../../actor';
import { openBridges, signingBy } from '../../compose';
import { demoCentres } from '../../demo/centre/centres';
import { startCentre, type RunningCentre } from '../../demo/centre/start-centre';
import { hangangCluster } from '../../demo/centre/testing/hangang-cluster';
import { testKey } from '../../demo/centre/testing/ssh-client';
import { silentLog } from '../../log';
import { makeSigner } from '../../signer/make-signer';
import { ensureLogin } from '../clusters/ensure-login';
import type { AddTask } from '../launches/launch-deps';
import { erase } from '../people/leave/erase-me';
import { makePerson } from '../people/testing/people-fixture';
import { cleanLogin } from './clean-login';
import { leaseLogin } from './lease-login';
import { makeLoginServices } from './make-login-services';
import { takeBackIdle } from './take-back-idle';

/* At a demo centre, over SSH, with what the signer signs for and nothing else. */

const folder = mkdtempSync(join(tmpdir(), 'modu-leases-'));
let database: TestDb;
let centre: RunningCentre;
let bridges: ReturnType<typeof openBridges>;
let cluster: ClusterRow;
let tasks: { name: string; id: string; runAt?: Date | undefined }[] = [];
const addTask: AddTask = async (_trx, name, { id }, options) => void tasks.push({ name, id, ...options });

const reload = async (): Promise<ClusterRow> => {
  const found = await findCluster(database.db, 'hangang');
  if (!found) throw new Error('no cluster');
  return (cluster = found);
};

beforeAll(async () => {
  [database, centre] = await Promise.all([
    openTestDb(60),
    startCentre({ ...demoCentres.hangang, folder, authorizedKeys: [testKey.public] }, { standalone: false }),
  ]);
  const { db } = database;
  await db.transaction().execute((trx) => upsertCluster(trx, hangangCluster(centre)));
  await reload();
  const secrets = { sshPrivateKey: testKey.private, sealingKey: Buffer.alloc(32, 5) };
  bridges = openBridges(signingBy(makeSigner({ db, secrets })), silentLog());
});
beforeEach(async () => {
  tasks = [];
  await database.db.deleteFrom('pool_logins').execute();
  await setCluster({
    login_kinds: ['leased'],
    cleaning_command: ['modu-login', 'clean'],
    lease_idle_days: 30,
  });
});
afterAll(async () => {
  await bridges.close();
  await centre.stop();
  await database.close();
  rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
});

async function setCluster(change: {
  login_kinds?: ('named' | 'leased' | 'linked')[];
  cleaning_command?: string[];
  lease_idle_days?: number | null;
}): Promise<void> {
  await database.db.updateTable('clusters').set(change).execute();
  await reload();
}

let made = 0;
/** Somebody who is signed in. */
async function person(): Promise<Actor> {
  const { actor } = await makePerson(database.db, `lessee-${++made}@x.kr`);
  const expires_at = new Date(Date.now() + 600_000);
  await database.db
    .insertInto('sessions')
    .values({ id: newId(), token_hash: newId(), person_id: actor.personId, expires_at })
    .execute();
  return actor;
}

const atCentre = (line: string) => bridges.link(cluster, cluster.serviceLogin).run({ line });
/** Logins that the centre has made beforehand, in the pool. */
async function pool(count: number): Promise<string[]> {
  const names = Array.from({ length: count }, () => `edu${String(++made).padStart(4, '0')}`);
  for (const name of names) expect((await atCentre(`modu-login add ${name}`)).exitCode).toBe(0);
  await addPoolLogins(database.db, cluster.id, names);
  return names;
}

const home = (name: string, ...path: string[]) => join(folder, 'home', name, ...path);
const ensure = (actor: Actor) => ensureLogin({ db: database.db, bridges }, cluster, actor.personId);
const poolRow = (name: string) =>
  database.db.selectFrom('pool_logins').selectAll().where('name', '=', name).executeTakeFirstOrThrow();
const leave = (actor: Actor) =>
  database.db.transaction().execute((trx) => erase(trx, addTask, { id: actor.personId, email: actor.email }));
const clean = async (name: string) =>
  cleanLogin({ db: database.db, bridges, addTask }, (await poolRow(name)).id);

test('two hundred people at once on a pool of 150: each gets one or is told that none is left, and none is lent twice', async () => {
  const { db } = database;
  await addPoolLogins(
    db,
    cluster.id,
    Array.from({ length: 150 }, (_, n) => `s${n}`),
  );
  const people: Actor[] = [];
  for (let n = 0; n < 200; n++) people.push((await makePerson(db, `many-${n}@x.kr`)).actor);
  // Everybody presses twice.
  const asks = [...people, ...people].map(({ personId }) => leaseLogin(db, cluster, personId));
  const outcomes = await Promise.allSettled(asks);
  const got = outcomes.flatMap((one) => (one.status === 'fulfilled' ? [one.value.name] : []));
  const told = outcomes.flatMap((one) =>
    one.status === 'rejected' ? [(one.reason as { code: string }).code] : [],
  );
  expect(new Set(told)).toEqual(new Set(['logins-exhausted']));
  expect(new Set(got).size).toBe(150);
  const rows = await db
    .selectFrom('logins')
    .select(['name', 'person_id'])
    .where('kind', '=', 'leased')
    .execute();
  expect(rows).toHaveLength(150);
  expect(new Set(rows.map((row) => row.name)).size).toBe(150);
  expect(new Set(rows.map((row) => row.person_id)).size).toBe(150);
  expect(await countPoolLogins(db, cluster.id)).toEqual({ free: 0, lent: 150, cleaning: 0, quarantined: 0 });
  // Who was lent one gets the same again, also now that none is left.
  const [first] = rows;
  expect((await leaseLogin(db, cluster, first?.person_id ?? '')).name).toBe(first?.name);
  await db.deleteFrom('pool_logins').execute();
  await db.deleteFrom('logins').where('kind', '=', 'leased').execute();
});

test('a login is lent at the first use, and the same one afterwards; nothing is made at the centre', async () => {
  const [name] = await pool(1);
  const actor = await person();
  const [one, two] = await Promise.all([ensure(actor), ensure(actor)]);
  expect([one.name, two.name]).toEqual([name, name]);
  expect(await poolRow(name ?? '')).toMatchObject({ state: 'lent', login_id: one.id });
  await expect(ensure(await person())).rejects.toMatchObject({ code: 'logins-exhausted' });
  const lines = await database.db
    .selectFrom('audit_log')
    .select('action')
    .where('actor_person_id', '=', actor.personId)
    .execute();
  expect(lines.map(({ action }) => action)).toEqual(['login.lent']);
});

test('one that the portal cannot come in to is set aside, and the next try gets another', async () => {
  await addPoolLogins(database.db, cluster.id, ['aaa-not-there']);
  const [name] = await pool(1);
  const actor = await person();
  await expect(ensure(actor)).rejects.toMatchObject({ details: { trouble: 'sign-in-refused' } });
  expect(await poolRow('aaa-not-there')).toMatchObject({
    state: 'quarantined',
    trouble: 'sign-in-refused',
    login_id: null,
  });
  expect((await ensure(actor)).name).toBe(name);
});

test('one that somebody has linked is set aside and not lent', async () => {
  const [name = '', other] = await pool(2);
  const owner = await person();
  await database.db
    .insertInto('logins')
    .values({
      id: newId(),
      cluster_id: cluster.id,
      person_id: owner.personId,
      name,
      kind: 'linked',
      ready_at: new Date(),
    })
    .execute();
  expect((await ensure(await person())).name).toBe(other);
  expect(await poolRow(name)).toMatchObject({ state: 'quarantined', trouble: 'somebody has this login' });
});

test('when its person leaves it is cleaned, rests for an hour, and then is somebody else’s with nothing left in it', async () => {
  const [name = ''] = await pool(1);
  const [one, two] = [await person(), await person()];
  const lent = await ensure(one);
  mkdirSync(home(name, 'deep/한글'), { recursive: true });
  writeFileSync(home(name, 'deep/한글/.secret'), 'mine');
  // What a start-up file does would be done to whoever comes next.
  writeFileSync(home(name, '.bashrc'), 'touch ~/owned\n');
  const link = bridges.link(cluster, name);
  expect((await link.run({ line: `sbatch --parsable -t 60 --wrap 'sleep 600'` })).exitCode).toBe(0);

  await leave(one);
  expect(tasks).toMatchObject([{ name: 'clean-login' }]);
  expect(await poolRow(name)).toMatchObject({ state: 'cleaning', login_id: lent.id });
  await expect(ensure(two)).rejects.toMatchObject({ code: 'logins-exhausted' });

  await clean(name);
  expect(await poolRow(name)).toMatchObject({ state: 'free', login_id: null, trouble: null });
  expect(existsSync(home(name, 'deep'))).toBe(false);
  expect(readdirSync(home(name)).sort()).toEqual(['.bash_profile', '.bashrc', '.profile']);
  expect((await atCentre(`squeue -h -u ${name}`)).stdout.toString()).toBe('');
  await expect(ensure(two)).rejects.toMatchObject({ code: 'logins-exhausted' });
  await database.db.updateTable('pool_logins').set({ since: new Date() }).execute();
  expect((await ensure(two)).name).toBe(name);
  expect(existsSync(home(name, 'owned'))).toBe(false);
});

test('what was not seen to be clean is set aside with the reason, lent to nobody, and cleaned again later', async () => {
  const [name = ''] = await pool(1);
  const [one, two] = [await person(), await person()];
  await ensure(one);
  const file = home(name, 'left.txt');
  writeFileSync(file, 'mine');
  // It looks as if it were written tomorrow: only its inode tells that it was there before.
  const tomorrow = new Date(Date.now() + 86_400_000);
  utimesSync(file, tomorrow, tomorrow);
  await leave(one);

  await atCentre('modu-fault set clean-fails');
  await clean(name);
  expect(await poolRow(name)).toMatchObject({
    state: 'quarantined',
    tries: 1,
    trouble: expect.stringContaining('home is busy'),
  });
  expect(tasks.at(-1)?.runAt?.getTime()).toBeGreaterThan(Date.now() + 200_000);
  await atCentre('modu-fault clear');

  // A command that says that it has cleaned, and has not.
  await setCluster({ cleaning_command: ['true'] });
  await clean(name);
  expect((await poolRow(name)).trouble).toMatch(/^left: mark, file .*left\.txt/);
  // One that takes the portal's own folder away and nothing else.
  const script = (text: string) => {
    writeFileSync(home('modu-svc', 'clean.sh'), text);
    return setCluster({ cleaning_command: ['sh', home('modu-svc', 'clean.sh')] });
  };
  await script(`rm -rf '${folder}/home/'"$1"/.modu`);
  await clean(name);
  expect((await poolRow(name)).trouble).toMatch(/^left: file .*left\.txt/);
  expect(await poolRow(name)).toMatchObject({ state: 'quarantined', tries: 3 });
  await expect(ensure(two)).rejects.toMatchObject({ code: 'logins-exhausted' });

  await setCluster({ cleaning_command: [] });
  await clean(name);
  expect((await poolRow(name)).trouble).toBe('no command that cleans');
  await setCluster({ cleaning_command: ['modu-login', 'clean'] });
  await clean(name);
  expect(await poolRow(name)).toMatchObject({ state: 'free', tries: 0, trouble: null });
});

test('a job that is still in the queue keeps it out of the pool', async () => {
  const [name = ''] = await pool(1);
  const actor = await person();
  await ensure(actor);
  const { stdout } = await bridges
    .link(cluster, name)
    .run({ line: `sbatch --parsable --hold -t 60 --wrap true` });
  writeFileSync(home('modu-svc', 'clean.sh'), `find '${folder}/home/'"$1" -mindepth 1 -delete`);
  await setCluster({ cleaning_command: ['sh', home('modu-svc', 'clean.sh')] });
  await leave(actor);
  await clean(name);
  expect((await poolRow(name)).trouble).toBe(`job ${stdout.toString().trim()} is in the queue`);
});

test('while it is lent nobody cleans it, whatever task comes', async () => {
  const [name = ''] = await pool(1);
  const actor = await person();
  await ensure(actor);
  writeFileSync(home(name, 'work.txt'), 'mine');
  await clean(name);
  expect(existsSync(home(name, 'work.txt'))).toBe(true);
  expect(await poolRow(name)).toMatchObject({ state: 'lent' });
});

test('one that lies unused goes back: its person is told a week before, and any use of it keeps it', async () => {
  const { db } = database;
  const day = 86_400_000;
  const ago = (days: number) => new Date(Date.now() - days * day);
  await addPoolLogins(db, cluster.id, ['idle1', 'used1', 'new1']);
  const lend = async (days: number) => {
    const actor = await person();
    const { id, name } = await leaseLogin(db, cluster, actor.personId);
    await db
      .updateTable('logins')
      .set({ created_at: ago(days), ready_at: ago(days) })
      .where('id', '=', id)
      .execute();
    return { actor, id, name };
  };
  const [idle, used, fresh] = [await lend(24), await lend(90), await lend(20)];
  const signature = { cluster: 'hangang', login: used.name, profile: 'control', outcome: 'signed' as const };
  await db
    .insertInto('ssh_signatures')
    .values({ ...signature, at: ago(2) })
    .execute();
  const look = () => takeBackIdle({ db, addTask, url: 'http://localhost' });
  await look();
  await look();
  const mails = await db
    .selectFrom('mails')
    .select(['to_email', 'kind'])
    .where('kind', '=', 'login-idle')
    .execute();
  expect(mails).toEqual([{ to_email: idle.actor.email, kind: 'login-idle' }]);
  expect(tasks).toEqual([]);

  // A week after the mail, and a month after the last use: not before both.
  const setBack = (created: number, warned: number) =>
    db.transaction().execute(async (trx) => {
      await trx
        .updateTable('logins')
        .set({ created_at: ago(created) })
        .where('id', '=', idle.id)
        .execute();
      await trx
        .updateTable('pool_logins')
        .set({ warned_at: ago(warned) })
        .where('login_id', '=', idle.id)
        .execute();
    });
  for (const [created, warned] of [
    [31, 6],
    [29, 8],
  ] as const) {
    await setBack(created, warned);
    await look();
    expect(tasks).toEqual([]);
  }
  await setBack(31, 8);
  await look();
  expect(tasks).toMatchObject([{ name: 'clean-login' }]);
  expect(await poolRow(idle.name)).toMatchObject({ state: 'cleaning' });
  for (const { name } of [used, fresh]) expect(await poolRow(name)).toMatchObject({ state: 'lent' });
  await setCluster({ lease_idle_days: null });
  await look();
  expect(tasks).toHaveLength(1);
});

test('the signer lets the portal in to clean a login that was taken back; not to one that waits in the pool', async () => {
  const [name = ''] = await pool(1);
  const look = () => bridges.visit(cluster, name, (link) => link.run({ line: 'true' }));
  await expect(look()).rejects.toMatchObject({ details: { words: 'signer: nobody’s login' } });
  const actor = await person();
  await ensure(actor);
  await leave(actor);
  expect(await look()).toMatchObject({ exitCode: 0 });
  await expect(
    bridges.visit({ ...cluster, signIn: 'certificate' }, name, (link) =>
      link.shell({ columns: 80, rows: 24 }),
    ),
  ).rejects.toMatchObject({ details: { words: 'signer: nobody’s login' } });
});

test('nobody claims a login of the pool as theirs', async () => {
  const [name = ''] = await pool(1);
  await setCluster({ login_kinds: ['leased', 'linked'] });
  const unlimited = { take: async () => undefined };
  const logins = makeLoginServices({
    ...{ db: database.db, bridges, triesByPerson: unlimited, triesByCluster: unlimited },
    clusterKeys: { portalPublicLine: async () => testKey.public },
  });
  await expect(logins.claim(await person(), { cluster: 'hangang', login: name })).rejects.toMatchObject({
    fields: { login: 'invalid-input' },
  });
});
