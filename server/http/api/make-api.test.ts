import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openTestDb, type TestDb } from '#db/testing/test-db';
import type { Actor } from '../../actor';
import { AppError } from '../../contract/app-error';
import { limits } from '../../contract/limits';
import { makePerson } from '../../domain/people/testing/people-fixture';
import type { LaunchServices, LaunchView } from '../../launch-services';
import { openTestHttp, type TestHttp } from '../testing/test-http';
import { endpoints } from './endpoints';
import { wholeLaunchShape } from './shapes';
import { shapeProblem } from './testing/shape-problem';

const launchId = '01JD0000000000000000000000';
const at = new Date('2026-11-24T06:00:00Z');
const launch: LaunchView = {
  id: launchId,
  name: '첫 학습',
  kind: 'batch',
  template: undefined,
  cluster: { name: 'hangang', titleKo: '', titleEn: '', scheduler: 'slurm', reach: 'ok', reachSince: at },
  partition: 'gpu',
  accelerator: 'a100',
  gpuModel: 'A100',
  gpus: 1,
  cores: 1,
  memoryBytes: undefined,
  walltimeSeconds: 300,
  array: undefined,
  tasks: 1,
  rateMilli: 1000,
  script: '#!/bin/sh\necho 안녕\n',
  state: 'settled',
  end: 'failed',
  exitCode: 3,
  exitSignal: undefined,
  schedulerJobId: '17',
  reasonCode: undefined,
  reasonWords: undefined,
  lastErrorCode: undefined,
  heldMilliGpuSeconds: 450_000,
  chargedMilliGpuSeconds: 2_000,
  soFarMilliGpuSeconds: 2_000,
  isCancelRequested: false,
  endsAt: undefined,
  extendLimitSeconds: undefined,
  extension: undefined,
  at: {
    created: at,
    held: at,
    staged: at,
    submitting: at,
    accepted: at,
    released: at,
    queued: undefined,
    running: at,
    ended: at,
    settled: at,
  },
  jobs: [
    {
      arrayIndex: undefined,
      schedulerJobId: '17',
      state: 'ended',
      end: 'failed',
      exitCode: 3,
      reasonCode: undefined,
      startedAt: at,
      endedAt: at,
      node: 'hangang-gpu1',
    },
  ],
  may: { cancel: false, runAgain: true, showOutput: true, enter: false },
};

/** What the launch services were asked, so that the test sees what the API handed on. */
const asked: { method: string; args: unknown[] }[] = [];
const note = <Result>(method: string, result: (...args: never[]) => Result) =>
  ((...args: never[]) => {
    asked.push({ method, args: args.slice(1) });
    return Promise.resolve(result(...args));
  }) as never;
const launches: Partial<LaunchServices> = {
  submit: note('submit', () => launch),
  get: note('get', (_actor: Actor, id: string) => {
    if (id !== launchId) throw new AppError('not-found');
    return launch;
  }),
  list: note('list', () => ({ items: [launch], next: 'further' })),
  cancel: note('cancel', () => {
    throw new AppError('wrong-state');
  }),
  output: note('output', () => ({ text: '안녕\n', nextByte: 7, sizeBytes: 7, isCutAtStart: false })),
};

let test_: TestDb;
let http: TestHttp;
let token: string;
beforeAll(async () => {
  test_ = await openTestDb();
  http = await openTestHttp(test_.db, { services: { launches: launches as LaunchServices } });
  const { actor } = await makePerson(test_.db, 'student@x.kr');
  token = (await http.people.people.createToken(actor, { name: 'test', days: 1 })).token;
});
afterAll(async () => {
  await http.close();
  await test_.close();
});

