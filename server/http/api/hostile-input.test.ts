import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ensureLedgerRoots } from '#db/queries/ledger/ensure-ledger-roots';
import { openTestDb, type TestDb } from '#db/testing/test-db';
import { makeAllocationServices } from '../../domain/allocations/make-allocation-services';
import { makeClusterServices } from '../../domain/clusters/make-cluster-services';
import { makeLaunchServices } from '../../domain/launches/make-launch-services';
import { launchDepsFor, plantCluster } from '../../domain/launches/testing/launch-ground';
import { makePerson } from '../../domain/people/testing/people-fixture';
import { openTestHttp, type TestHttp } from '../testing/test-http';
import { shapeProblem } from './testing/shape-problem';

/* The real services on a real database. Nothing is sent to a cluster: the outbox is not read here. */

let test_: TestDb;
let http: TestHttp;
let token: string;
let othersLaunch: string;
/** What the log said of faults of ours. */
const faults: string[] = [];

beforeAll(async () => {
  test_ = await openTestDb();
  const { db } = test_;
  await ensureLedgerRoots(db);
  await plantCluster(db, 'hangang', 'slurm');
  const deps = launchDepsFor(db);
  const launches = makeLaunchServices(deps);
  const allocations = makeAllocationServices({ db });
  const clusters = makeClusterServices(deps);
  http = await openTestHttp(db, {
    services: { launches, allocations, clusters },
    log: pino({ level: 'error' }, { write: (line: string) => void faults.push(line) }),
  });
  const { actor } = await makePerson(db, 'student@x.kr');
  await allocations.ensureStarter(actor);
  token = (await http.people.people.createToken(actor, { name: 'test', days: 1 })).token;
  const other = await makePerson(db, 'other@x.kr');
  await allocations.ensureStarter(other.actor);
  othersLaunch = (await launches.submit(other.actor, good, 'theirs')).id;
});
afterAll(async () => {
  await http.close();
  await test_.close();
});

const good = { cluster: 'hangang', script: '#!/bin/sh\ntrue\n', walltimeSeconds: 1, gpus: 0 };

/** Calls as the student; fails when the answer is not as the description says, or is our fault. */
async function call(
  method: string,
  path: string,
  body?: string | Buffer,
  headers: Record<string, string> = {},
) {
  const answer = await http.ask(
    method,
    `/api/v1${path}`,
    { authorization: `Bearer ${token}`, 'content-type': 'application/json', ...headers },
    body,
  );
  const contentType = answer.headers['content-type'] ?? '';
  expect(shapeProblem(method, path, { ...answer, contentType })).toBeUndefined();
  expect([answer.status, faults.splice(0)]).toEqual([expect.toSatisfy((status) => status < 500), []]);
  const json = contentType.includes('json') ? (JSON.parse(answer.text) as Answer) : ({} as Answer);
  return { ...answer, json };
}
interface Answer {
  code: string;
  detail: string;
  fields?: Record<string, string>;
  details?: Record<string, unknown>;
  name: string;
}
const launch = (change: Record<string, unknown>, headers = {}) =>
  call('POST', '/launches', JSON.stringify({ ...good, ...change }), headers);

