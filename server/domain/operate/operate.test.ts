import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Db } from '#db/client';
import { openTestDb, type TestDb } from '#db/testing/test-db';
import { writeReservations } from '#db/queries/clusters/reservations';
import { ensureLedgerRoots } from '#db/queries/ledger/ensure-ledger-roots';
import type { Actor } from '../../actor';
import { keys, lineOf, openTestServer } from '../../bridge/ssh/testing/test-server';
import { openBridges, signingBy } from '../../compose';
import { probeLineNames } from '../../contract/clusters';
import { demoCentres } from '../../demo/centre/centres';
import { startCentre, type RunningCentre } from '../../demo/centre/start-centre';
import { testKey } from '../../demo/centre/testing/ssh-client';
import { silentLog } from '../../log';
import type { OperateServices } from '../../operate-services';
import { makeSigner } from '../../signer/make-signer';
import { makeClusterServices } from '../clusters/make-cluster-services';
import { leaseLogin } from '../logins/lease-login';
import { makePerson } from '../people/testing/people-fixture';
import { ensureCentre } from './ensure-centre';
import { makeOperateServices } from './make-operate-services';

type Name = keyof typeof demoCentres;

const folder = mkdtempSync(join(tmpdir(), 'modu-operate-'));
const centres = {} as Record<Name, RunningCentre>;
const tasks: string[] = [];
let test_: TestDb;
let db: Db;
let bridges: ReturnType<typeof openBridges>;
let operate: OperateServices;
let operator: Actor;
let stranger: Actor;
let student: Actor;

beforeAll(async () => {
  test_ = await openTestDb();
  db = test_.db;
  await ensureLedgerRoots(db);
  const secrets = { sshPrivateKey: testKey.private, sealingKey: Buffer.alloc(32, 7) };
  const clusterKeys = makeSigner({ db, secrets });
  bridges = openBridges(signingBy(clusterKeys), silentLog());
  operate = makeOperateServices({
    db,
    bridges,
    clusterKeys,
    addTask: async (_trx, name, { id }) => void tasks.push(`${name} ${id}`),
  });
  operator = (await makePerson(db, 'operator@x.kr', ['operator'])).actor;
  stranger = (await makePerson(db, 'stranger@x.kr', ['operator'])).actor;
  student = (await makePerson(db, 'student@x.kr')).actor;
  for (const name of ['hangang', 'nuri'] as const) {
    await ensureCentre(db, { centre: name, titleKo: name, titleEn: name, operators: ['operator@x.kr'] });
    centres[name] = await startCentre(
      { ...demoCentres[name], folder: join(folder, name), authorizedKeys: [testKey.public] },
      { standalone: false },
    );
  }
});
afterAll(async () => {
  await bridges.close();
  await Promise.all(Object.values(centres).map((centre) => centre.stop()));
  await test_.close();
  rmSync(folder, { recursive: true, force: true });
});

const draftFor = (centre: Name, name: string, hostKeys: string[]) => ({
  centre,
  name,
  titleKo: '두 번째',
  titleEn: 'Second',
  scheduler: demoCentres[centre].scheduler,
  host: '127.0.0.1',
  port: centres[centre].port,
  serviceLogin: 'modu-svc',
  loginCommand: 'modu-login add',
  hostKeys,
});

const shownBy = async (centre: Name) => {
  const keys = await operate.readHostKeys(operator, { host: '127.0.0.1', port: centres[centre].port });
  return keys.map(({ fingerprint }) => fingerprint);
};

const attach = async (centre: Name, name: string) =>
  operate.attach(operator, draftFor(centre, name, await shownBy(centre)));

/** As an administrator of the centre does with the line that the page shows. */
function letIn(centre: Name, line: string): void {
  const home = join(folder, centre, 'home/modu-svc/.ssh');
  mkdirSync(home, { recursive: true });
  writeFileSync(join(home, 'authorized_keys'), `# portal\n${line}\n`);
}

const verdicts = (lines: readonly { name: string; verdict: string }[]) =>
  Object.fromEntries(lines.map(({ name, verdict }) => [name, verdict]));

