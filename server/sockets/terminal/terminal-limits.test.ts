import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestSockets, type TestPerson, type TestSockets } from '../testing/open-test-sockets';
import { TestTerminal } from '../testing/test-terminal';

let sockets: TestSockets;
let person: TestPerson;
beforeAll(async () => {
  sockets = await openTestSockets({
    pingEveryMs: 1000,
    timing: { idleMs: 3500, maxAgeMs: 5000, warnMs: 1000, keepMs: 1500 },
  });
  person = await sockets.enter('student@x.kr');
});
afterAll(() => sockets.close());

const open = (pongs = true) =>
  TestTerminal.open({
    port: sockets.port,
    pongs,
    headers: { cookie: person.cookie, origin: sockets.origin },
  });

test('a terminal that nobody uses is told, then ended', async () => {
  const terminal = open();
  await terminal.ready();
  expect(await terminal.closes()).toBe(1000);
  expect(terminal.messages.slice(1)).toEqual([
    { type: 'notice', code: 'idle-soon', seconds: 1 },
    { type: 'ended', code: 'idle' },
  ]);
});

test('one that is used, or kept, lives until its greatest age', async () => {
  const terminal = open();
  await terminal.ready();
  terminal.socket.on('message', (_data, isBinary) => {
    if (!isBinary && terminal.messages.at(-1)?.type === 'notice') terminal.say({ type: 'stay' });
  });
  expect(await terminal.closes()).toBe(1000);
  expect(terminal.first('ended')).toEqual({ type: 'ended', code: 'age' });
  const notices = terminal.messages.flatMap((message) => (message.type === 'notice' ? [message.code] : []));
  expect(notices).toContain('idle-soon');
  expect(notices).toContain('age-soon');
});

test('a side that does not answer pings is cut', async () => {
  const terminal = open(false);
  await terminal.ready();
  expect(await terminal.closes()).toBe(1006);
});

test('when the portal stops, every terminal is told', async () => {
  const terminal = open();
  await terminal.ready();
  sockets.drain();
  expect(await terminal.closes()).toBe(1012);
  expect(terminal.first('ended')).toEqual({ type: 'ended', code: 'stopping' });
});

test('who comes back in time finds it, who does not finds nothing; its age goes on meanwhile', async () => {
  const sockets = await openTestSockets({
    timing: { idleMs: 9000, maxAgeMs: 4000, warnMs: 2000, keepMs: 1000 },
  });
  const { cookie } = await sockets.enter('late@x.kr');
  const at = (query: string) =>
    TestTerminal.open({
      port: sockets.port,
      path: `/ws/terminal?${query}`,
      headers: { cookie, origin: sockets.origin },
    });
  const first = at('cluster=hangang');
  const { id } = await first.ready();
  const lost = at('cluster=hangang');
  const { id: lostId } = await lost.ready();
  lost.cut();
  first.cut();
  await new Promise((later) => setTimeout(later, 700));
  const back = at(`terminal=${id}`);
  await back.ready();
  expect(await back.closes()).toBe(1000);
  expect(back.messages.map((message) => ('code' in message ? message.code : message.type))).toEqual([
    'ready',
    'age-soon',
    'age',
  ]);
  const ends = await sockets.db
    .selectFrom('audit_log')
    .select(['subject_id', 'detail'])
    .where('action', '=', 'terminal.closed')
    .execute();
  const whys = Object.fromEntries(ends.map((row) => [row.subject_id, (row.detail as { why: string }).why]));
  expect(whys).toEqual({ [lostId]: 'left-alone', [id]: 'age' });
  await sockets.close();
});
