import { buffer } from 'node:stream/consumers';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newId } from '#db/new-id';
import { exportedFiles } from '#db/queries/people/export-person';
import { ensureLedgerRoots } from '#db/queries/ledger/ensure-ledger-roots';
import { openTestDb, type TestDb } from '#db/testing/test-db';
import type { Actor } from '../../../actor';
import type { ClusterBridges } from '../../clusters/cluster-bridges';
import { makeAllocationServices } from '../../allocations/make-allocation-services';
import { readApps } from '../../apps/read-apps';
import { testOrigins } from '../../apps/testing/test-origins';
import { makeClassServices } from '../../classes/make-class-services';
import { makeLaunchServices } from '../../launches/make-launch-services';
import { plantCluster } from '../../launches/testing/launch-ground';
import { makeRequestServices } from '../../requests/make-request-services';
import { today } from '../../requests/request-period';
import { actorOfSession } from '../../../http/actor-of-session';
import { findWords } from '../testing/find-words';
import { cookieOf, makePeople, makePerson, tasks, tokenMailedTo } from '../testing/people-fixture';

let test_: TestDb;
let made: ReturnType<typeof makePeople>;
beforeAll(async () => {
  test_ = await openTestDb();
  made = makePeople(test_.db);
  await ensureLedgerRoots(test_.db);
  await plantCluster(test_.db, 'hangang', 'slurm');
});
afterAll(() => test_.close());

const bridges = { link: () => ({ run: async () => ({ exitCode: 0 }) }) } as unknown as ClusterBridges;

async function enter(email: string): Promise<Actor> {
  await made.people.startSignIn(email, { address: '1', locale: 'ko' });
  const { setCookies } = await made.identity.followLink((await tokenMailedTo(test_.db, email)) ?? '', {
    cookieHeader: undefined,
    userAgent: `canary-agent-${email}`,
  });
  const session = await made.identity.readSession(cookieOf(setCookies));
  if (!session) throw new Error('nobody');
  return actorOfSession(session, 'test');
}

/** Words that stand nowhere else. */
const canaries = {
  email: 'canary-mail@hanbit.hs.kr',
  name: 'canary-name',
  school: 'canary-school',
  title: 'canary-title',
  purpose: 'canary-purpose',
  launch: 'canary-launch',
  script: 'canary-script',
  token: 'canary-token',
  ask: 'canary-reason',
  subject: 'canary-subject',
  file: 'canary-file',
  passkey: 'canary-passkey',
  roster: 'canary-roster',
  adviser: 'canary-adviser@x.kr',
  review: 'canary-review',
  score: 'canary-score',
};