test('behind a jump host: its keys are compared, the cluster’s are typed, and the probe goes through it', async () => {
  const front = await openTestServer({ forwards: true });
  const jump = { jumpHost: '127.0.0.1', jumpPort: front.port };
  const name = 'behind';
  const draft = { ...draftFor('hangang', name, []), ...jump };
  const shown = await operate.readHostKeys(operator, { host: draft.host, port: draft.port, ...jump });
  expect(shown).toMatchObject([{ at: 'jump', key: lineOf(keys.host) }]);
  const atJump = shown.map(({ fingerprint }) => fingerprint);
  const own = centres.hangang.hostKey;
  for (const hostKeys of [[], atJump, [own]])
    await expect(operate.attach(operator, { ...draft, hostKeys })).rejects.toMatchObject({
      code: 'host-key-unconfirmed',
    });
  await operate.attach(operator, { ...draft, hostKeys: [...atJump, own] });
  const view = await operate.get(operator, name);
  expect(view.jump).toMatchObject({ host: '127.0.0.1', port: front.port, hostKeyFingerprints: atJump });
  letIn('hangang', view.publicKeyLine);
  const { lines } = await operate.probe(operator, name, { isDryRun: false });
  expect(verdicts(lines)).toMatchObject({ 'host-key': 'good', 'sign-in': 'good', queue: 'good' });
  expect(new Set(front.seen.forwarded)).toEqual(new Set([`127.0.0.1:${draft.port}`]));

  // Both are shown now; believing the jump host's anew leaves what is believed of the cluster.
  expect((await operate.readHostKeysOf(operator, name)).map(({ at }) => at)).toEqual(['jump', 'cluster']);
  await operate.pinHostKeys(operator, name, atJump);
  expect((await operate.get(operator, name)).hostKeyFingerprints).toEqual(view.hostKeyFingerprints);
  await operate.remove(operator, name);
  await front.close();
  await expect(
    operate.readHostKeys(operator, { host: draft.host, port: draft.port, ...jump }),
  ).rejects.toMatchObject({ code: 'nobody-listens', fields: { jumpPort: 'nobody-listens' } });
});

