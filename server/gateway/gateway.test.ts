import { once } from 'node:events';
import type { Server } from 'node:http';
import { createServer as createNetServer } from 'node:net';
import WebSocket from 'ws';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { until } from '../demo/centre/testing/until';
import { hashAppToken, newAppToken } from '../domain/apps/app-tokens';
import { ask, askRaw, askStream, type Asked } from './testing/ask';
import { appBody, hostileApp, makeAppRecord } from './testing/hostile-app';
import { openTestGateway, type TestGateway, type TestVisitor } from './testing/open-test-gateway';
import { endApp } from './testing/plant-app';

/* The whole gateway in front of real SSH, a real demo centre and an app that does what the tests ask of it. */

let gateway: TestGateway;
let bora: TestVisitor;
let sora: TestVisitor;
let launch: string;
let other: string;
let cookie: string;
const record = makeAppRecord();
const big = appBody;
const anApp = () => hostileApp(record);

const host = (id: string) => new URL(gateway.origins.originOf(id)).host;
const own = (id: string) => gateway.origins.originOf(id);
const get = (path: string, more: Partial<Asked> = {}) =>
  ask({
    port: gateway.port,
    host: host(launch),
    path,
    ...more,
    headers: { cookie, ...more.headers },
  });

beforeAll(async () => {
  gateway = await openTestGateway();
  [bora, sora] = await Promise.all([gateway.visitor('bora'), gateway.visitor('sora')]);
  launch = await gateway.launch(bora, anApp());
  other = await gateway.launch(sora, anApp());
  cookie = await gateway.enter(bora, launch);
});
afterAll(() => gateway.close());

test('who comes for the first time is sent to the portal, and comes in with a ticket of this browser only', async () => {
  const first = await ask({
    port: gateway.port,
    host: host(launch),
    path: '/tree?x=1',
    headers: { accept: 'text/html' },
  });
  expect(first.status).toBe(303);
  const knockCookie = first.headers['set-cookie']?.[0] ?? '';
  expect(knockCookie).toMatch(/^__Host-modu-knock=.*; Path=\/; Secure; HttpOnly; SameSite=Lax$/);
  const url = new URL(first.headers.location ?? '');
  expect(url.origin + url.pathname).toBe(`http://localhost:${gateway.port}/launches/${launch}/enter`);
  const knock = url.searchParams.get('knock') ?? '';
  expect(knockCookie).not.toContain(knock);

  const { origin, ticket } = await gateway.openApp(bora, launch, knock);
  expect(origin).toBe(own(launch));
  const enter = (ticketOf: string, id: string, cookieOf: string) =>
    ask({
      port: gateway.port,
      host: host(id),
      path: `/.modu/enter?ticket=${ticketOf}`,
      headers: { cookie: cookieOf, accept: 'text/html' },
    });
  const mine = knockCookie.split(';')[0] ?? '';
  const entered = await enter(ticket, launch, mine);
  expect(entered.headers.location).toBe('/tree?x=1');
  expect(entered.headers['set-cookie']?.[0]).toMatch(/^__Host-modu-app=[\w-]{43}; Max-Age=43200; /);
  // Once only, and not by another browser or at another launch: that try uses it up too.
  const opens = async (sent: ReturnType<typeof enter>) =>
    ((await sent).headers['set-cookie'] ?? []).some((one) => one.startsWith('__Host-modu-app='));
  expect(await opens(enter(ticket, launch, mine))).toBe(false);
  const secret = newAppToken();
  const fresh = async () => (await gateway.openApp(bora, launch, hashAppToken(secret))).ticket;
  expect(await opens(enter(await fresh(), launch, `__Host-modu-knock=${newAppToken()}.`))).toBe(false);
  expect(await opens(enter(await fresh(), other, `__Host-modu-knock=${secret}.`))).toBe(false);
  expect(await opens(enter(await fresh(), launch, ''))).toBe(false);
  expect(await opens(enter(await fresh(), launch, `__Host-modu-knock=${secret}.`))).toBe(true);
  const late = await fresh();
  await gateway.db
    .updateTable('app_tickets')
    .set({ expires_at: new Date(0) })
    .execute();
  expect(await opens(enter(late, launch, `__Host-modu-knock=${secret}.`))).toBe(false);
  await expect(gateway.openApp(sora, launch, knock)).rejects.toMatchObject({ code: 'not-found' });
  const lines = await gateway.db
    .selectFrom('audit_log')
    .selectAll()
    .where('action', '=', 'app.opened')
    .execute();
  expect(lines.at(-1)).toMatchObject({ actor_person_id: bora.actor.personId, subject_id: launch });
});

