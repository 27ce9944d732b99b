import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  renameSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '#db/new-id';
import { listRemainingHours } from '#db/queries/clusters/hour-limits';
import { findCluster, type ClusterRow } from '#db/queries/clusters/list-clusters';
import { insertLinkedLogin } from '#db/queries/clusters/logins';
import { upsertCluster } from '#db/queries/clusters/upsert-cluster';
import { listMappedLogins } from '#db/queries/jobs/by-hand';
import { ensureLedgerRoots } from '#db/queries/ledger/ensure-ledger-roots';
import { openTestDb, type TestDb } from '#db/testing/test-db';
import type { Actor } from '../../actor';
import { openBridges, signingBy } from '../../compose';
import { demoCentres } from '../../demo/centre/centres';
import { startCentre, type RunningCentre } from '../../demo/centre/start-centre';
import { hangangCluster } from '../../demo/centre/testing/hangang-cluster';
import { testKey } from '../../demo/centre/testing/ssh-client';
import { makeLaunchServices } from '../launches/make-launch-services';
import { gpuHour, launchDepsFor, plantHours } from '../launches/testing/launch-ground';
import { silentLog } from '../../log';
import type { LoginServices } from '../../login-services';
import { makeSigner } from '../../signer/make-signer';
import { ensureLogin } from '../clusters/ensure-login';
import { eraseHome } from '../people/leave/erase-home';
import { erase } from '../people/leave/erase-me';
import { makePerson } from '../people/testing/people-fixture';
import { makeLoginServices } from './make-login-services';

/* At a demo centre, over SSH, with what the signer signs for and nothing else. */

const folder = mkdtempSync(join(tmpdir(), 'modu-logins-'));
const unlimited = { take: async () => undefined };
let database: TestDb;
let centre: RunningCentre;
let bridges: ReturnType<typeof openBridges>;
/** The way in that people have by themselves, without the portal. */
let ownWay: ReturnType<typeof openBridges>;
let logins: LoginServices;
let cluster: ClusterRow;

beforeAll(async () => {
  [database, centre] = await Promise.all([
    openTestDb(),
    startCentre({ ...demoCentres.hangang, folder, authorizedKeys: [testKey.public] }, { standalone: false }),
  ]);
  const { db } = database;
  await ensureLedgerRoots(db);
  await db.transaction().execute((trx) => upsertCluster(trx, hangangCluster(centre)));
  await db
    .updateTable('clusters')
    .set({ login_kinds: ['named', 'linked'] })
    .execute();
  const found = await findCluster(db, 'hangang');
  if (!found) throw new Error('no cluster');
  cluster = found;
  const signer = makeSigner({
    db,
    secrets: { sshPrivateKey: testKey.private, sealingKey: Buffer.alloc(32, 5) },
  });
  bridges = openBridges(signingBy(signer), silentLog());
  ownWay = openBridges(() => Promise.resolve({ privateKey: testKey.private }), silentLog());
  logins = makeLoginServices({
    ...{ db, bridges, clusterKeys: signer },
    ...{ triesByPerson: unlimited, triesByCluster: unlimited },
  });
});
afterAll(async () => {
  await Promise.all([bridges.close(), ownWay.close()]);
  await centre.stop();
  await database.close();
  rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
});