describe.each(['hangang', 'nuri'] as const)('%s, attached once more under another name', (centre) => {
  const name = `${centre}-two`;

  test('is seen by its operators alone until a whole probe is good, and then by everybody', async () => {
    expect(await attach(centre, name)).toBe(name);
    const key = await db
      .selectFrom('cluster_keys')
      .innerJoin('clusters', 'clusters.id', 'cluster_id')
      .selectAll('cluster_keys')
      .where('name', '=', name)
      .executeTakeFirstOrThrow();
    expect(key.sealed_private_key).not.toContain('PRIVATE');

    // Its key does not stand in authorized_keys yet.
    const refused = await operate.probe(operator, name, { isDryRun: true });
    expect(refused.lines.slice(0, 2)).toMatchObject([
      { name: 'host-key', verdict: 'good' },
      { name: 'sign-in', verdict: 'bad', code: 'sign-in-refused' },
    ]);
    expect(new Set(refused.lines.slice(2).map(({ verdict }) => verdict))).toEqual(new Set(['untried']));
    await expect(operate.setState(operator, name, 'open')).rejects.toMatchObject({
      code: 'probe-first',
      details: { line: 'sign-in' },
    });

    letIn(centre, (await operate.get(operator, name)).publicKeyLine);
    const short = await operate.probe(operator, name, { isDryRun: false });
    expect(short.lines.map((line) => line.name)).toEqual([...probeLineNames]);
    expect(verdicts(short.lines)).toMatchObject({ 'dry-run': 'untried', queue: 'good' });
    await expect(operate.setState(operator, name, 'open')).rejects.toMatchObject({
      details: { line: 'dry-run' },
    });
    const whole = await operate.probe(operator, name, { isDryRun: true });
    expect(whole.lines.filter(({ verdict }) => verdict === 'bad')).toEqual([]);
    expect(verdicts(whole.lines)).toMatchObject({
      home: 'good',
      lock: 'good',
      forwarding: 'good',
      scheduler: 'good',
      partitions: 'good',
      accelerators: 'good',
      accounting: 'good',
      'login-command': 'good',
      'dry-run': 'good',
    });

    const publicly = makeClusterServices({ db });
    const isSeen = async () => (await publicly.list(student)).some((one) => one.name === name);
    expect(await isSeen()).toBe(false);
    await operate.setState(operator, name, 'open');
    expect(await isSeen()).toBe(true);
    const [seen] = (await publicly.list(student)).filter((one) => one.name === name);
    const { partitions } = demoCentres[centre];
    expect(seen?.partitions).toMatchObject(
      partitions.map(({ name: partition, nodes, gpusPerNode, maxWalltimeSeconds }) => ({
        name: partition,
        nodes,
        gpusPerNode,
        maxWalltimeSeconds,
        isOpen: true,
        rateMilli: 1000,
      })),
    );
  });

  test('leaves no job behind', async () => {
    const cluster = await operate.get(operator, name);
    const scheduler = bridges.schedulerOf(cluster.scheduler);
    const row = { name, host: cluster.host, port: cluster.port, hostKeys: [centres[centre].hostKey] };
    const { jobs } = await scheduler.readQueue(bridges.link(row, 'modu-svc'));
    expect(jobs).toEqual([]);
  });

  test('a rate is of an accelerator, a partition can be hidden, and what a later probe finds leaves both', async () => {
    const { accelerator } = (await operate.get(operator, name)).partitions[0] ?? { accelerator: '' };
    await operate.setRate(operator, name, accelerator, 1500);
    await operate.setPartitionOpen(operator, name, 'debug', false);
    await operate.probe(operator, name, { isDryRun: false });
    const { partitions } = await operate.get(operator, name);
    expect(partitions.map(({ name: one, rateMilli, isOpen }) => [one, rateMilli, isOpen])).toEqual([
      ['gpu', 1500, true],
      ['debug', 1500, false],
    ]);
  });

  test('its people link logins of their own, or get new ones where a command makes them, or either; never none', async () => {
    const kinds = async () => (await operate.get(operator, name)).loginKinds;
    expect(await kinds()).toEqual(['named']);
    await operate.setLoginKinds(operator, name, ['linked', 'named']);
    expect(await kinds()).toEqual(['named', 'linked']);
    const wrong = { code: 'invalid-input', fields: { kinds: 'invalid-input' } };
    await expect(operate.setLoginKinds(operator, name, [])).rejects.toMatchObject(wrong);
    await operate.setLoginKinds(operator, name, ['linked']);
    const { id } = await db
      .selectFrom('clusters')
      .select('id')
      .where('name', '=', name)
      .executeTakeFirstOrThrow();
    const setCommand = (words: string[]) =>
      db.updateTable('clusters').set({ login_command: words }).where('id', '=', id).execute();
    await setCommand(['there-is-no-such-command']);
    // Nobody needs the command now.
    const { lines } = await operate.probe(operator, name, { isDryRun: false });
    expect(verdicts(lines)).toMatchObject({ 'login-command': 'good' });
    await setCommand([]);
    await expect(operate.setLoginKinds(operator, name, ['named'])).rejects.toMatchObject(wrong);
    await setCommand(['modu-login', 'add']);
    await operate.setLoginKinds(operator, name, ['named']);
  });

  test('logins to lend are put in and taken out; one that is lent is taken back once nothing of its person lives there', async () => {
    const wrong = (field: string) => ({ code: 'invalid-input', fields: { [field]: 'invalid-input' } });
    for (const names of ['', 'Edu1', 'edu[9-1]', 'modu-svc'])
      await expect(operate.addToPool(operator, name, names)).rejects.toMatchObject(wrong('names'));
    await operate.addToPool(operator, name, 'edu[1-4], other');
    await operate.addToPool(operator, name, 'edu1');
    await operate.takeFromPool(operator, name, 'other edu4 nobody');
    const poolOf = async () => (await operate.get(operator, name)).loginPool;
    expect(await poolOf()).toMatchObject({
      counts: { free: 3, lent: 0, cleaning: 0, quarantined: 0 },
      cleaningCommand: '',
      idleDays: null,
    });
    const rules = { cleaningCommand: 'sudo clean-login', idleDays: 90 };
    for (const idleDays of [0, 13, 1.5, 731])
      await expect(operate.setPoolRules(operator, name, { ...rules, idleDays })).rejects.toMatchObject(
        wrong('idleDays'),
      );
    await expect(
      operate.setPoolRules(operator, name, { ...rules, cleaningCommand: 'rm ㅋ' }),
    ).rejects.toMatchObject(wrong('cleaningCommand'));
    await operate.setPoolRules(operator, name, rules);
    expect(await poolOf()).toMatchObject(rules);

    const { id } = await db
      .selectFrom('clusters')
      .select('id')
      .where('name', '=', name)
      .executeTakeFirstOrThrow();
    const lease = await leaseLogin(db, { id, name }, student.personId);
    expect(await poolOf()).toMatchObject({
      counts: { free: 2, lent: 1 },
      lent: [{ name: lease.name, state: 'lent' }],
    });
    // It is somebody's: it stays, whatever is taken out.
    await operate.takeFromPool(operator, name, 'edu[1-3]');
    expect((await poolOf()).counts).toMatchObject({ free: 0, lent: 1 });
    await expect(operate.cleanAgain(operator, name, lease.name)).rejects.toMatchObject({ code: 'not-found' });
    await expect(operate.takeBack(stranger, name, lease.name)).rejects.toMatchObject({ code: 'not-found' });
    await operate.takeBack(operator, name, lease.name);
    await expect(operate.takeBack(operator, name, lease.name)).rejects.toMatchObject({ code: 'not-found' });
    await operate.cleanAgain(operator, name, lease.name);
    expect(tasks.map((task) => task.split(' ')[0])).toEqual(['clean-login', 'clean-login']);
    expect(await poolOf()).toMatchObject({
      counts: { lent: 0, cleaning: 1 },
      troubled: [{ name: lease.name }],
    });
    tasks.length = 0;
  });

  test('hours are kept at the scheduler only where a probe found that the service login can', async () => {
    const { hourLimits, probe } = await operate.get(operator, name);
    expect(verdicts(probe?.lines ?? [])).toMatchObject({ 'hour-limits': 'lacks' });
    expect(hourLimits).toMatchObject({ isOn: false, isPossible: false });
    await expect(operate.setHourLimits(operator, name, true)).rejects.toMatchObject({
      code: 'probe-first',
      details: { line: 'hour-limits' },
    });
    await operate.setHourLimits(operator, name, false);
    expect((await operate.get(operator, name)).hourLimits.isOn).toBe(false);
  });

  test('a reservation is offered when its operators show it, and a later probe keeps that, or lets it go', async () => {
    const { id } = await db
      .selectFrom('clusters')
      .select('id')
      .where('name', '=', name)
      .executeTakeFirstOrThrow();
    const soon = (minutes: number) => new Date(Date.now() + minutes * 60_000);
    const lesson = { name: 'lesson', partition: 'gpu', startsAt: soon(1), endsAt: soon(60) };
    await writeReservations(db, id, [lesson, { ...lesson, name: 'other' }]);
    await operate.setReservationShown(operator, name, 'lesson', true);
    await writeReservations(db, id, [{ ...lesson, endsAt: soon(90) }]);
    const { reservations } = await operate.get(operator, name);
    expect(reservations).toMatchObject([{ name: 'lesson', isShown: true }]);
    await expect(operate.setReservationShown(operator, name, 'other', true)).rejects.toMatchObject({
      code: 'not-found',
    });
    const { lines } = await operate.probe(operator, name, { isDryRun: false });
    expect(verdicts(lines)).toMatchObject({ reservations: 'good' });
    expect((await operate.get(operator, name)).reservations).toEqual([]);
  });

  test('a maintenance that is on is told to everybody until it is ended', async () => {
    const at = (minutes: number) => new Date(Date.now() + minutes * 60_000);
    await operate.addMaintenance(operator, name, { startsAt: at(-1), endsAt: at(60), note: '저장소' });
    const publicly = async () =>
      (await makeClusterServices({ db }).list(student)).find((one) => one.name === name)?.maintenance;
    expect(await publicly()).toMatchObject({ isNow: true, note: '저장소' });
    const [window] = (await operate.get(operator, name)).windows;
    await operate.endMaintenance(operator, name, window?.id ?? '');
    expect(await publicly()).toBeUndefined();
    await expect(
      operate.addMaintenance(operator, name, { startsAt: at(60), endsAt: at(30), note: '' }),
    ).rejects.toMatchObject({ code: 'invalid-input', fields: { endsAt: 'invalid-input' } });
  });

  test('is another’s to operators of other centres, and nobody’s to students', async () => {
    for (const call of [
      (actor: Actor) => operate.get(actor, name),
      (actor: Actor) => operate.probe(actor, name, { isDryRun: false }),
      (actor: Actor) => operate.pinHostKeys(actor, name, ['SHA256:x']),
      (actor: Actor) => operate.setState(actor, name, 'closed'),
      (actor: Actor) => operate.setRate(actor, name, 'a100', 1),
      (actor: Actor) => operate.setPartitionOpen(actor, name, 'gpu', false),
      (actor: Actor) => operate.setHourLimits(actor, name, true),
      (actor: Actor) => operate.setLoginKinds(actor, name, ['linked']),
      (actor: Actor) => operate.addToPool(actor, name, 'edu1'),
      (actor: Actor) => operate.takeFromPool(actor, name, 'edu1'),
      (actor: Actor) => operate.setPoolRules(actor, name, { cleaningCommand: '', idleDays: null }),
      (actor: Actor) => operate.cleanAgain(actor, name, 'edu1'),
      (actor: Actor) => operate.takeBack(actor, name, 'edu1'),
      (actor: Actor) => operate.setReservationShown(actor, name, 'lesson', true),
      (actor: Actor) => operate.endMaintenance(actor, name, name),
      (actor: Actor) => operate.remove(actor, name),
      async (actor: Actor) => operate.attach(actor, draftFor(centre, 'mine', await shownBy(centre))),
    ]) {
      await expect(call(stranger)).rejects.toMatchObject({ code: 'not-found' });
      await expect(call(student)).rejects.toMatchObject({ code: 'not-allowed' });
    }
  });

  test('goes without a trace when nothing was ever launched there', async () => {
    await operate.remove(operator, name);
    await expect(operate.get(operator, name)).rejects.toMatchObject({ code: 'not-found' });
    expect(await attach(centre, name)).toBe(name);
    await operate.remove(operator, name);
  });
});