test('the app sees the secret and its own cookies, and nothing of ours', async () => {
  record.seen = [];
  const answer = await get('/echo', {
    headers: {
      cookie: `a=1; ${cookie}; __Host-modu-knock=x; b=2`,
      authorization: 'token of-somebody-else',
      'x-forwarded-for': '10.0.0.1',
      forwarded: 'for=10.0.0.1',
      connection: 'x-private, keep-alive',
      'x-private': '1',
      te: 'trailers',
    },
  });
  expect(answer.status).toBe(200);
  expect(record.seen[0]?.headers).toMatchObject({
    authorization: `token ${gateway.secretOf(launch)}`,
    cookie: 'a=1; b=2',
    host: host(launch),
    'x-forwarded-proto': 'http',
  });
  for (const name of ['x-forwarded-for', 'forwarded', 'x-private', 'te'])
    expect(record.seen[0]?.headers).not.toHaveProperty(name);
  expect(JSON.stringify(answer.headers)).not.toContain(gateway.secretOf(launch));
});

test('what an app may not tell a browser is taken out, and rules of its own origin are put in', async () => {
  const { headers } = await get('/hostile-headers');
  expect(headers['set-cookie']).toEqual(['ok=1; Path=/']);
  expect(headers.location).toBe('/next?a=1');
  for (const name of [
    'access-control-allow-origin',
    'clear-site-data',
    'strict-transport-security',
    'service-worker-allowed',
    'alt-svc',
  ])
    expect(headers).not.toHaveProperty(name);
  expect(headers['cache-control']).toBe('private, max-age=60');
  expect(headers['content-security-policy']).toContain("frame-ancestors 'self'");
  expect((await get('/files/x.html')).headers['content-security-policy']).toContain('sandbox allow-scripts');
  expect((await get('/away')).status).toBe(403);
  expect((await get('/sw.js', { headers: { 'service-worker': 'script' } })).status).toBe(403);
});

test('bodies of any size go both ways bit by bit, ranges and trailers too', async () => {
  const up = await get('/mirror', { method: 'POST', body: big, headers: { origin: own(launch) } });
  expect(up.body.equals(big)).toBe(true);
  const chunked = await get('/mirror', {
    method: 'DELETE',
    body: 'body of a delete',
    headers: { origin: own(launch), 'transfer-encoding': 'chunked', expect: '100-continue' },
  });
  expect(chunked.body.toString()).toBe('body of a delete');
  expect((await get('/trailers')).trailers).toEqual({ 'x-sum': '42' });
  const head = await get('/big', { method: 'HEAD' });
  expect([head.status, head.headers['content-length'], head.body.length]).toEqual([
    200,
    String(big.length),
    0,
  ]);
  const part = await get('/big', { headers: { range: 'bytes=5-9' } });
  expect([part.status, part.body.equals(big.subarray(5, 10))]).toEqual([206, true]);
  expect((await get('/not-modified')).status).toBe(304);
});

test('an app that answers garbage, breaks off or is away is never taken for a whole answer', async () => {
  const broken = await gateway.launch(
    bora,
    createNetServer((socket) => socket.end('HTTP/1.1 nonsense\r\n\r\n')) as Server,
  );
  const token = await gateway.enter(bora, broken);
  const asked = { port: gateway.port, host: host(broken), headers: { cookie: token } };
  expect((await ask(asked)).status).toBe(502);
  const cut = await get('/half');
  expect(cut.isWhole).toBe(false);
  const gone = anApp();
  const away = await gateway.launch(bora, gone);
  const entry = await gateway.enter(bora, away);
  await new Promise((closed) => gone.close(closed));
  const page = await ask({
    port: gateway.port,
    host: host(away),
    headers: { cookie: entry, accept: 'text/html', 'accept-language': 'ko' },
  });
  expect([page.status, page.headers.refresh]).toEqual([502, '3']);
  expect(page.body.toString()).toContain(`http://localhost:${gateway.port}/launches/${away}`);
});

