import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { terminalLimits } from '../../contract/terminal-protocol';
import { until } from '../../demo/centre/testing/until';
import { openTestSockets, type TestPerson, type TestSockets } from '../testing/open-test-sockets';
import { TestTerminal, type TestTerminalOptions } from '../testing/test-terminal';

let sockets: TestSockets;
let people = 0;
beforeAll(async () => {
  sockets = await openTestSockets({ reauthoriseMs: 200, perPerson: 2, timing: { keepMs: 500 } });
});
afterAll(() => sockets.close());

const opened: TestTerminal[] = [];
afterEach(async () => {
  for (const terminal of opened.splice(0)) terminal.end();
  await until('every terminal has ended', () => openTerminals().then((count) => count === 0));
});

/** Terminals without an end in the audit log: none may be left over. */
async function openTerminals(): Promise<number> {
  const rows = await sockets.db
    .selectFrom('audit_log')
    .select(({ fn }) => ['action', fn.countAll<bigint>().as('count')])
    .where('subject_kind', '=', 'terminal')
    .groupBy('action')
    .execute();
  const count = (action: string) => Number(rows.find((row) => row.action === action)?.count ?? 0);
  return count('terminal.opened') - count('terminal.closed');
}

const enter = () => sockets.enter(`person${++people}@x.kr`);

function open(person: TestPerson, options: Partial<TestTerminalOptions> = {}): TestTerminal {
  const headers = { cookie: person.cookie, origin: sockets.origin };
  const terminal = TestTerminal.open({ port: sockets.port, headers, ...options });
  opened.push(terminal);
  return terminal;
}

test('a shell of one’s own: Korean both ways, the queue, the size and its changes, the exit code', async () => {
  const person = await enter();
  const terminal = open(person, { path: '/ws/terminal?cluster=hangang&columns=101&rows=31' });
  const ready = await terminal.ready();
  expect(ready).toMatchObject({ cluster: 'hangang', columns: 101, rows: 31 });
  terminal.type('stty size; id=$(basename "$HOME"); echo "login:$id"\r');
  await terminal.sees('31 101');
  await terminal.sees(`login:${ready.login}`);
  terminal.type('echo 한글-$((40+2))\r');
  await terminal.sees('한글-42');
  terminal.say({ type: 'resize', columns: 132, rows: 43 });
  terminal.type('stty size\r');
  await terminal.sees('43 132');
  terminal.say({ type: 'resize', columns: 99_999, rows: 0 });
  terminal.type('stty size\r');
  await terminal.sees('1 500');
  terminal.type('squeue\r');
  await terminal.sees('JOBID');
  terminal.type('exit 3\r');
  expect(await terminal.closes()).toBe(1000);
  expect(terminal.first('ended')).toEqual({ type: 'ended', code: 'exit', exitCode: 3 });
});

test('half a character may come in one message and half in the next', async () => {
  const terminal = open(await enter());
  await terminal.ready();
  const bytes = Buffer.from('echo 나라-$((1+1))\r');
  for (const byte of bytes) terminal.type(Buffer.from([byte]));
  await terminal.sees('나라-2');
});

test('a script comes in with its token, without a page', async () => {
  const person = await enter();
  const terminal = open(person, { headers: { authorization: `Bearer ${person.token}` } });
  await terminal.ready();
  terminal.type('echo token-$((40+2))\r');
  await terminal.sees('token-42');
});

test('what is typed before the shell is there is not lost', async () => {
  const terminal = open(await enter());
  await until('the socket is open', () => terminal.socket.readyState === 1);
  terminal.type('echo early-$((40+2))\r');
  await terminal.sees('early-42');
});

test('a reader that says nothing gets no more than the high mark, and goes on when it has drawn', async () => {
  const terminal = open(await enter(), { draws: false });
  await terminal.ready();
  terminal.type('yes 가나다라마바사\r');
  await until('the high mark', () => terminal.received >= terminalLimits.pauseAtBytes);
  const most = terminalLimits.pauseAtBytes + 64 * 1024;
  const stoppedAt = await settled(() => terminal.received);
  expect(stoppedAt).toBeLessThanOrEqual(most);
  terminal.say({ type: 'drawn', bytes: stoppedAt });
  await until('it goes on', () => terminal.received >= stoppedAt + terminalLimits.pauseAtBytes);
  terminal.type('\x03');
  terminal.type('echo after-$((40+2))\r');
  const drawing = setInterval(() => terminal.say({ type: 'drawn', bytes: terminal.received }), 10);
  await until('the flood has ended', () => terminal.text.includes('after-42'), 20_000);
  clearInterval(drawing);
});

test('a flood ends with Ctrl-C', async () => {
  const terminal = open(await enter());
  await terminal.ready();
  terminal.type('yes\r');
  await until('a flood', () => terminal.received > 1_000_000);
  terminal.type('\x03');
  terminal.type('echo quiet-$((40+2))\r');
  await terminal.sees('quiet-42');
});

test('input faster than the limit arrives whole', async () => {
  const terminal = open(await enter());
  await terminal.ready();
  terminal.type('stty raw -echo; head -c 3000000 | wc -c; stty sane\r');
  await until('the command has begun', () => terminal.text.includes('sane'));
  const part = Buffer.alloc(60_000, 'x');
  for (let sent = 0; sent < 3_000_000; sent += part.length) terminal.type(part);
  await terminal.sees('3000000');
}, 60_000);