describe('nothing is believed that was not confirmed', () => {
  test('a fingerprint that the server does not show attaches nothing', async () => {
    const wrong = `SHA256:${'A'.repeat(43)}`;
    for (const proofs of [[], [wrong], [...(await shownBy('hangang')), wrong]])
      await expect(operate.attach(operator, draftFor('hangang', 'wrong', proofs))).rejects.toMatchObject({
        code: 'host-key-unconfirmed',
        fields: { hostKeys: 'host-key-unconfirmed' },
      });
    expect((await operate.list(operator)).map((one) => one.name)).not.toContain('wrong');
  });

  test('the key of another login node may stand beside the one that is shown, never alone', async () => {
    const other = centres.nuri.hostKey;
    await expect(operate.attach(operator, draftFor('hangang', 'pair', [other]))).rejects.toMatchObject({
      code: 'host-key-unconfirmed',
    });
    const draft = draftFor('hangang', 'pair', [other, centres.hangang.hostKey]);
    await operate.attach(operator, { ...draft, loginCommand: '' });
    // Without a command that makes logins people link theirs.
    expect((await operate.get(operator, 'pair')).loginKinds).toEqual(['linked']);
    expect((await operate.get(operator, 'pair')).hostKeyFingerprints).toHaveLength(2);
    await operate.pinHostKeys(operator, 'pair', await shownBy('hangang'));
    expect((await operate.get(operator, 'pair')).hostKeyFingerprints).toEqual(await shownBy('hangang'));
    await expect(
      operate.attach(operator, draftFor('hangang', 'pair', await shownBy('hangang'))),
    ).rejects.toMatchObject({ code: 'name-taken' });
  });

  test('a server with another key is told from a good one before anything is sent', async () => {
    await db
      .updateTable('clusters')
      .set({ host_keys: [centres.nuri.hostKey] })
      .where('name', '=', 'pair')
      .execute();
    const { lines } = await operate.probe(operator, 'pair', { isDryRun: true });
    expect(lines.slice(0, 2)).toMatchObject([
      {
        name: 'host-key',
        verdict: 'bad',
        words: expect.stringContaining((await shownBy('hangang'))[0] ?? '!'),
      },
      { name: 'sign-in', verdict: 'bad', code: 'host-key-changed' },
    ]);
  });
});

