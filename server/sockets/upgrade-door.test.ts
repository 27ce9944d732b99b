import { afterAll, beforeAll, expect, test } from 'vitest';
import { until } from '../demo/centre/testing/until';
import { askUpgrade } from './testing/test-terminal';
import { openTestSockets, type TestPerson, type TestSockets } from './testing/open-test-sockets';

let sockets: TestSockets;
let student: TestPerson;
beforeAll(async () => {
  sockets = await openTestSockets();
  student = await sockets.enter('student@x.kr');
});
afterAll(() => sockets.close());

const path = '/ws/terminal?cluster=hangang';
const ask = (where: string, headers: Record<string, string>) => askUpgrade(sockets.port, where, headers);

test('what is refused is refused in HTTP, and nothing has been dialled', async () => {
  const { origin } = sockets;
  const { cookie, token } = student;
  const reviewer = await sockets.enter('reviewer@x.kr', ['reviewer']);
  const operator = await sockets.enter('operator@x.kr', ['operator', 'administrator']);
  const ended = await sockets.enter('ended@x.kr');
  await sockets.db.deleteFrom('sessions').where('id', '=', ended.sessionId).execute();
  await sockets.db
    .updateTable('api_tokens')
    .set({ revoked_at: new Date() })
    .where('person_id', '=', ended.id)
    .execute();

  const rows: [string, string, Record<string, string>, number, string?][] = [
    ['an address without a socket', '/ws/nothing', { cookie, origin }, 404, 'not-found'],
    ['a page', '/home', { cookie, origin }, 404, 'not-found'],
    ['an inherited name', '/__proto__', { cookie, origin }, 404, 'not-found'],
    ['nobody', path, { origin }, 401, 'not-signed-in'],
    ['nobody, without an origin', path, {}, 403, 'wrong-origin'],
    [
      'a made-up cookie',
      path,
      { origin, cookie: cookie.replace(/=.*/, `=${'x'.repeat(64)}`) },
      401,
      'not-signed-in',
    ],
    ['an ended session', path, { origin, cookie: ended.cookie }, 401, 'not-signed-in'],
    ['a revoked token', path, { authorization: `Bearer ${ended.token}` }, 401, 'not-signed-in'],
    ['a made-up token', path, { authorization: `Bearer modu_${'x'.repeat(43)}` }, 401, 'not-signed-in'],
    ['a token as a password', path, { authorization: `Basic ${token}` }, 401, 'not-signed-in'],
    ['a token in the address', `${path}&token=${token}`, { origin }, 401, 'not-signed-in'],
    ['a session without an origin', path, { cookie }, 403, 'wrong-origin'],
    ['another origin', path, { cookie, origin: 'https://evil.example' }, 403, 'wrong-origin'],
    [
      'an origin that begins like ours',
      path,
      { cookie, origin: `${origin}.evil.example` },
      403,
      'wrong-origin',
    ],
    ['another port', path, { cookie, origin: 'http://localhost:1' }, 403, 'wrong-origin'],
    ['another scheme', path, { cookie, origin: origin.replace('http', 'https') }, 403, 'wrong-origin'],
    ['an app of ours', path, { cookie, origin: origin.replace('//', '//01j.') }, 403, 'wrong-origin'],
    ['no origin at all', path, { cookie, origin: 'null' }, 403, 'wrong-origin'],
    [
      'a token from a page of another origin',
      path,
      { authorization: `Bearer ${token}`, origin: 'https://evil.example' },
      403,
      'wrong-origin',
    ],
    ['a reviewer', path, { cookie: reviewer.cookie, origin }, 403, 'not-allowed'],
    ['an operator', path, { cookie: operator.cookie, origin }, 403, 'not-allowed'],
    ['an unknown cluster', '/ws/terminal?cluster=nowhere', { cookie, origin }, 404, 'not-found'],
    ['no cluster', '/ws/terminal', { cookie, origin }, 404, 'not-found'],
    ['a host for a cluster', '/ws/terminal?cluster=127.0.0.1%3A22', { cookie, origin }, 404, 'not-found'],
    ['another host', path, { cookie, origin, host: 'evil.example' }, 421],
    ['another protocol', path, { cookie, origin, upgrade: 'h2c' }, 400],
    ['an old version', path, { cookie, origin, 'sec-websocket-version': '7' }, 400],
  ];
  for (const [who, where, headers, status, code] of rows)
    expect([who, await ask(where, headers)]).toEqual([who, { status, code }]);
  expect(sockets.dialled()).toBe(0);
});

test('who comes from our page with a session, or with a token, is let in', async () => {
  const { cookie, token } = student;
  const teacher = await sockets.enter('teacher@x.kr', ['teacher']);
  expect((await ask(path, { cookie, origin: sockets.origin })).status).toBe(101);
  expect((await ask(path, { authorization: `Bearer ${token}` })).status).toBe(101);
  expect((await ask(path, { cookie: teacher.cookie, origin: sockets.origin })).status).toBe(101);
  await until('the cluster is dialled', () => sockets.dialled() > 0);
});

test('a door that is closing lets nobody in', async () => {
  sockets.drain();
  expect((await ask(path, { cookie: student.cookie, origin: sockets.origin })).status).toBe(503);
});
