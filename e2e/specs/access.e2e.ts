import { expect, test } from 'playwright/test';
import { endpoints } from '#server/http/api/endpoints';
import { shapeProblem } from '#server/http/api/testing/shape-problem';
import { apiRows } from '../access/api-rows';
import { askers, cellsOf, wordOf, type Asker, type Cell } from '../access/askers';
import { doorRows, socketRows } from '../access/other-rows';
import { pageRows, type PageRow } from '../access/page-rows';
import { fill, makeToken, makeWorld, type World } from '../access/world';
import { mailedToken, postForm } from '../fixtures/enter';
import { story } from '../fixtures/portal';
import { formBody, send, type Sent } from '../fixtures/send';

/* Who may reach what, asked of the portal itself for every cell of the tables in `e2e/access`. */

test.describe.configure({ mode: 'serial' });

let world: World;
test.beforeAll(async () => {
  test.setTimeout(120_000);
  world = await makeWorld();
});

/** Who is let in comes last, the owner after all: what they do may end the thing for the others. */
const inOrder = (cells: Record<Asker, Cell>): Asker[] => {
  const rank = (asker: Asker) =>
    (['ok', 'to', 'up'].includes(cells[asker]) ? 1 : 0) + (asker === 'owner' ? 2 : 0);
  return [...askers].sort((a, b) => rank(a) - rank(b));
};

type Grid<Word> = Record<string, Record<Asker, Word>>;

/** Asks for every cell of some rows, one answer after the other; gives the table as it really is. */
async function askAll<Row extends { cells: string }>(
  rows: [string, Row][],
  ask: (key: string, row: Row, asker: Asker) => Promise<Sent>,
): Promise<{ found: Grid<string>; expected: Grid<Cell> }> {
  const found: Grid<string> = {};
  const expected: Grid<Cell> = {};
  for (const [key, row] of rows) {
    const wanted = (expected[key] = cellsOf(row.cells));
    const cells = {} as Record<Asker, string>;
    for (const asker of inOrder(wanted)) {
      const answer = await ask(key, row, asker);
      cells[asker] = answerWord(answer) + leakOf(answer, asker);
    }
    found[key] = cells;
  }
  return { found, expected };
}

/** A stream is open before it is known whether there is anything in it; then it says so. */
const answerWord = ({ status, headers, text }: Sent): string =>
  text.includes('data: {"kind":"away","code":"not-found"}')
    ? 'none'
    : wordOf({ status, location: headers.location });

/** Words of the owner's things in an answer to somebody who may not read them; the outbox of the demo is everybody's. */
function leakOf(answer: Sent, asker: Asker): string {
  const leaked = world.canaries.filter(
    ({ word, readers }) => !readers.includes(asker) && answer.text.includes(word),
  );
  return leaked.map(({ word }) => ` LEAKS ${word}`).join('');
}

const addressOf = (key: string, row: PageRow) => fill(row.at ?? key.split(' ')[1] ?? '', world.things);

function askPage(key: string, row: PageRow, asker: Asker): Promise<Sent> {
  const cookie = world.cookies[asker];
  const address = addressOf(key, row);
  if (key.startsWith('GET'))
    return send(`${story.url}${address}`, { headers: cookie === '' ? {} : { cookie } });
  const intent = key.split(' ')[2];
  const fields = { ...row.form, ...(intent !== undefined && { intent }) };
  const form = Object.entries(fields).map(([name, value]) => [name, fill(value, world.things)]);
  return postForm(story.url, address, Object.fromEntries(form) as Record<string, string>, cookie);
}

const pages = Object.entries(pageRows);

test('pages and their forms', async () => {
  test.setTimeout(240_000);
  const { found, expected } = await askAll(
    pages.filter(([, row]) => !row.isLast),
    askPage,
  );
  expect(found).toEqual(expected);
});

test('the data of pages, asked for as the browser does between pages', async () => {
  test.setTimeout(120_000);
  for (const [key, row] of pages.filter(([one]) => one.startsWith('GET'))) {
    const [path = '', search] = addressOf(key, row).split('?');
    const data = `${story.url}${path === '/' ? '/_root' : path}.data${search === undefined ? '' : `?${search}`}`;
    for (const asker of ['nobody', 'student'] as const) {
      const cookie = world.cookies[asker];
      const answer = await send(data, { headers: cookie === '' ? {} : { cookie } });
      // A redirect comes as data: 202, and where to.
      const isSignIn = answer.status === 202 && answer.text.includes('/sign-in?');
      const word = isSignIn
        ? 'in'
        : answer.status === 202
          ? 'to'
          : wordOf({ status: answer.status, location: '' });
      const wanted = cellsOf(row.cells)[asker];
      // What is only sent on may be stopped before, by the page that it stands below.
      const isStopped = wanted === 'to' && (word === 'in' || word === 'none');
      expect([key, asker, (isStopped ? wanted : word) + leakOf(answer, asker)]).toEqual([key, asker, wanted]);
    }
  }
});