const call = async (method: string, path: string, body?: unknown, headers: Record<string, string> = {}) => {
  const text = typeof body === 'string' ? body : body === undefined ? undefined : JSON.stringify(body);
  const answer = await http.ask(
    method,
    `/api/v1${path}`,
    {
      authorization: `Bearer ${token}`,
      ...(text !== undefined && { 'content-type': 'application/json' }),
      ...headers,
    },
    text,
  );
  const contentType = answer.headers['content-type'] ?? '';
  expect(shapeProblem(method, path, { ...answer, contentType })).toBeUndefined();
  const isJson = /json/.test(contentType);
  return { ...answer, json: (isJson ? JSON.parse(answer.text) : undefined) as Record<string, unknown> };
};
const draft = {
  cluster: 'hangang',
  kind: 'batch',
  name: 'x',
  script: '#!/bin/sh\n',
  gpus: 1,
  cores: 1,
  walltimeSeconds: 300,
};

describe('who may', () => {
  const concrete = (path: string) => path.replace('{id}', launchId);

  test.each(endpoints.map((row) => [row.method.toUpperCase(), row.path]))(
    '%s %s needs a token',
    async (method, path) => {
      const credentials = [
        {},
        { authorization: '' },
        { authorization: 'Bearer' },
        { authorization: `Bearer modu_${'x'.repeat(43)}` },
        { authorization: `Basic ${Buffer.from(`x:${token}`).toString('base64')}` },
        { cookie: `__Host-modu-session=${token}` },
      ];
      for (const headers of credentials) {
        const answer = await http.ask(method, `/api/v1${concrete(path)}`, headers);
        expect([answer.status, JSON.parse(answer.text)]).toMatchObject([401, { code: 'not-signed-in' }]);
        expect(answer.headers['www-authenticate']).toBe('Bearer');
      }
    },
  );

  test('wrong tokens are counted by address', async () => {
    let status = 0;
    for (let count = 0; count < 80 && status !== 429; count++)
      status = (await http.ask('GET', '/api/v1/me')).status;
    expect(status).toBe(429);
    // Who has a right token is not shut out by a neighbour behind the same address.
    expect((await call('GET', '/me')).status).toBe(200);
  });
});

test('me has the person and the hours', async () => {
  const { status, json } = await call('GET', '/me');
  expect([status, json]).toMatchObject([200, { email: 'student@x.kr', hours: { freeMilliGpuSeconds: 0 } }]);
});

test('a launch has its flat shape, an instant a state, and null for what is not there', async () => {
  const { status, json } = await call('GET', `/launches/${launchId}`);
  expect(status).toBe(200);
  expect(wholeLaunchShape.parse(json)).toEqual(json);
  expect(json).toMatchObject({
    id: launchId,
    state: 'settled',
    end: 'failed',
    exitCode: 3,
    schedulerJobId: '17',
    heldMilliGpuSeconds: 450_000,
    chargedMilliGpuSeconds: 2_000,
    queuedAt: null,
    settledAt: '2026-11-24T06:00:00.000Z',
    script: launch.script,
  });
});

test('a list has items and next, and its launches no scripts', async () => {
  const { json } = await call('GET', '/launches?cursor=&filter=ended');
  expect(json['next']).toBe('further');
  expect((json['items'] as object[])[0]).not.toHaveProperty('script');
  expect(asked.at(-1)).toEqual({ method: 'list', args: [{ filter: 'ended' }] });
});

test('a new launch is 202, hands on the key, and says where it is', async () => {
  const { status, headers, json } = await call('POST', '/launches', draft, { 'idempotency-key': 'k-1' });
  expect([status, headers['location'], json['id']]).toEqual([202, `/api/v1/launches/${launchId}`, launchId]);
  expect(asked.at(-1)).toEqual({ method: 'submit', args: [draft, 'k-1'] });
  await call('POST', '/launches', draft);
  await call('POST', '/launches', draft);
  const keys = asked.slice(-2).map((one) => one.args[1]);
  expect(new Set(keys).size).toBe(2);
});