/** A person who has done everything that leaves words. */
async function makeFullPerson(): Promise<{ actor: Actor; classId: string }> {
  const { db } = test_;
  const { row } = await makePerson(db, canaries.email);
  await db
    .updateTable('people')
    .set({ display_name: canaries.name, school_name: canaries.school })
    .where('id', '=', row.id)
    .execute();
  const actor = await enter(canaries.email);
  await makeAllocationServices({ db }).ensureStarter(actor);
  const requests = makeRequestServices({ db, addMailTask: undefined, url: 'http://localhost' });
  const day = (offset: number) => new Date(Date.now() + offset * 86_400_000).toISOString().slice(0, 10);
  const { id } = await requests.create(actor, {
    title: canaries.title,
    purpose: canaries.purpose,
    askedMilliGpuSeconds: 3_600_000,
    clusters: [],
    startsOn: day(1),
    endsOn: day(10),
  });
  const reviewer = (await makePerson(db, `reviewer-${newId()}@x.kr`, ['reviewer'])).actor;
  await requests.decide(reviewer, id, {
    amountMilliGpuSeconds: 3_600_000,
    reason: `${canaries.name}, good.`,
    version: 1,
  });
  await leaveReviews(actor, reviewer, id);
  const launches = makeLaunchServices({
    db,
    bridges,
    apps: await readApps([], testOrigins),
    addTask: async () => undefined,
    addTasks: async () => undefined,
  });
  await launches.submit(
    actor,
    {
      cluster: 'hangang',
      name: canaries.launch,
      script: `#!/bin/sh\necho ${canaries.script}\n`,
      gpus: 1,
      cores: 1,
      walltimeSeconds: 60,
    } as Parameters<typeof launches.submit>[1],
    newId(),
  );
  await db
    .updateTable('launches')
    .set({ state: 'settled', end: 'completed', reason_words: canaries.script })
    .where('person_id', '=', row.id)
    .execute();
  await made.people.createToken(actor, { name: canaries.token, days: 1 });
  await db
    .insertInto('identities')
    .values({ provider: 'https://x', subject: canaries.subject, email: canaries.email, person_id: row.id })
    .execute();
  await db
    .insertInto('passkeys')
    .values({
      id: newId(),
      person_id: row.id,
      credential_id: canaries.passkey,
      public_key: Buffer.from('x'),
      use_count: 0n,
      name: canaries.passkey,
    })
    .execute();
  await db
    .updateTable('sessions')
    .set({ confirmed_at: new Date(), confirmed_by: 'passkey' })
    .where('person_id', '=', row.id)
    .execute();
  await db
    .insertInto('audit_log')
    .values({
      actor_person_id: row.id,
      action: 'files.saved',
      subject_kind: 'login',
      subject_id: 'x',
      detail: JSON.stringify({ path: canaries.file }),
      request_id: null,
    })
    .execute();
  const classId = await joinClass(actor);
  return { actor: { ...actor, displayName: canaries.name }, classId };
}

/** The person's request was reviewed and had an adviser; they advised and reviewed another's. */
async function leaveReviews(actor: Actor, reviewer: Actor, requestId: string): Promise<void> {
  const { db } = test_;
  const { id: otherId } = await makeRequestServices({
    db,
    addMailTask: undefined,
    url: 'http://localhost',
  }).create((await makePerson(db, `other-${newId()}@x.kr`)).actor, {
    ...{ title: 'x', purpose: 'x', askedMilliGpuSeconds: 1, clusters: [] },
    ...{ startsOn: today(), endsOn: today() },
  });
  const advised = [
    [requestId, canaries.adviser],
    [otherId, canaries.email],
  ] as const;
  for (const [id, email] of advised)
    await db.updateTable('requests').set({ adviser_email: email }).where('id', '=', id).execute();
  for (const [request_id, person_id] of [
    [requestId, reviewer.personId],
    [otherId, actor.personId],
  ] as const) {
    const key = { request_id, person_id };
    await db
      .insertInto('request_reviewers')
      .values({
        ...{ ...key, state: 'reviewed' as const, assigned_by: null, answered_at: null },
        ...{ comment: canaries.review, conflict: canaries.review, recommended_milli_gpu_seconds: 1n },
      })
      .execute();
    await db
      .insertInto('review_scores')
      .values({ ...key, criterion: 'merit', score: 3, comment: canaries.score })
      .execute();
  }
}

async function joinClass(actor: Actor): Promise<string> {
  const { db } = test_;
  const classes = makeClassServices({
    db,
    triesByPerson: { take: async () => undefined },
    triesByAll: { take: async () => undefined },
  });
  const teacher = (await makePerson(db, `teacher-${newId()}@x.kr`, ['teacher'])).actor;
  const id = await classes.create(teacher, {
    name: '2-3',
    schoolName: '한강고',
    subject: '',
    size: 30,
    startsOn: '2026-03-01',
    endsOn: '2027-02-28',
    joining: 'automatic',
  });
  await classes.takeRoster(teacher, id, `someone-${newId()}@x.kr,A\n${actor.email},${canaries.roster}`);
  await db
    .insertInto('class_members')
    .values({ class_id: id, person_id: actor.personId, role: 'student' as const })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  await classes.askMore(actor, id, canaries.ask);
  return id;
}