test('calls of the API', async () => {
  test.setTimeout(120_000);
  const { found, expected } = await askAll(
    Object.entries(apiRows).filter(([, row]) => !row.isLast),
    askApi,
  );
  expect(found).toEqual(expected);
});

/** Without any Origin: a token is enough, and only a token. */
async function askApi(name: string, row: (typeof apiRows)[string], asker: Asker): Promise<Sent> {
  const endpoint = endpoints.find((one) => one.name === name);
  if (!endpoint) throw new Error(`no endpoint ${name}`);
  const path = fill(row.at ?? endpoint.path, world.things);
  const body =
    row.body === undefined
      ? ''
      : fill(JSON.stringify(row.body).replaceAll(/"\{(\w+)\}"/g, '"{$1}"'), world.things);
  const method = endpoint.method.toUpperCase();
  const answer = await send(`${story.url}/api/v1${path}`, {
    method,
    headers: {
      ...(asker !== 'nobody' && { authorization: `Bearer ${world.tokens[asker]}` }),
      ...(body !== '' && { 'content-type': 'application/json' }),
    },
    body,
  });
  const contentType = answer.headers['content-type'] ?? '';
  expect([name, asker, shapeProblem(method, path, { ...answer, contentType })]).toEqual([
    name,
    asker,
    undefined,
  ]);
  return answer;
}

test('the API does not look at cookies', async () => {
  for (const { method, path } of endpoints) {
    const answer = await send(`${story.url}/api/v1${path.replace('{id}', world.things.launch)}`, {
      method: method.toUpperCase(),
      headers: { cookie: world.cookies.owner, origin: story.url },
    });
    expect([path, answer.status]).toEqual([path, 401]);
  }
});

test('sockets', async () => {
  test.setTimeout(120_000);
  const { found, expected } = await askAll(Object.entries(socketRows), (_path, { at }, asker) =>
    send(`${story.url}${fill(at, world.things)}`, {
      headers: {
        connection: 'Upgrade',
        upgrade: 'websocket',
        'sec-websocket-version': '13',
        'sec-websocket-key': Buffer.from('sixteen letters!').toString('base64'),
        origin: story.url,
        ...(asker !== 'nobody' && { cookie: world.cookies[asker] }),
      },
    }),
  );
  expect(found).toEqual(expected);
});

test('the other addresses', async () => {
  const { found, expected } = await askAll(
    Object.entries(doorRows),
    (path, { at, headers, until, method }, asker) =>
      send(`${story.url}${fill(at ?? path, world.things)}`, {
        until,
        ...(method !== undefined && { method }),
        headers: {
          origin: story.url,
          ...headers,
          ...(asker !== 'nobody' && { cookie: world.cookies[asker] }),
        },
      }),
  );
  expect(found).toEqual(expected);
});

test('nothing is changed from elsewhere, by any method, at any address', async () => {
  test.setTimeout(120_000);
  const { port } = new URL(story.url);
  const elsewhere = [
    undefined,
    'null',
    'https://evil.kr',
    `http://app.localhost:${port}`,
    `https://localhost:${port}`,
  ];
  const addresses = new Set([
    ...pages.map(([key, row]) => addressOf(key, row)),
    '/live',
    '/__manifest',
    '/files/hangang/uploads',
  ]);
  const { body, type } = formBody({ intent: 'withdraw', theme: 'dark' });
  const passed: string[] = [];
  const attempt = async (method: string, address: string, origin: string | undefined) => {
    const headers = {
      cookie: world.cookies.owner,
      'content-type': type,
      ...(origin !== undefined && { origin }),
    };
    const answer = await send(`${story.url}${address}`, { method, headers, body });
    const isRefused = answer.status === 403 && answer.text.includes('"wrong-origin"');
    if (!isRefused) passed.push(`${method} ${address} from ${origin}: ${answer.status}`);
  };
  for (const address of addresses) {
    for (const method of ['POST', 'PUT', 'PATCH', 'DELETE'])
      for (const origin of elsewhere) await attempt(method, address, origin);
    // The door by which the browser's own script posts.
    await attempt('POST', address.replace(/(\?|$)/, '.data$1'), 'https://evil.kr');
  }
  expect(passed).toEqual([]);
});