test('nobody comes in who may not, by a request or by a socket, and nothing is dialled for them', async () => {
  const theirs = await gateway.enter(sora, other);
  const expired = await gateway.enter(bora, launch);
  await gateway.db
    .updateTable('app_entries')
    .set({ expires_at: new Date(0) })
    .where('token_hash', '=', hashAppToken(expired.split('=')[1] ?? ''))
    .execute();
  const before = gateway.dialled.length;
  const origin = own(launch);
  const rows: [string, Record<string, string>, number][] = [
    ['no cookie', { origin }, 401],
    ["another's entry", { origin, cookie: theirs }, 401],
    ['an entry that is over', { origin, cookie: expired }, 401],
    ['a made-up entry', { origin, cookie: `__Host-modu-app=${newAppToken()}` }, 401],
    ['a token in the address', { origin }, 401],
    ["the portal's session cookie", { origin, cookie: `__Host-modu-session=${newAppToken()}` }, 401],
    ['another origin', { cookie, origin: own(other) }, 403],
    ['the portal as origin', { cookie, origin: `http://localhost:${gateway.port}` }, 403],
    ['no origin of anyone', { cookie, origin: 'null' }, 403],
    ['an origin that begins alike', { cookie, origin: `${origin}.evil.example` }, 403],
    [
      'another site’s page',
      { cookie, origin, 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'cors' },
      403,
    ],
    [
      'a neighbour’s frame',
      { cookie, origin, 'sec-fetch-site': 'same-site', 'sec-fetch-dest': 'iframe' },
      403,
    ],
  ];
  for (const [who, headers, status] of rows) {
    const path = who.includes('address') ? '/api?token=' + gateway.secretOf(launch) : '/api';
    const asked = { port: gateway.port, host: host(launch), path, headers };
    expect([who, (await ask({ ...asked, method: 'POST' })).status]).toEqual([who, status]);
    expect([who, await upgradeStatus(path, headers)]).toEqual([who, status]);
  }
  expect(await upgradeStatus('/ws', { cookie })).toBe(403);
  expect(gateway.dialled.length).toBe(before);
});

test('hostile addresses lead nowhere but to what the database says', async () => {
  const before = gateway.dialled.length;
  const strange = ['@', '%40', '\\', '//', '%2f%2f', '%5c', '%00', ';', '%0d%0aHost:%20evil', '..%2f', '#'];
  const places = [
    '127.0.0.1:22',
    '[::1]:22',
    '2130706433:5432',
    '0x7f.1:1',
    'localhost:5432',
    'metadata:80',
    '169.254.169.254',
    '017700000001',
  ];
  const paths = strange.flatMap((odd) =>
    places.flatMap((place) => [
      `/${odd}${place}/`,
      `/proxy/${place}${odd}`,
      `http://${place}/`,
      `${odd}http://${place}`,
      `/?url=http://${odd}${place}`,
      `/node/${place}/${odd}`,
    ]),
  );
  const hosts = [
    `${launch}.localhost.evil.example`,
    `evil.example`,
    `${launch}.evil@${host(launch)}`,
    `a.${host(launch)}`,
    `${host(launch)}.`,
  ];
  expect(paths.length + hosts.length).toBeGreaterThan(500);
  for (let at = 0; at < paths.length; at += 48)
    await Promise.all(
      paths
        .slice(at, at + 48)
        .map((path) =>
          askRaw(
            gateway.port,
            `GET ${path} HTTP/1.1\r\nHost: ${host(launch)}\r\nCookie: ${cookie}\r\nConnection: close\r\n\r\n`,
          ),
        ),
    );
  for (const name of hosts)
    expect(
      await askRaw(
        gateway.port,
        `GET / HTTP/1.1\r\nHost: ${name}\r\nCookie: ${cookie}\r\nConnection: close\r\n\r\n`,
      ),
    ).toMatch(/^HTTP\/1\.1 4/);
  const targets = new Set(gateway.dialled.slice(before).map((target) => JSON.stringify(target)));
  expect(targets.size).toBeLessThanOrEqual(1);
  for (const target of targets) expect(target).toContain(`${launch.slice(-6)}.sock`);
});