describe('leaving', () => {
  test('erases every word of the person from every table; the books stay and still add up', async () => {
    const { actor } = await makeFullPerson();
    await test_.db
      .insertInto('logins')
      .values({
        id: newId(),
        cluster_id: (await test_.db.selectFrom('clusters').select('id').executeTakeFirstOrThrow()).id,
        person_id: actor.personId,
        name: 'mabcdefgh',
        ready_at: new Date(),
      })
      .execute();
    const before = await findWords(test_.db, Object.values(canaries));
    // The scan sees what is there: each word stands somewhere.
    for (const word of Object.values(canaries)) expect(before.join('\n')).toContain(word);
    const transfers = () => test_.db.selectFrom('ledger_transfers').selectAll().orderBy('id').execute();
    const books = await transfers();

    await made.people.eraseMe(actor, ` ${canaries.email.toUpperCase()}`);

    expect(await findWords(test_.db, [...Object.values(canaries), 'canary'])).toEqual([]);
    expect(await transfers()).toEqual(books);
    expect(tasks.at(-1)).toMatch(/^erase-home /);
    const left = await test_.db
      .selectFrom('people')
      .selectAll()
      .where('id', '=', actor.personId)
      .executeTakeFirstOrThrow();
    expect(left).toMatchObject({ display_name: '—', roles: [], level: 'none' });
    expect(left.disabled_at).not.toBeNull();
    const log = await test_.db
      .selectFrom('audit_log')
      .select('action')
      .where('actor_person_id', '=', actor.personId)
      .orderBy('id', 'desc')
      .executeTakeFirst();
    expect(log?.action).toBe('person.erased');

    // The address is free again, and whoever joins with it is another person.
    await made.people.startSignIn(canaries.email, { address: '1', locale: 'ko' });
    expect(await tokenMailedTo(test_.db, canaries.email)).toBeUndefined();
  });

  test('is refused while launches live, for the only teacher of a class, and for the last administrator', async () => {
    const { row } = await makePerson(test_.db, 'busy@x.kr');
    const busy = await enter('busy@x.kr');
    await makeAllocationServices({ db: test_.db }).ensureStarter(busy);
    await test_.db
      .updateTable('people')
      .set({ roles: ['student', 'administrator'] })
      .where('id', '=', row.id)
      .execute();
    await expect(made.people.eraseMe(busy, 'busy@x.kr')).rejects.toMatchObject({
      code: 'last-administrator',
    });
    const classId = newId();
    await test_.db
      .insertInto('classes')
      .values({ id: classId, name: 'c', school_name: 's', starts_on: '2026-03-01', ends_on: '2027-02-28' })
      .execute();
    await test_.db
      .insertInto('class_members')
      .values({ class_id: classId, person_id: row.id, role: 'teacher' as const })
      .execute();
    await expect(made.people.eraseMe(busy, 'busy@x.kr')).rejects.toMatchObject({
      code: 'classes-need-teacher',
      details: { classes: 1 },
    });
    const launches = makeLaunchServices({
      db: test_.db,
      bridges,
      apps: await readApps([], testOrigins),
      addTask: async () => undefined,
      addTasks: async () => undefined,
    });
    await launches.submit(
      busy,
      {
        cluster: 'hangang',
        name: 'live',
        script: '#!/bin/sh\ntrue\n',
        gpus: 1,
        cores: 1,
        walltimeSeconds: 60,
      } as Parameters<typeof launches.submit>[1],
      newId(),
    );
    await expect(made.people.eraseMe(busy, 'busy@x.kr')).rejects.toMatchObject({
      code: 'launches-live',
      details: { launches: 1 },
    });
    expect(
      (await test_.db.selectFrom('people').selectAll().where('id', '=', row.id).execute())[0],
    ).toMatchObject({ email: 'busy@x.kr', erased_at: null });
  });

  test('wants the own address, a sign-in of the last minutes, and a person at the page', async () => {
    const { actor: token } = await makePerson(test_.db, 'sure@x.kr');
    const actor = await enter('sure@x.kr');
    await expect(made.people.eraseMe(actor, 'other@x.kr')).rejects.toMatchObject({ code: 'email-invalid' });
    await expect(
      made.people.eraseMe({ ...token, via: { kind: 'token', tokenId: 't' } }, 'sure@x.kr'),
    ).rejects.toMatchObject({ code: 'not-allowed' });
    await test_.db
      .updateTable('sessions')
      .set({ created_at: new Date(Date.now() - 16 * 60_000) })
      .where('person_id', '=', actor.personId)
      .execute();
    await expect(made.people.eraseMe(actor, 'sure@x.kr')).rejects.toMatchObject({ code: 'sign-in-again' });
  });
});

