import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openTestDb, type TestDb } from '#db/testing/test-db';
import { cookieOf, makePerson, nobody, tokenMailedTo } from '../domain/people/testing/people-fixture';
import { limits } from '../contract/limits';
import { openTestHttp, type TestHttp } from './testing/test-http';
import { stateOf } from './request-state';

let test_: TestDb;
let http: TestHttp;
let isReady = true;
beforeAll(async () => {
  test_ = await openTestDb();
  http = await openTestHttp(test_.db, {
    isReady: async () => isReady,
    metricsToken: 'a-token-for-prometheus',
    pages: (request, response) => {
      if (request.path === '/throws') throw new Error('secret words');
      if (request.path === '/own-cache') response.set('Cache-Control', 'public, max-age=60');
      response.json({ who: stateOf(response).actor?.email ?? null });
    },
  });
});
afterAll(async () => {
  await http.close();
  await test_.close();
});

const own = () => ({ origin: `http://localhost:${http.port}` });

describe('headers', () => {
  test('every answer has the policy, and each its own nonce', async () => {
    const [one, two] = [await http.ask('GET', '/'), await http.ask('GET', '/')];
    const nonce = (answer: typeof one) =>
      /'nonce-([^']+)'/.exec(String(answer.headers['content-security-policy']))?.[1];
    expect(nonce(one)).toMatch(/^[\w+/]{22}==$/);
    expect(nonce(one)).not.toBe(nonce(two));
    expect(one.headers['content-security-policy']).toContain("frame-ancestors 'none'");
    expect(one.headers['content-security-policy']).not.toMatch(/script-src[^;]*(unsafe|strict-dynamic|\*)/);
    expect(one.headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'cross-origin-opener-policy': 'same-origin',
      'referrer-policy': 'same-origin',
      'cache-control': 'private, no-store',
      vary: expect.stringContaining('Cookie'),
    });
    expect(one.headers['x-powered-by']).toBeUndefined();
    expect(one.headers['x-request-id']).toMatch(/^[0-9a-f-]{36}$/);
  });

  test('browsers are told to come by TLS only where the portal is reached so', async () => {
    const secure = await openTestHttp(test_.db, { url: 'https://modu.example' });
    const overTls = await secure.ask('GET', '/', { host: 'modu.example' });
    await secure.close();
    expect([overTls.status, overTls.headers['strict-transport-security']]).toEqual([200, 'max-age=31536000']);
    const plain = await http.ask('GET', '/');
    expect([plain.status, plain.headers['strict-transport-security']]).toEqual([200, undefined]);
  });

  test('an answer that says how it may be kept is believed', async () => {
    expect((await http.ask('GET', '/own-cache')).headers['cache-control']).toBe('public, max-age=60');
  });
});

describe('host and origin', () => {
  test.each(['evil.kr', 'localhost', 'localhost:1', 'localhost.evil.kr'])(
    'host %j is not served',
    async (host) => {
      expect((await http.ask('GET', '/', { host })).status).toBe(421);
    },
  );

  test('loopback by name and by both addresses is served, and health to any host', async () => {
    for (const name of ['localhost', '127.0.0.1', '[::1]', 'LOCALHOST'])
      expect((await http.ask('GET', '/', { host: `${name}:${http.port}` })).status).toBe(200);
    expect((await http.ask('GET', '/healthz', { host: '10.0.0.7' })).status).toBe(200);
  });

  test.each(['POST', 'PUT', 'PATCH', 'DELETE', 'PROPFIND'])(
    '%s from elsewhere is refused',
    async (method) => {
      const elsewhere = [
        undefined,
        'null',
        'https://evil.kr',
        `https://localhost:${http.port}`,
        `http://localhost:${http.port}.evil.kr`,
        `http://localhost:${http.port}/`,
        `http://127.0.0.1:${http.port}`,
        'http://localhost',
      ];
      for (const origin of elsewhere) {
        const answer = await http.ask(method, '/any', origin === undefined ? {} : { origin });
        expect([answer.status, JSON.parse(answer.text)]).toMatchObject([403, { code: 'wrong-origin' }]);
      }
      expect((await http.ask(method, '/any', own())).status).toBe(200);
    },
  );
});

describe('limits', () => {
  test('a body over the limit is refused before it is read', async () => {
    const answer = await http.ask('POST', '/any', {
      ...own(),
      'content-length': String(limits.bodyBytes + 1),
    });
    expect([answer.status, JSON.parse(answer.text)]).toMatchObject([413, { code: 'too-large' }]);
  });

  test('the manifest is limited by address, and says when to come back', async () => {
    const statuses: number[] = [];
    for (let count = 0; count < 5; count++) statuses.push((await http.ask('GET', '/__manifest?p=/')).status);
    expect(statuses).toEqual([200, 200, 200, 429, 429]);
    const answer = await http.ask('GET', '/__manifest');
    expect(Number(answer.headers['retry-after'])).toBeGreaterThan(0);
  });
});

describe('health and metrics', () => {
  test('ready is 503 while it is not', async () => {
    isReady = false;
    expect((await http.ask('GET', '/readyz')).status).toBe(503);
    expect((await http.ask('GET', '/healthz')).status).toBe(200);
    isReady = true;
    expect((await http.ask('GET', '/readyz')).status).toBe(200);
  });

  test('metrics are for this machine and for who has the token; what a proxy forwards is not this machine', async () => {
    expect((await http.ask('GET', '/metrics')).text).toContain('modu_http_request_seconds');
    const forwarded = { 'x-forwarded-for': '203.0.113.7' };
    expect((await http.ask('GET', '/metrics', forwarded)).text).not.toContain('modu_');
    const wrong = { ...forwarded, authorization: 'Bearer a-token-for-prometheuS' };
    expect((await http.ask('GET', '/metrics', wrong)).text).not.toContain('modu_');
    const right = { ...forwarded, authorization: 'Bearer a-token-for-prometheus' };
    expect((await http.ask('GET', '/metrics', right)).text).toContain('modu_');
  });

  test('a stranger cannot make names of metrics', async () => {
    await http.ask('GET', '/made-up-by-a-stranger');
    expect((await http.ask('GET', '/metrics')).text).not.toContain('stranger');
  });
});

test('what nobody caught is our fault and tells nothing of itself', async () => {
  const answer = await http.ask('GET', '/throws');
  expect(answer.status).toBe(500);
  expect(JSON.parse(answer.text)).toMatchObject({
    code: 'internal',
    requestId: answer.headers['x-request-id'],
  });
  expect(answer.text).not.toContain('secret');
});

test('a cookie says who it is until the session ends', async () => {
  await makePerson(test_.db, 'cookie@x.kr');
  await http.people.people.startSignIn('cookie@x.kr', { address: '1', locale: 'ko' });
  const token = (await tokenMailedTo(test_.db, 'cookie@x.kr')) ?? '';
  const { setCookies } = await http.people.identity.followLink(token, nobody);
  const cookie = cookieOf(setCookies);
  expect(JSON.parse((await http.ask('GET', '/', { cookie })).text)).toEqual({ who: 'cookie@x.kr' });
  await http.people.identity.signOut({ cookieHeader: cookie, userAgent: '' });
  expect(JSON.parse((await http.ask('GET', '/', { cookie })).text)).toEqual({ who: null });
});
