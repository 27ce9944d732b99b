import { request } from 'node:http';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestDb, type TestDb } from '#db/testing/test-db';
import { AppError } from '../contract/app-error';
import type { OutputNews } from '../contract/output-news';
import type { LaunchServices } from '../launch-services';
import { cookieOf, makePerson, nobody, tokenMailedTo } from '../domain/people/testing/people-fixture';
import { until } from '../demo/centre/testing/until';
import { openTestHttp, type TestHttp } from './testing/test-http';

let test_: TestDb;
let http: TestHttp;
/** Who watches which output, from where; and the door to what they are told. */
const watched: { by: string; id: string; at: object; tell: (news: OutputNews) => void; isOver: boolean }[] =
  [];
const watchOutput: LaunchServices['watchOutput'] = async (actor, id, at, tell) => {
  if (id === another) throw new AppError('not-found');
  const one = { by: actor.personId, id, at, tell, isOver: false };
  watched.push(one);
  return () => void (one.isOver = true);
};
beforeAll(async () => {
  test_ = await openTestDb();
  const launches = { watchOutput } as unknown as LaunchServices;
  http = await openTestHttp(test_.db, { services: { launches } });
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

const mine = '01M86NNFSZWPV8EJMXRZZF4S74';
const another = '01M86NNXYMHJYR5SGYAGTEJFNQ';

/** An open stream; `said` grows, `ended` resolves when the server ends it. */
function open(cookie: string, path = '/live', headers: Record<string, string> = {}) {
  const seen = { said: '', status: 0 };
  let onEnd: () => void = () => undefined;
  const ended = new Promise<void>((resolve) => (onEnd = resolve));
  const sent = request(
    {
      host: '127.0.0.1',
      port: http.port,
      path,
      headers: { host: `localhost:${http.port}`, cookie, ...headers },
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

test('an output is told line by line, from where the page is, and the watch ends with the page', async () => {
  const { cookie } = await enter('output@x.kr');
  const page = open(cookie, `/live/output?launch=${mine}&task=3&from=7`);
  await until('the watch', () => watched.length === 1);
  const [one] = watched;
  expect(one).toMatchObject({ id: mine, at: { arrayIndex: 3, fromByte: 7 } });
  one?.tell({ kind: 'lines', fromByte: 7, text: '한 줄\n', unfinished: '', nextByte: 15, sizeBytes: 15 });
  const told = 'id: 15\ndata: {"kind":"lines","fromByte":7,"text":"한 줄\\n"';
  await until('the line', () => page.seen.said.includes(told));
  page.close();
  await until('the end of the watch', () => one?.isOver === true);
});

test('a cut output goes on where it was, and ends when the job has said everything', async () => {
  const { cookie } = await enter('again@x.kr');
  const page = open(cookie, `/live/output?launch=${mine}`, { 'last-event-id': '4096' });
  await until('the watch', () => watched.length === 2);
  expect(watched[1]?.at).toEqual({ fromByte: 4096 });
  watched[1]?.tell({ kind: 'end' });
  await page.ended;
  expect(page.seen.said).toContain('data: {"kind":"end"}');
});

test('an output that is not one’s own is not there, and nobody signed in gets none', async () => {
  const { cookie } = await enter('stranger@x.kr');
  const page = open(cookie, `/live/output?launch=${another}`);
  await page.ended;
  expect(page.seen.said).toContain('data: {"kind":"away","code":"not-found"}');
  expect((await http.ask('GET', `/live/output?launch=${mine}`)).status).toBe(401);
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