test.each([
  [{ host: 'no-such-host.invalid', port: 22 }, 'address-unknown', 'host'],
  [{ host: '127.0.0.1', port: 1 }, 'nobody-listens', 'port'],
])('%j is %s', async (address, code, field) => {
  await expect(operate.readHostKeys(operator, address)).rejects.toMatchObject({
    code,
    fields: { [field]: code },
  });
});

test('a port that speaks something else is told', async () => {
  const port = Number(new URL(test_.url).port);
  await expect(operate.readHostKeys(operator, { host: '127.0.0.1', port })).rejects.toMatchObject({
    code: expect.stringMatching(/^(not-ssh|no-answer)$/),
  });
});

test('leaves a line in the audit log for whatever changed a cluster', async () => {
  const rows = await db
    .selectFrom('audit_log')
    .select('action')
    .distinct()
    .where('subject_kind', '=', 'cluster')
    .execute();
  expect(rows.map((row) => row.action).sort()).toEqual(
    [
      'attached',
      'host-keys',
      'hour-limits',
      'login-kinds',
      'maintenance-added',
      'maintenance-ended',
      'partition',
      'pool-cleaned',
      'pool-grown',
      'pool-rules',
      'pool-shrunk',
      'pool-taken-back',
      'probed',
      'rate',
      'removed',
      'reservation',
      'state',
    ].map((act) => `cluster.${act}`),
  );
  const text = JSON.stringify(await db.selectFrom('audit_log').select('detail').execute());
  expect(text).not.toContain('PRIVATE');
  expect(readFileSync(join(folder, 'hangang/home/modu-svc/.ssh/authorized_keys'), 'utf8')).toContain('modu');
});