test('the log is changed by nothing but an erasing, and by that in its details alone', async () => {
  const change = (set: string, isErasing: boolean) =>
    test_.db.transaction().execute(async (trx) => {
      if (isErasing) await sql`select set_config('modu.erasing', 'on', true)`.execute(trx);
      await sql`update audit_log set ${sql.raw(set)}`.execute(trx);
    });
  await expect(change(`detail = '{}'`, false)).rejects.toThrow('append-only');
  await expect(change(`detail = '{"a":1}'`, true)).rejects.toThrow('append-only');
  await expect(change(`action = 'x', detail = '{}'`, true)).rejects.toThrow('append-only');
  await expect(
    test_.db.transaction().execute(async (trx) => {
      await sql`select set_config('modu.erasing', 'on', true)`.execute(trx);
      await sql`delete from audit_log`.execute(trx);
    }),
  ).rejects.toThrow('append-only');
});

describe('the export', () => {
  test('has a file for everything, and in them every word of the person; nothing that opens anything', async () => {
    const { actor } = await makeFullPerson();
    const { name, bytes } = await made.people.exportEverything(actor);
    expect(name).toMatch(/^modu-\d{4}-\d\d-\d\d\.zip$/);
    const files = await unzip(await buffer(bytes));
    expect([...files.keys()]).toEqual(exportedFiles.map((file) => `${file}.json`));
    const all = [...files.values()].join('\n');
    for (const word of Object.values(canaries)) expect(all).toContain(word);
    expect(JSON.parse(files.get('person.json') ?? '')).toMatchObject([{ display_name: canaries.name }]);
    expect(all).not.toMatch(/token_hash|public_key|sealed|code_hash/);
    await made.people.eraseMe(actor, canaries.email);
  });

  test('every column that names a person belongs to an exported table, or is another’s or a secret', async () => {
    const { rows } = await sql<{ table: string }>`
      select distinct table_name as "table" from information_schema.columns
      where table_schema = 'public' and column_name in ('person_id', 'to_email', 'email')`.execute(test_.db);
    const notTheirs = [
      // Opens something, or passes within minutes.
      'totp_keys',
      'recovery_codes',
      'sign_in_links',
      'app_tickets',
      'app_entries',
      // A role, which `person` says.
      'centre_operators',
    ];
    const exported = await Promise.all(
      rows.map(async ({ table }) => [table, notTheirs.includes(table) || (await isExported(table))] as const),
    );
    expect(exported.filter(([, is]) => !is)).toEqual([]);
  });
});

async function isExported(table: string): Promise<boolean> {
  const { readFile } = await import('node:fs/promises');
  const text = await readFile(
    new URL('../../../../db/queries/people/export-person.ts', import.meta.url),
    'utf8',
  );
  return new RegExp(`from: '${table}\\b|join ${table}\\b`).test(text);
}

/** By the program that a person would use. */
async function unzip(bytes: Buffer): Promise<Map<string, string>> {
  const { mkdtemp, readFile, readdir, rm, writeFile } = await import('node:fs/promises');
  const { tmpdir } = await import('node:os');
  const { join } = await import('node:path');
  const { execFileSync } = await import('node:child_process');
  const folder = await mkdtemp(join(tmpdir(), 'modu-export-'));
  await writeFile(join(folder, 'all.zip'), bytes);
  execFileSync('python3', ['-m', 'zipfile', '-e', 'all.zip', 'out'], { cwd: folder });
  const names = await readdir(join(folder, 'out'));
  const files = new Map<string, string>();
  for (const name of exportedFiles.map((file) => `${file}.json`))
    if (names.includes(name)) files.set(name, await readFile(join(folder, 'out', name), 'utf8'));
  await rm(folder, { recursive: true });
  return files;
}