describe('what a launch cannot be', () => {
  test.each<[string, string, Record<string, unknown>]>([
    ['script', 'script-empty', { script: '' }],
    ['script', 'script-empty', { script: ' \n\t' }],
    ['script', 'script-too-large', { script: 'x'.repeat(256 * 1024 + 1) }],
    ['script', 'script-binary', { script: '\u0000ELF' }],
    ['script', 'script-binary', { script: 'echo \ufffd' }],
    ['walltimeSeconds', 'walltime-invalid', { walltimeSeconds: 0 }],
    ['walltimeSeconds', 'walltime-invalid', { walltimeSeconds: -60 }],
    ['walltimeSeconds', 'walltime-over-limit', { walltimeSeconds: 8 * 3600 + 1 }],
    ['walltimeSeconds', 'walltime-over-limit', { walltimeSeconds: 1e15 }],
    ['walltimeSeconds', 'invalid-input', { walltimeSeconds: '1-00:00:00' }],
    ['walltimeSeconds', 'invalid-input', { walltimeSeconds: '90m' }],
    ['walltimeSeconds', 'invalid-input', { walltimeSeconds: 1.5 }],
    ['gpus', 'too-many-gpus', { gpus: 5 }],
    ['gpus', 'too-many-gpus', { gpus: 1e9 }],
    ['gpus', 'invalid-input', { gpus: 1e300 }],
    ['gpus', 'invalid-input', { gpus: 1.5 }],
    ['gpus', 'invalid-input', { gpus: -1 }],
    ['gpus', 'invalid-input', { gpus: '1; rm -rf /' }],
    ['cores', 'fits-nowhere', { cores: 64 }],
    ['memoryBytes', 'fits-nowhere', { memoryBytes: 2 ** 40 }],
    ['array', 'array-invalid', { array: '0-9999' }],
    ['array', 'array-invalid', { array: '9-0' }],
    ['array', 'array-invalid', { array: '0-3$(id)' }],
    ['partition', 'fits-nowhere', { partition: `gpu' or '1'='1` }],
    ['accelerator', 'fits-nowhere', { accelerator: 'h100' }],
    ['cluster', 'not-found', { cluster: 'seoul' }],
    ['cluster', 'invalid-input', { cluster: "x'; drop table launches; --" }],
    ['name', 'invalid-input', { name: 'x'.repeat(101) }],
    ['name', 'invalid-input', { name: 'a\nb' }],
    ['name', 'invalid-input', { name: 'a\u202eb' }],
    ['name', 'invalid-input', { name: 7 }],
    ['template', 'invalid-input', { template: '../../etc/passwd\u0000' }],
    ['allocation', 'invalid-input', { allocation: "' or 1=1" }],
    ['allocation', 'no-allocation', { allocation: '00000000-0000-7000-8000-000000000000' }],
    ['gpu', 'invalid-input', { gpu: 1 }],
    ['constructor', 'invalid-input', { constructor: 1 }],
    ['kind', 'invalid-input', { kind: 'notebook' }],
  ])('%s: %s %j', async (field, code, change) => {
    const { status, json } = await launch(change);
    expect(status).toBeGreaterThanOrEqual(400);
    expect(json.fields).toMatchObject({ [field]: code });
  });

  test('every wrong field is named at once, but not a thousand of them', async () => {
    const { json } = await launch({ gpus: 1.5, cores: 0, walltimeSeconds: '1', nonsense: 1 });
    expect(Object.keys(json.fields ?? {}).sort()).toEqual(['cores', 'gpus', 'nonsense', 'walltimeSeconds']);
    const many = Object.fromEntries(Array.from({ length: 5000 }, (_, index) => [`unknown${index}`, 1]));
    expect(Object.keys((await launch(many)).json.fields ?? {})).toHaveLength(20);
  });

  test.each([
    ['{"cluster":"hangang","script":"x","walltimeSeconds":1e400}', 'walltimeSeconds'],
    ['{"cluster":"hangang","script":"x","walltimeSeconds":1,"gpus":-1e-400,"gpus":0.1}', 'gpus'],
    ['{"cluster":"hangang","script":"x","walltimeSeconds":1,"__proto__":{"gpus":9}}', 'body'],
    [`{"cluster":${'['.repeat(20_000)}${']'.repeat(20_000)},"script":"x","walltimeSeconds":1}`, 'cluster'],
    [`{"a":${'{"a":'.repeat(20_000)}1${'}'.repeat(20_000)}}`, 'a'],
    ['{', 'body'],
    ['[]', 'body'],
    ['"x"', 'body'],
    ['', 'cluster'],
    ['{"cluster":"hangang"', 'body'],
    ['\u0000', 'body'],
    ['{"cluster":NaN}', 'body'],
  ])('JSON %#', async (body, field) => {
    const { status, json } = await call('POST', '/launches', body);
    expect([status, json.code]).toEqual([422, 'invalid-input']);
    expect(json.fields).toHaveProperty([field]);
  });
});

describe('names that arrive whole', () => {
  test.each([
    'a "quoted" \'name\'',
    '$(reboot) `id` ; | & > /etc/passwd',
    'a|b|c',
    "Robert'); DROP TABLE launches;--",
    '첫 번째 학습 🎉👩‍🚀',
    '<script>alert(1)</script>',
    '%s%n %00 ${jndi:ldap://x}',
    '가'.repeat(100),
  ])('%s', async (name) => {
    const { status, json } = await launch({ name });
    expect([status, json.name]).toEqual([202, name]);
  });

  test('without a name it has one', async () => {
    expect((await launch({ name: '' })).json.name).toMatch(/^hangang \d{4}-\d\d-\d\d$/);
  });
});