test('every page carries its policy, and its scripts the nonce of this one answer', async () => {
  const nonces = new Set<string>();
  for (const [key, row] of pages.filter(([one]) => one.startsWith('GET'))) {
    const answer = await send(`${story.url}${addressOf(key, row)}`, {
      headers: { cookie: world.cookies.owner },
    });
    const policy = String(answer.headers['content-security-policy']);
    const nonce = /script-src 'self' 'nonce-([\w+/]{22}==)'(;|$)/.exec(policy)?.[1] ?? `${key} has no nonce`;
    expect(nonces).not.toContain(nonce);
    nonces.add(nonce);
    expect(policy).not.toMatch(/script-src[^;]*(unsafe|\*|http)/);
    expect(answer.headers, key).toMatchObject({
      'x-content-type-options': 'nosniff',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
      'referrer-policy': 'same-origin',
    });
    // This portal is http on loopback; with https the header is there (`make-http.test.ts`).
    expect(answer.headers['strict-transport-security']).toBeUndefined();
    // Sent on, or a file: what can run is only in documents.
    if (!answer.headers['content-type']?.startsWith('text/html')) continue;
    const scripts = answer.text.match(/<script\b[^>]*>/g) ?? [];
    expect(scripts.length, key).toBeGreaterThan(0);
    for (const script of scripts) expect(script, key).toContain(`nonce="${nonce}"`);
    expect(answer.text.replace(/<script[\s\S]*?<\/script>/g, ''), key).not.toMatch(
      /<[^>]*\s(on[a-z]+|srcdoc)=/,
    );
  }
});

test('a session begins with a cookie that only this origin gets, and ends for good', async () => {
  await postForm(story.url, '/sign-in', { email: 'pupil4@demo.modu' });
  const token = await mailedToken(story.url, 'pupil4@demo.modu');
  const entered = await postForm(story.url, '/auth/link', { token });
  const set = entered.headers['set-cookie']?.find((one) => one.startsWith('__Host-modu-session=')) ?? '';
  expect(set).toMatch(/; Path=\//);
  for (const word of ['; Secure', '; HttpOnly', '; SameSite=Lax']) expect(set).toContain(word);
  expect(set).not.toMatch(/domain=/i);
  const [cookie = ''] = set.split(';');
  // Used up.
  expect((await postForm(story.url, '/auth/link', { token })).headers.location).toBe('/auth/link');
  expect((await send(`${story.url}/home`, { headers: { cookie } })).status).toBe(200);
  await postForm(story.url, '/sign-out', {}, cookie);
  expect((await send(`${story.url}/home`, { headers: { cookie } })).headers.location).toMatch(/^\/sign-in\?/);
});

test('tokens end at once when they are revoked', async () => {
  const cookie = world.cookies.student;
  const token = await makeToken(cookie, 'to-be-revoked');
  const me = () => send(`${story.url}/api/v1/me`, { headers: { authorization: `Bearer ${token}` } });
  expect((await me()).status).toBe(200);
  const { text } = await send(`${story.url}/settings`, { headers: { cookie } });
  const id = /to-be-revoked[\s\S]*?name="id"[^>]*value="([0-9a-f-]{36})"/.exec(text)?.[1] ?? '';
  const revoked = await postForm(story.url, '/settings', { intent: 'revoke-token', id }, cookie);
  expect([revoked.status, (await me()).status]).toEqual([200, 401]);
});

test('a mailbox gets five links in a quarter of an hour, whoever asks', async () => {
  const email = `limit-${Date.now()}@x.kr`;
  const statuses: number[] = [];
  for (let count = 0; count < 6; count++)
    statuses.push((await postForm(story.url, '/sign-in', { email })).status);
  expect(statuses).toEqual([302, 302, 302, 302, 302, 429]);
});

test('what ends things: the owner may, nobody else', async () => {
  test.setTimeout(120_000);
  const api = await askAll(
    Object.entries(apiRows).filter(([, row]) => row.isLast),
    askApi,
  );
  expect(api.found).toEqual(api.expected);
  const last = pages.filter(([key, row]) => row.isLast && key !== 'POST /sign-out');
  const { found, expected } = await askAll(last, askPage);
  expect(found).toEqual(expected);
  const { found: out, expected: outExpected } = await askAll(
    pages.filter(([key]) => key === 'POST /sign-out'),
    askPage,
  );
  expect(out).toEqual(outExpected);
  for (const asker of askers.filter((one) => one !== 'nobody')) {
    const answer = await send(`${story.url}/home`, { headers: { cookie: world.cookies[asker] } });
    const word: Cell = 'in';
    expect([asker, wordOf({ status: answer.status, location: answer.headers.location })]).toEqual([
      asker,
      word,
    ]);
  }
});