let made = 0;
/** Somebody who is signed in. */
async function person(): Promise<Actor> {
  const { actor } = await makePerson(database.db, `person-${++made}@x.kr`);
  await database.db
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

/** A login that the centre has made by itself, long before. */
async function oldLogin(): Promise<{
  name: string;
  at(...path: string[]): string;
  type(line: string): Promise<void>;
}> {
  const name = `kim${++made}`;
  await ownWay.link(cluster, cluster.serviceLogin).run({ line: `modu-login add ${name}` });
  return {
    name,
    at: (...path) => join(folder, 'home', name, ...path),
    type: async (line) => {
      const { exitCode, stderr } = await ownWay.link(cluster, name).run({ line });
      expect([exitCode, stderr]).toEqual([0, '']);
    },
  };
}

const viewOf = async (actor: Actor) => (await logins.list(actor)).find((one) => one.cluster === 'hangang');
const claim = async (actor: Actor, login: string) => {
  await logins.claim(actor, { cluster: 'hangang', login });
  return (await viewOf(actor))?.claim?.command ?? '';
};
const prove = (actor: Actor) => logins.prove(actor, 'hangang');
const unproven = (trouble: string) => ({ code: 'login-unproven', details: { trouble } });

test('a login is linked once its home says so, and only once; from then on it is the person’s', async () => {
  const [actor, kim] = [await person(), await oldLogin()];
  expect(await viewOf(actor)).toMatchObject({ login: undefined, claim: undefined, comesByItself: true });
  const command = await claim(actor, ` ${kim.name} `);
  await expect(prove(actor)).rejects.toMatchObject(unproven('absent'));
  await kim.type(command);
  expect(existsSync(kim.at('.ssh/authorized_keys'))).toBe(true);
  await prove(actor);
  expect(await viewOf(actor)).toMatchObject({
    login: { name: kim.name, kind: 'linked', liveLaunches: 0 },
    claim: undefined,
  });
  const { db } = database;
  expect(await ensureLogin({ db, bridges }, cluster, actor.personId)).toMatchObject({ name: kim.name });
  await expect(prove(actor)).rejects.toMatchObject({ code: 'link-expired' });
  await expect(claim(actor, kim.name)).rejects.toMatchObject({
    code: 'login-had',
    details: { login: kim.name },
  });
  const lines = await db
    .selectFrom('audit_log')
    .select('action')
    .where('actor_person_id', '=', actor.personId)
    .orderBy('id')
    .execute();
  expect(lines.map(({ action }) => action)).toEqual(['login.claimed', 'login.linked']);
});

test('nobody links another’s login: what they cannot write there proves nothing', async () => {
  const [owner, thief, kim] = [await person(), await person(), await oldLogin()];
  const command = await claim(owner, kim.name);
  await claim(thief, kim.name);
  await kim.type(command);
  await expect(prove(thief)).rejects.toMatchObject(unproven('absent'));
  // The owner's words under the thief's name: a claim is one person's.
  const stolen = (await viewOf(thief))?.claim?.command ?? '';
  const [code, place] = [/echo (\w{32})/.exec(command)?.[1] ?? '', /(link-\w+)$/.exec(stolen)?.[1] ?? ''];
  await kim.type(`echo ${code} > ~/.modu/${place}`);
  await expect(prove(thief)).rejects.toMatchObject(unproven('other-words'));
  await prove(owner);
  await expect(prove(thief)).rejects.toMatchObject({ code: 'login-unproven' });
});

test('a claim is for one login: what was written at another one is not looked at', async () => {
  const [actor, kim, lee] = [await person(), await oldLogin(), await oldLogin()];
  const command = await claim(actor, kim.name);
  await lee.type(command);
  await expect(prove(actor)).rejects.toMatchObject(unproven('absent'));
  // The new claim is another one, and the one before is void.
  await claim(actor, lee.name);
  await expect(prove(actor)).rejects.toMatchObject(unproven('absent'));
});

test('where others can write, nothing is proven', async () => {
  const [actor, kim] = [await person(), await oldLogin()];
  const command = await claim(actor, kim.name);
  await kim.type(command);
  const file = kim.at('.modu', /(link-\w+)$/.exec(command)?.[1] ?? '');
  for (const [place, mode] of [
    [kim.at(), 0o720],
    [kim.at('.modu'), 0o702],
    [file, 0o620],
  ] as const) {
    chmodSync(place, mode);
    await expect(prove(actor)).rejects.toMatchObject(unproven('open-to-others'));
    chmodSync(place, 0o700);
  }
  // Only root can give a file away; a link to one's own file is anybody's to make.
  chownSync(file, 12_345, 12_345);
  await expect(prove(actor)).rejects.toMatchObject(unproven('not-own'));
  chownSync(file, 0, 0);
  renameSync(file, `${file}.real`);
  symlinkSync(`${file}.real`, file);
  await expect(prove(actor)).rejects.toMatchObject(unproven('not-own'));
  rmSync(file);
  mkdirSync(file);
  await expect(prove(actor)).rejects.toMatchObject(unproven('not-own'));
  rmSync(file, { recursive: true });
  await kim.type(command);
  await prove(actor);
});

test('it is too late after half an hour, and the signer signs for nobody’s login no more', async () => {
  const [actor, kim] = [await person(), await oldLogin()];
  await kim.type(await claim(actor, kim.name));
  await database.db
    .updateTable('login_claims')
    .set({ expires_at: new Date(Date.now() - 1) })
    .where('person_id', '=', actor.personId)
    .execute();
  expect((await viewOf(actor))?.claim).toBeUndefined();
  await expect(prove(actor)).rejects.toMatchObject({ code: 'link-expired' });
  await expect(bridges.visit(cluster, kim.name, (link) => link.run({ line: 'true' }))).rejects.toMatchObject({
    details: { words: 'signer: nobody’s login' },
  });
});

test('for a claim the signer signs for looking, not for a terminal; and only while who claims is there', async () => {
  const [actor, kim] = [await person(), await oldLogin()];
  await kim.type(await claim(actor, kim.name));
  await expect(
    bridges.visit({ ...cluster, signIn: 'certificate' }, kim.name, (link) =>
      link.shell({ columns: 80, rows: 24 }),
    ),
  ).rejects.toMatchObject({ details: { words: 'signer: nobody’s login' } });
  await database.db.deleteFrom('sessions').where('person_id', '=', actor.personId).execute();
  await expect(prove(actor)).rejects.toMatchObject(unproven('refused'));
});

test('two people who can both write to one login: one gets it, whoever comes first', async () => {
  for (let round = 0; round < 5; round++) {
    const [one, two, kim] = [await person(), await person(), await oldLogin()];
    for (const actor of [one, two]) await kim.type(await claim(actor, kim.name));
    const outcomes = await Promise.allSettled([prove(one), prove(two)]);
    const refused = outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [outcome.reason] : []));
    expect(refused).toMatchObject([{ code: 'login-taken' }]);
  }
});