test('requests that could be read in two ways are not passed on', async () => {
  record.seen = [];
  const start = `POST /mirror HTTP/1.1\r\nHost: ${host(launch)}\r\nOrigin: ${own(launch)}\r\nCookie: ${cookie}\r\n`;
  const bodies = [
    'Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /smuggled HTTP/1.1\r\n\r\n',
    'Content-Length: 4\r\nContent-Length: 5\r\n\r\nabcde',
    'Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n',
    'X: a\r\n b\r\nContent-Length: 0\r\n\r\n',
    'Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n\r\n0\r\n\r\n',
  ];
  for (const body of bodies) await askRaw(gateway.port, start + body, 1_000);
  expect(record.seen.filter(({ url }) => url === '/smuggled')).toEqual([]);
});

test('a socket is one with the app’s, and ends with either side, with the session and with the launch', async () => {
  const echoed = async (socket: WebSocket, text: string) => {
    socket.send(text);
    const [data] = (await once(socket, 'message')) as [Buffer];
    return data.toString();
  };
  const first = await openSocket();
  expect(await echoed(first, '안녕')).toBe('안녕');
  first.send('close-me');
  await once(first, 'close');

  const second = await openSocket();
  second.terminate();
  await until('the app’s side has ended too', () => openInApp() === 0);

  const revoked = await gateway.visitor('mina');
  const theirs = await gateway.launch(revoked, anApp());
  const entry = await gateway.enter(revoked, theirs);
  const third = await openSocket(theirs, entry);
  expect(await echoed(third, 'x')).toBe('x');
  // Listened for before: the news may be here earlier than the answer to the commit that sent it.
  const thirdClosed = once(third, 'close');
  await gateway.db.transaction().execute(async (trx) => {
    await trx.deleteFrom('sessions').where('id', '=', revoked.sessionId).execute();
    const { announce } = await import('#db/queries/announce');
    await announce(
      trx,
      { person: revoked.actor.personId },
      { kind: 'session-ended', sessionId: revoked.sessionId },
    );
  });
  await thirdClosed;

  const short = await gateway.launch(bora, anApp());
  const fourth = await openSocket(short, await gateway.enter(bora, short));
  const fourthClosed = once(fourth, 'close');
  await endApp(gateway.db, short);
  await fourthClosed;
  await until('nothing is left open', () => openInApp() === 0);
});

test('an app that refuses a socket is heard', async () => {
  expect(await upgradeStatus('/no-socket', { cookie, origin: own(launch) })).toBe(418);
});

test('who never reads is waited for, and does not fill the portal', async () => {
  record.sentEndless = 0;
  const got = await askStream({
    port: gateway.port,
    host: host(launch),
    path: '/endless',
    headers: { cookie },
  });
  got.pause();
  let before = -1;
  await until('the app is made to wait', () => {
    const isStill = record.sentEndless === before && record.sentEndless > 0;
    before = record.sentEndless;
    return isStill;
  });
  // SSH's own window and what operating systems buffer on the way; not what the app would send.
  expect(record.sentEndless).toBeLessThan(16 * 1024 * 1024);
  got.destroy();
  await until('the app is told', () => record.hasEndlessEnded);
});

const openInApp = () => record.sockets.filter((one) => one.readyState === one.OPEN).length;

function openSocket(id = launch, entry = cookie): Promise<WebSocket> {
  const socket = new WebSocket(`ws://127.0.0.1:${gateway.port}/ws`, {
    headers: { host: host(id), cookie: entry, origin: own(id) },
  });
  return new Promise((resolve, reject) => {
    socket.once('open', () => resolve(socket));
    socket.once('error', reject);
  });
}

async function upgradeStatus(path: string, headers: Record<string, string>): Promise<number> {
  const lines = Object.entries({
    Host: host(launch),
    Connection: 'Upgrade',
    Upgrade: 'websocket',
    'Sec-WebSocket-Version': '13',
    'Sec-WebSocket-Key': 'dGhlIHNhbXBsZSBub25jZQ==',
    ...headers,
  }).map(([name, value]) => `${name}: ${value}`);
  const got = await askRaw(gateway.port, `GET ${path} HTTP/1.1\r\n${lines.join('\r\n')}\r\n\r\n`);
  return Number(got.split(' ')[1]);
}