describe('bodies', () => {
  test.each([
    ['another type', 'x=1', { 'content-type': 'application/x-www-form-urlencoded' }, 422],
    ['no type', JSON.stringify(good), { 'content-type': '' }, 422],
    [
      'a charset that is none',
      JSON.stringify(good),
      { 'content-type': 'application/json; charset=klingon' },
      422,
    ],
    ['packed, but not really', 'no gzip', { 'content-encoding': 'gzip' }, 422],
    ['packed in a way that is none', 'x', { 'content-encoding': 'rot13' }, 422],
    ['a bomb', gzipSync(Buffer.alloc(64 << 20, ' ')), { 'content-encoding': 'gzip' }, 413],
    ['2 MB', JSON.stringify({ ...good, script: 'x'.repeat(2 << 20) }), {}, 413],
  ])('%s', async (_what, body, headers, status) => {
    expect((await call('POST', '/launches', body, headers)).status).toBe(status);
  });

  test('2 MB that do not say how many they are', async () => {
    const body = JSON.stringify({ ...good, script: 'x'.repeat(2 << 20) });
    const { status, json } = await call('POST', '/launches', body, { 'transfer-encoding': 'chunked' });
    expect([status, json.code]).toEqual([413, 'too-large']);
  });

  test('JSON under another name of its type is taken', async () => {
    const headers = { 'content-type': 'application/vnd.modu+json; charset=utf-8' };
    expect((await launch({}, headers)).status).toBe(202);
  });
});

describe('keys', () => {
  test('the same key with another body is refused, with the same one it is the same launch', async () => {
    const key = { 'idempotency-key': 'once' };
    const [one, two] = await Promise.all([launch({ name: 'a' }, key), launch({ name: 'a' }, key)]);
    expect(one.json).toEqual(two.json);
    const other = await launch({ name: 'b' }, key);
    expect([other.status, other.json.code]).toEqual([409, 'idempotency-key-reused']);
  });
});

describe('what is another’s, and what is nowhere', () => {
  const ids = () => [
    othersLaunch,
    '01JD0000000000000000000000',
    "' or '1'='1",
    '../me',
    '%E0%A4%A',
    '%00',
    'x'.repeat(4000),
  ];

  test('a launch answers the same to all of them', async () => {
    for (const id of ids())
      for (const [method, rest] of [
        ['GET', ''],
        ['GET', '/output'],
        ['POST', '/cancel'],
      ] as const) {
        const path = `/launches/${id.includes('%') ? id : encodeURIComponent(id)}${rest}`;
        const { status, json } = await call(method, path);
        expect([path, status, json.code]).toEqual([path, 404, 'not-found']);
      }
    const row = await test_.db
      .selectFrom('launches')
      .select('cancel_requested_at')
      .where('id', '=', othersLaunch)
      .executeTakeFirst();
    expect(row?.cancel_requested_at).toBeNull();
  });

  test.each([
    '/launches?cursor=x',
    "/launches?cursor=' or 1=1",
    '/launches?filter[a]=live',
    '/ledger?cursor=%00',
    '/ledger?allocation=x',
    '/launches?cursor=a&cursor=b',
  ])('%s', async (path) => {
    expect((await call('GET', path.replaceAll(' ', '%20'))).status).toBe(422);
  });

  test('an allocation of another person', async () => {
    const theirs = await test_.db
      .selectFrom('allocations')
      .innerJoin('people', 'people.id', 'allocations.person_id')
      .select('allocations.id')
      .where('people.email', '=', 'other@x.kr')
      .executeTakeFirstOrThrow();
    expect((await call('GET', `/ledger?allocation=${theirs.id}`)).json.code).toBe('not-found');
    expect((await launch({ allocation: theirs.id })).json).toMatchObject({
      code: 'no-allocation',
      fields: { allocation: 'no-allocation' },
    });
  });
});

describe('the sentence of a problem', () => {
  test.each([
    ['ko-KR,ko;q=0.9', /GPU 4개까지/, 'ko'],
    ['en', /Up to 4 GPUs/, 'en'],
    ['de, en;q=0.3', /Up to 4 GPUs/, 'en'],
    // The person's own language, where the caller names none of ours.
    ['de', /GPU 4개까지/, 'ko'],
    ['*', /GPU 4개까지/, 'ko'],
  ])('%s', async (language, words, locale) => {
    const { json, headers } = await launch({ gpus: 5 }, { 'accept-language': language });
    expect(json.detail).toMatch(words);
    expect(headers['content-language']).toBe(locale);
    expect(headers.vary).toContain('Accept-Language');
  });
});

test('whatever a field is, the answer is typed and nobody is at fault', async () => {
  const fields = [
    'cluster',
    'kind',
    'name',
    'script',
    'gpus',
    'cores',
    'walltimeSeconds',
    'memoryBytes',
  ].concat(['accelerator', 'partition', 'array', 'allocation', 'template', 'other']);
  const value = fc.oneof(
    fc.jsonValue({ maxDepth: 3 }),
    fc.string({ unit: 'binary', maxLength: 300 }),
    fc.double(),
    fc.constantFrom(-0, 2 ** 53, -(2 ** 63), '\ud800', '\u0000', '1e9', []),
  );
  await fc.assert(
    fc.asyncProperty(fc.dictionary(fc.constantFrom(...fields), value, { maxKeys: 4 }), async (change) => {
      await launch(change, { 'idempotency-key': 'fuzz' });
    }),
    { numRuns: 150 },
  );
});