test('one person, one login a cluster, both ways: the database has the last word', async () => {
  const [one, two, kim, lee] = [await person(), await person(), await oldLogin(), await oldLogin()];
  const { db } = database;
  const insert = (personId: string, name: string) =>
    db
      .insertInto('logins')
      .values({ id: newId(), cluster_id: cluster.id, person_id: personId, name, kind: 'linked' })
      .execute();
  await insert(one.personId, kim.name);
  await expect(insert(two.personId, kim.name)).rejects.toThrow('logins_by_name');
  await expect(insert(one.personId, lee.name)).rejects.toThrow('logins_of_person');
  // Twenty at once on one name, and twenty names of one person.
  const clusterId = cluster.id;
  const people = await Promise.all(Array.from({ length: 20 }, person));
  const sameName = people.map(({ personId }) =>
    insertLinkedLogin(db, { clusterId, personId, name: lee.name }),
  );
  expect((await Promise.all(sameName)).filter(Boolean)).toHaveLength(1);
  const same = Array.from({ length: 20 }, (_, n) =>
    insertLinkedLogin(db, { clusterId, personId: two.personId, name: `lee-${n}` }),
  );
  expect((await Promise.all(same)).filter(Boolean)).toHaveLength(1);
});

test.each(['root', 'modu-svc', 'Kim', '', '-rf', 'kim lee', '$(id)', 'ㄱ', `k${'x'.repeat(32)}`])(
  '‘%s’ is no login to link',
  async (login) => {
    await expect(claim(await person(), login)).rejects.toMatchObject({
      code: 'invalid-input',
      fields: { login: 'invalid-input' },
    });
  },
);