test.each([
  ['no JSON', '{"type":'],
  ['no object', '17'],
  ['null', 'null'],
  ['an unknown word', '{"type":"sudo"}'],
  ['a size in words', '{"type":"resize","columns":"80","rows":24}'],
  ['a negative count', '{"type":"drawn","bytes":-1}'],
  ['far too long', `{"type":"drawn","bytes":1,"x":"${'y'.repeat(2000)}"}`],
])('%s ends that socket and nothing else', async (_what, words) => {
  const person = await enter();
  const [other, terminal] = [open(person), open(person)];
  await Promise.all([other.ready(), terminal.ready()]);
  terminal.socket.send(words);
  expect(await terminal.closes()).toBe(1008);
  other.type('echo still-$((40+2))\r');
  await other.sees('still-42');
});

test('a message over the limit ends that socket', async () => {
  const terminal = open(await enter());
  await terminal.ready();
  terminal.type(Buffer.alloc(terminalLimits.inputBytesPerMessage + 1));
  expect(await terminal.closes()).toBe(1009);
});

test('random bytes and words do no harm', async () => {
  const person = await enter();
  for (let round = 0; round < 20; round++) {
    const terminal = open(person);
    await terminal.ready();
    const noise = Buffer.from(
      Array.from({ length: 200 }, (_, index) => (index * 7919 + round * 104_729) % 256),
    );
    terminal.socket.send(noise, { binary: round % 2 === 0 });
    terminal.cut();
    await until('its seat is free again', () => openTerminals().then((count) => count === 0));
  }
  const terminal = open(person);
  await terminal.ready();
});

test('a session that is ended takes its terminal with it at once, and no other', async () => {
  const person = await enter();
  const byToken = open(person, { headers: { authorization: `Bearer ${person.token}` } });
  const terminal = open(person);
  await Promise.all([byToken.ready(), terminal.ready()]);
  const actor = person.actor;
  await sockets.people.revokeSessions(actor, [person.sessionId]);
  expect(await terminal.closes()).toBe(4401);
  expect(terminal.first('ended')).toEqual({ type: 'ended', code: 'revoked' });
  byToken.type('echo still-$((40+2))\r');
  await byToken.sees('still-42');
});

test('so does a token that is revoked', async () => {
  const person = await enter();
  const terminal = open(person, { headers: { authorization: `Bearer ${person.token}` } });
  await terminal.ready();
  const actor = person.actor;
  const [token] = await sockets.people.listTokens(actor);
  await sockets.people.revokeToken(actor, token?.id ?? '');
  expect(await terminal.closes()).toBe(4401);
});

test('a right that is lost without a word ends the terminal at the next look', async () => {
  const person = await enter();
  const terminal = open(person);
  await terminal.ready();
  await sockets.db
    .updateTable('people')
    .set({ roles: ['reviewer'] })
    .where('id', '=', person.id)
    .execute();
  expect(await terminal.closes()).toBe(4401);
});

test('one too many is refused with the limit, and leaving one makes room', async () => {
  const person = await enter();
  const [first, second] = [open(person), open(person)];
  await Promise.all([first.ready(), second.ready()]);
  const third = open(person);
  expect(await third.closes()).toBe(4429);
  expect(third.messages).toEqual([{ type: 'refused', code: 'limit-reached', details: { limit: 2 } }]);
  first.end();
  await until('room', () => openTerminals().then((count) => count === 1));
  await open(person).ready();
});

test('a closed cluster, and one that does not answer, are refused in words', async () => {
  const person = await enter();
  const set = (change: { state?: 'open' | 'closed'; port?: number }) =>
    sockets.db.updateTable('clusters').set(change).where('name', '=', 'hangang').execute();
  const { port } = await sockets.db.selectFrom('clusters').select('port').executeTakeFirstOrThrow();
  await set({ state: 'closed' });
  const atClosed = open(person);
  expect(await atClosed.closes()).toBe(4503);
  expect(atClosed.messages).toEqual([{ type: 'refused', code: 'cluster-closed', details: {} }]);
  await set({ state: 'open', port: 9 });
  const atDown = open(person);
  expect(await atDown.closes()).toBe(4503);
  expect(atDown.messages).toEqual([{ type: 'refused', code: 'cluster-down', details: {} }]);
  await set({ port });
  await open(person).ready();
});

test('who, where and when is recorded, never what was typed', async () => {
  const person = await enter();
  const terminal = open(person);
  const { id, login } = await terminal.ready();
  terminal.type('echo my-secret-words\r');
  await terminal.sees('my-secret-words');
  terminal.end();
  const rows = await until('both ends are recorded', async () => {
    const found = await sockets.db
      .selectFrom('audit_log')
      .selectAll()
      .where('subject_id', '=', id)
      .orderBy('id')
      .execute();
    return found.length === 2 && found;
  });
  expect(rows.map((row) => [row.action, row.actor_person_id, row.detail])).toEqual([
    ['terminal.opened', person.id, { cluster: 'hangang', login, via: 'session' }],
    [
      'terminal.closed',
      person.id,
      { cluster: 'hangang', login, why: 'left', seconds: expect.any(Number) as number },
    ],
  ]);
  const everything = await sockets.db.selectFrom('audit_log').selectAll().execute();
  expect(
    JSON.stringify(everything, (_key, value: unknown) => (typeof value === 'bigint' ? String(value) : value)),
  ).not.toContain('my-secret-words');
});

/** The value once it stands still for a while. */
async function settled(read: () => number): Promise<number> {
  let [last, same] = [read(), 0];
  return until('it stands still', async () => {
    const now = read();
    same = now === last ? same + 1 : 0;
    last = now;
    return same >= 25 && now;
  });
}