test('output is text with its place in the headers', async () => {
  const { headers, text } = await call('GET', `/launches/${launchId}/output?task=3&from=12`);
  expect(headers['content-type']).toBe('text/plain; charset=utf-8');
  expect(headers).toMatchObject({ 'modu-next-byte': '7', 'modu-size-bytes': '7' });
  expect(text).toBe('안녕\n');
  expect(asked.at(-1)).toEqual({ method: 'output', args: [launchId, { arrayIndex: 3, fromByte: 12 }] });
});

describe('what is refused', () => {
  test.each([
    [{ ...draft, walltime: 300 }, 'walltime'],
    [{ ...draft, gpus: '1' }, 'gpus'],
    [{ ...draft, gpus: -1 }, 'gpus'],
    [{ ...draft, gpus: 1.5 }, 'gpus'],
    [{ ...draft, cluster: '../x' }, 'cluster'],
    [{ ...draft, kind: 'notebook' }, 'kind'],
    [{ ...draft, script: null }, 'script'],
    [{ ...draft, allocation: 'x' }, 'allocation'],
    [{ ...draft, walltimeSeconds: '1-00:00:00' }, 'walltimeSeconds'],
  ])('%# a draft with a wrong field names it', async (body, field) => {
    const { status, headers, json } = await call('POST', '/launches', body);
    expect(headers['content-type']).toBe('application/problem+json');
    expect([status, json]).toMatchObject([
      422,
      { code: 'invalid-input', fields: { [field]: 'invalid-input' } },
    ]);
  });

  test.each(['', '{', '[]', '"x"', 'null', '{"cluster":', '\0'])('a body %j', async (body) => {
    const { status, json } = await call('POST', '/launches', body);
    expect([status, json['code']]).toEqual([422, 'invalid-input']);
  });

  test('a body that is no JSON by its type, and one that is too large', async () => {
    const form = await call('POST', '/launches', 'cluster=hangang', {
      'content-type': 'application/x-www-form-urlencoded',
    });
    expect([form.status, form.json['code']]).toEqual([422, 'invalid-input']);
    const large = await call('POST', '/launches', { ...draft, script: 'x'.repeat(limits.bodyBytes) });
    expect([large.status, large.json['code']]).toEqual([413, 'too-large']);
  });

  test.each(['x', launchId.toLowerCase(), '01JD000000000000000000000U', `${launchId}x`, '..%2f..'])(
    'a launch id %s is not there',
    async (id) => {
      for (const path of [`/launches/${id}`, `/launches/${id}/output`]) {
        const { status, json } = await call('GET', path);
        expect([status, json['code']]).toEqual([404, 'not-found']);
      }
    },
  );

  test.each(['?filter=all', '?filter=live&filter=ended'])('a list %s', async (query) => {
    expect((await call('GET', `/launches${query}`)).status).toBe(422);
  });

  test.each(['', 'x y', 'é', 'x'.repeat(201)])('an idempotency key %j', async (key) => {
    const { status, json } = await call('POST', '/launches', draft, { 'idempotency-key': key });
    expect([status, json['code']]).toEqual([422, 'invalid-input']);
  });

  test('what a service refuses, as a problem with its code', async () => {
    const { status, json } = await call('POST', `/launches/${launchId}/cancel`);
    expect([status, json]).toMatchObject([
      409,
      { code: 'wrong-state', retry: false, type: 'urn:modu:error:wrong-state' },
    ]);
  });

  test('a method that is not there, with those that are; a path that is not there', async () => {
    const wrong = await call('DELETE', '/launches');
    expect([wrong.status, wrong.headers['allow'], wrong.json['code']]).toEqual([
      405,
      'GET, POST',
      'method-not-allowed',
    ]);
    expect((await call('GET', '/nothing')).json['code']).toBe('not-found');
  });
});

test('the description is for everybody', async () => {
  const answer = await http.ask('GET', '/api/v1/openapi.json');
  expect([answer.status, (JSON.parse(answer.text) as { openapi: string }).openapi]).toEqual([200, '3.1.1']);
});