test('a link is ended once nothing lives there, and the login is free for whoever proves it then', async () => {
  const [one, two, kim] = [await person(), await person(), await oldLogin()];
  await kim.type(await claim(one, kim.name));
  await prove(one);
  const { db } = database;
  await plantHours(db, one, 10 * gpuHour);
  const draft = { cluster: 'hangang', script: 'true', gpus: 1, walltimeSeconds: 60 };
  await makeLaunchServices(launchDepsFor(db)).submit(one, draft, newId());
  await expect(logins.unlink(one, 'hangang')).rejects.toMatchObject({
    code: 'launches-live',
    details: { launches: 1 },
  });
  await db.updateTable('launches').set({ state: 'settled', end: 'completed' }).execute();
  await logins.unlink(one, 'hangang');
  expect((await viewOf(one))?.login).toBeUndefined();
  await expect(logins.unlink(one, 'hangang')).rejects.toMatchObject({ code: 'not-found' });
  await expect(bridges.visit(cluster, kim.name, (link) => link.run({ line: 'true' }))).rejects.toMatchObject({
    details: { words: 'signer: nobody’s login' },
  });
  await kim.type(await claim(two, kim.name));
  await prove(two);
  expect((await viewOf(two))?.login?.name).toBe(kim.name);
  // A login that the centre made for them is no link.
  const third = await person();
  await ensureLogin({ db: database.db, bridges }, cluster, third.personId);
  await expect(logins.unlink(third, 'hangang')).rejects.toMatchObject({ code: 'not-found' });
});

test('what is run by hand as a login of one’s own is not the portal’s business; as one of its making it is', async () => {
  const { db } = database;
  const [one, two, kim] = [await person(), await person(), await oldLogin()];
  await kim.type(await claim(one, kim.name));
  await prove(one);
  const named = await ensureLogin({ db, bridges }, cluster, two.personId);
  expect([...(await listMappedLogins(db, cluster.id, [kim.name, named.name])).keys()]).toEqual([named.name]);
  const limited = (await listRemainingHours(db, cluster.id)).map(({ login }) => login);
  expect(limited).toContain(named.name);
  expect(limited).not.toContain(kim.name);
});

test('who leaves takes their own login out of the portal with its name and its home as it is; one of the portal’s is emptied', async () => {
  const { db } = database;
  const [one, two, kim] = [await person(), await person(), await oldLogin()];
  await kim.type(await claim(one, kim.name));
  await prove(one);
  const named = await ensureLogin({ db, bridges }, cluster, two.personId);
  const tasks: string[] = [];
  for (const { personId, email } of [one, two])
    await db
      .transaction()
      .execute((trx) =>
        erase(trx, async (_trx, _task, { id }) => void tasks.push(id), { id: personId, email }),
      );
  expect(tasks).toEqual([named.id]);
  // Nobody is signed in any more: the signer lets the portal in to empty it, and for nothing else.
  mkdirSync(join(folder, 'home', named.name, 'work'));
  await eraseHome({ db, bridges }, named.id);
  expect(existsSync(join(folder, 'home', named.name, 'work'))).toBe(false);
  expect(existsSync(kim.at('.ssh'))).toBe(true);
  const left = await db.selectFrom('logins').select('name').where('person_id', '=', one.personId).execute();
  expect(left).toEqual([{ name: 'erased' }]);
  expect(
    await db.selectFrom('login_claims').selectAll().where('person_id', '=', one.personId).execute(),
  ).toEqual([]);
});

test('a centre that offers no links takes none; one that gives no logins says to link one', async () => {
  const { db } = database;
  const actor = await person();
  const offer = (kinds: ('named' | 'linked')[]) =>
    db.updateTable('clusters').set({ login_kinds: kinds }).execute();
  await offer(['named']);
  await expect(claim(actor, 'kim')).rejects.toMatchObject({ code: 'not-allowed' });
  await offer(['linked']);
  const only = await findCluster(db, 'hangang');
  if (!only) throw new Error('no cluster');
  await expect(ensureLogin({ db, bridges }, only, actor.personId)).rejects.toMatchObject({
    code: 'login-needed',
  });
  const { actor: reviewer } = await makePerson(db, 'reviewer@x.kr', ['reviewer']);
  await expect(logins.list(reviewer)).rejects.toMatchObject({ code: 'not-allowed' });
  await expect(prove(reviewer)).rejects.toMatchObject({ code: 'not-allowed' });
  await offer(['named', 'linked']);
});
