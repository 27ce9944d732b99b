import { request } from 'node:http';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestDb, type TestDb } from '#db/testing/test-db';
import { cookieOf, makePerson, nobody, tokenMailedTo } from '../domain/people/testing/people-fixture';
import { until } from '../demo/centre/testing/until';
import { openTestHttp, type TestHttp } from './testing/test-http';

let test_: TestDb;
let http: TestHttp;
beforeAll(async () => {
  test_ = await openTestDb();
  http = await openTestHttp(test_.db);
});
afterAll(async () => {
  await http.close();
  await test_.close();
});

async function enter(email: string) {
  await makePerson(test_.db, email);
  await http.people.people.startSignIn(email, { address: '1', locale: 'ko' });
  const { setCookies } = await http.people.identity.followLink(
    (await tokenMailedTo(test_.db, email)) ?? '',
    nobody,
  );
  const cookie = cookieOf(setCookies);
  const session = await http.people.identity.readSession(cookie);
  return { cookie, sessionId: session?.id ?? '' };
}

/** An open `/live`; `said` grows, `ended` resolves when the server ends it. */
function open(cookie: string) {
  const seen = { said: '', status: 0 };
  let onEnd: () => void = () => undefined;
  const ended = new Promise<void>((resolve) => (onEnd = resolve));
  const sent = request(
    {
      host: '127.0.0.1',
      port: http.port,
      path: '/live',
      headers: { host: `localhost:${http.port}`, cookie },
      agent: false,
    },
    (response) => {
      seen.status = response.statusCode ?? 0;
      response.setEncoding('utf8').on('data', (part: string) => (seen.said += part));
      response.on('close', onEnd);
    },
  );
  sent.on('error', onEnd);
  sent.end();
  return { seen, ended, close: () => sent.destroy() };
}

test('nobody signed in gets no stream', async () => {
  expect((await http.ask('GET', '/live')).status).toBe(401);
});

test('events come as they are, with heartbeats between', async () => {
  const { cookie } = await enter('events@x.kr');
  const page = open(cookie);
  await until('it has begun', () => page.seen.said.includes('retry:'));
  http.announce({ kind: 'launch', launchId: '01J' });
  await until('the event', () => page.seen.said.includes('data: {"kind":"launch","launchId":"01J"}\n\n'));
  await until('a heartbeat', () => page.seen.said.includes(': \n\n'));
  page.close();
});

test('it ends when its own session is announced as ended, not when another is', async () => {
  const { cookie, sessionId } = await enter('announced@x.kr');
  const page = open(cookie);
  await until('it has begun', () => page.seen.said.includes('retry:'));
  http.announce({ kind: 'session-ended', sessionId: 'another' });
  http.announce({ kind: 'hours' });
  await until('the event', () => page.seen.said.includes('hours'));
  http.announce({ kind: 'session-ended', sessionId });
  await page.ended;
  expect(page.seen.said).toContain('session-ended');
});

test('it ends by the next heartbeat also when the announcement was lost', async () => {
  const { cookie } = await enter('lost@x.kr');
  const page = open(cookie);
  await until('it has begun', () => page.seen.said.includes('retry:'));
  await test_.db.deleteFrom('sessions').execute();
  await page.ended;
  expect(page.seen.said).toContain('session-ended');
});

test('a person has a limit of open pages, and closing one makes room', async () => {
  const { cookie } = await enter('tabs@x.kr');
  const pages = Array.from({ length: 24 }, () => open(cookie));
  await until('all are open', () => pages.every((page) => page.seen.status === 200));
  const refused = await http.ask('GET', '/live', { cookie });
  expect([refused.status, JSON.parse(refused.text)]).toMatchObject([409, { code: 'limit-reached' }]);
  pages[0]?.close();
  const opened = [...pages];
  await until('there is room', async () => {
    const next = open(cookie);
    opened.push(next);
    await until('an answer', () => next.seen.status !== 0);
    return next.seen.status === 200;
  });
  for (const page of opened) page.close();
});
