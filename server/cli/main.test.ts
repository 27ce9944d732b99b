import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestDb, type TestDb } from '#db/testing/test-db';
import { ensureLedgerRoots } from '#db/queries/ledger/ensure-ledger-roots';
import { findActorByToken } from '../domain/people/find-actor';
import { makePerson } from '../domain/people/testing/people-fixture';

const modu = resolve(import.meta.dirname, 'modu.mjs');
let test_: TestDb;
let folder: string;
beforeAll(async () => {
  test_ = await openTestDb();
  folder = await mkdtemp(join(tmpdir(), 'modu-cli-'));
  await ensureLedgerRoots(test_.db);
  await makePerson(test_.db, 'student@x.kr');
  await makePerson(test_.db, 'admin@x.kr', ['administrator']);
});
afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
  await test_.close();
});

/** The program as `npx modu` runs it, from another folder. */
function run(args: string[], databaseUrl = test_.url): Promise<{ code: number; out: string; err: string }> {
  const environment = {
    PATH: '/usr/bin:/bin',
    DATABASE_URL: databaseUrl,
    MODU_DATA: folder,
  } as unknown as NodeJS.ProcessEnv;
  return new Promise((done) => {
    execFile(process.execPath, [modu, ...args], { cwd: folder, env: environment }, (error, out, err) =>
      done({ code: typeof error?.code === 'number' ? error.code : 0, out, err }),
    );
  });
}

test('a token stands alone on standard output, and opens the API', async () => {
  const { code, out, err } = await run([
    'token',
    'create',
    '--person',
    'Student@X.kr',
    '--name',
    'ci',
    '--days',
    '2',
  ]);
  expect([code, err]).toEqual([0, '']);
  expect(out).toMatch(/^modu_[\w-]{43}\n$/);
  expect(await findActorByToken(test_.db, out.trim(), 'r')).toMatchObject({ email: 'student@x.kr' });
});

test('people and their roles', async () => {
  expect((await run(['person', 'list', '--search', 'student'])).out).toBe('student@x.kr\tstudent\tstudent\n');
  const changed = await run([
    'person',
    'role',
    'student@x.kr',
    '--add',
    'teacher',
    '--add',
    'reviewer',
    '--remove',
    'student',
  ]);
  expect(changed.out).toBe('teacher,reviewer\n');
  expect((await run(['person', 'role', 'student@x.kr'])).out).toBe('teacher,reviewer\n');
  const audit = await test_.db
    .selectFrom('audit_log')
    .selectAll()
    .where('action', '=', 'person.roles-set')
    .execute();
  expect(audit).toMatchObject([
    { actor_person_id: null, detail: { gained: ['teacher', 'reviewer'], lost: ['student'] } },
  ]);
});

test('the ledger', async () => {
  expect(await run(['ledger', 'check'])).toMatchObject({ code: 0, out: expect.stringContaining('clean') });
});

test.concurrent.each([
  [['token', 'create'], 'Say for whom: --person <e-mail>.'],
  [['token', 'create', '--person', 'nobody@x.kr'], 'There is no person with the address nobody@x.kr.'],
  [['token', 'create', '--person', 'student@x.kr', '--days', '0'], '--days is a whole number from 1 to 366.'],
  [['token', 'create', '--person', 'a@b@c'], 'That was refused: email-invalid'],
  [['person', 'role', 'student@x.kr', '--add', 'king'], '"king" is no role'],
  [['person', 'role', 'admin@x.kr', '--remove', 'administrator'], 'That was refused: wrong-state'],
  [['cluster', 'check'], 'Say which: modu cluster check <name>'],
  [['cluster', 'list'], 'signer does not answer'],
  [['cluster', 'state', 'x', 'ajar'], 'Say which and how: modu cluster state <name> open|draining|closed'],
  [['cluster', 'add'], 'Say its name: modu cluster add <name> --host'],
  [['cluster', 'add', 'x', '--host', 'h'], '--scheduler is slurm or pbs.'],
  [['cluster', 'add', 'x', '--host', 'h', '--scheduler', 'pbs'], '--login is missing'],
  [
    ['cluster', 'add', 'X!', '--host', 'h', '--scheduler', 'pbs', '--login', 'm', '--login-command', 'make'],
    'Not right: centre, name.',
  ],
])('modu %j says what is wrong in one line', async (args, words) => {
  const { code, out, err } = await run(args);
  expect([code, out]).toEqual([1, '']);
  expect(err).toContain(words);
  expect(err.trim().split('\n')).toHaveLength(1);
});

test.concurrent.each([
  [['nonsense'], 'modu knows no "nonsense".'],
  [['token', 'nonsense'], 'modu knows no "token nonsense".'],
  [['token', 'create', '--nonsense'], "Unknown option '--nonsense'"],
  [['token', 'create', '--person'], 'argument missing'],
  [['person', 'list', 'everybody'], "Unexpected argument 'everybody'"],
])('of wrong words like modu %j it says so, and what it knows, and ends with 2', async (args, words) => {
  const { code, out, err } = await run(args);
  expect([code, out]).toEqual([2, '']);
  expect(err).toContain(words);
  expect(err).toContain('modu token create');
});

test('asked for help, it says what it knows on standard output', async () => {
  expect(await run([])).toMatchObject({
    code: 0,
    err: '',
    out: expect.stringContaining('modu token create'),
  });
});

test('without a portal that runs, and with a database that is not there, it says what to do', async () => {
  expect(await run(['person', 'list'], '')).toMatchObject({
    code: 1,
    err: expect.stringMatching(/^No portal runs .*npm start/),
  });
  const gone = test_.url.replace(/\/[^/]+$/, '/not_there');
  expect(await run(['person', 'list'], gone)).toMatchObject({
    code: 1,
    err: expect.stringContaining('does not answer as it should'),
  });
  expect((await run(['person', 'list'], 'mysql://x')).err).toMatch(/^DATABASE_URL is not right/);
});
