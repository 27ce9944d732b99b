import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { until } from '../../demo/centre/testing/until';
import { openTestSockets, type TestPerson, type TestSockets } from '../testing/open-test-sockets';
import { askUpgrade, TestTerminal } from '../testing/test-terminal';

/* A shell outlives its connection: what it shows, who may have it again, and when it ends all the same. */

let sockets: TestSockets;
let people = 0;
beforeAll(async () => {
  sockets = await openTestSockets({ reauthoriseMs: 200, perPerson: 2 });
});
afterAll(() => sockets.close());

const opened: TestTerminal[] = [];
afterEach(() => opened.splice(0).forEach((terminal) => terminal.end()));

const enter = () => sockets.enter(`kept${++people}@x.kr`);
const byCookie = ({ cookie }: TestPerson) => ({ cookie, origin: sockets.origin });

function open(person: TestPerson, query = 'cluster=hangang', headers = byCookie(person)): TestTerminal {
  const terminal = TestTerminal.open({ port: sockets.port, path: `/ws/terminal?${query}`, headers });
  opened.push(terminal);
  return terminal;
}

const endOf = async (id: string) => {
  const row = await sockets.db
    .selectFrom('audit_log')
    .select('detail')
    .where('subject_id', '=', id)
    .where('action', '=', 'terminal.closed')
    .executeTakeFirst();
  return (row?.detail as { why?: string } | undefined)?.why;
};
const hasEnded = (id: string, why: string) =>
  until(`it has ended: ${why}`, async () => (await endOf(id)) === why);

test('cut off, the shell goes on; opened again, the same screen and the same shell', async () => {
  const person = await enter();
  const first = open(person);
  const { id } = await first.ready();
  first.type('word=살아-$((40+2)); (sleep 1; echo 그동안-$((1+1))) & echo "$word"\r');
  await first.sees('살아-42');
  first.cut();
  await letGo(person);
  await new Promise((later) => setTimeout(later, 1500));
  const second = open(person, `terminal=${id}&columns=100&rows=30`);
  expect(await second.ready()).toMatchObject({ id, isResumed: true, columns: 100, rows: 30 });
  await second.sees('살아-42');
  await second.sees('그동안-2');
  second.type('echo "again:$word"; stty size\r');
  await second.sees('again:살아-42');
  await second.sees('30 100');
});

test('another connection takes it over, and the first is told; both may be quick', async () => {
  const person = await enter();
  const first = open(person);
  const { id } = await first.ready();
  first.type('echo here-$((40+2))\r');
  await first.sees('here-42');
  const byToken = { authorization: `Bearer ${person.token}` } as never;
  const [second, third] = [open(person, `terminal=${id}`), open(person, `terminal=${id}`, byToken)];
  expect(await first.closes()).toBe(4409);
  expect(first.messages.at(-1)).toEqual({ type: 'ended', code: 'taken-over' });
  const loser = await until('one of the two has it', () =>
    [second, third].find((terminal) => terminal.closed !== undefined),
  );
  expect(loser.closed).toBe(4409);
  const winner = loser === second ? third : second;
  winner.type('echo mine-$((40+2))\r');
  await winner.sees('mine-42');
  expect(await endOf(id)).toBeUndefined();
});

test('who joins again by itself after a cut takes nothing that another page has taken meanwhile', async () => {
  const person = await enter();
  const first = open(person);
  const { id, joined } = await first.ready();
  expect(joined).toBe(1);
  first.cut();
  const second = open(person, `terminal=${id}`);
  expect(await second.ready()).toMatchObject({ joined: 2 });
  const again = open(person, `terminal=${id}&joined=1`);
  expect(await again.closes()).toBe(4409);
  expect(again.messages).toEqual([{ type: 'ended', code: 'taken-over' }]);
  second.type('echo mine-$((40+2))\r');
  await second.sees('mine-42');
  second.cut();
  await letGo(person);
  const free = open(person, `terminal=${id}&joined=1`);
  expect(await free.ready()).toMatchObject({ id, joined: 3 });
});

test('nobody else has it: refused in HTTP, whoever asks and whatever state it is in', async () => {
  const person = await enter();
  const terminal = open(person);
  const { id } = await terminal.ready();
  const other = await enter();
  const teacher = await sockets.enter(`teacher${people}@x.kr`, ['teacher']);
  const admin = await sockets.enter(`admin${people}@x.kr`, ['administrator', 'operator']);
  const path = `/ws/terminal?terminal=${id}`;
  const dialled = sockets.dialled();
  const rows: [string, string, Record<string, string>, number, string][] = [
    ['another student', path, byCookie(other), 404, 'not-found'],
    ['another’s token', path, { authorization: `Bearer ${other.token}` }, 404, 'not-found'],
    ['a teacher', path, byCookie(teacher), 404, 'not-found'],
    ['an administrator', path, byCookie(admin), 403, 'not-allowed'],
    ['nobody', path, { origin: sockets.origin }, 401, 'not-signed-in'],
    ['from elsewhere', path, { ...byCookie(person), origin: 'https://evil.example' }, 403, 'wrong-origin'],
    ['an id that is none', '/ws/terminal?terminal=x', byCookie(person), 404, 'not-found'],
    ['no id', '/ws/terminal?terminal=', byCookie(person), 404, 'not-found'],
    ['an inherited name', '/ws/terminal?terminal=__proto__', byCookie(person), 404, 'not-found'],
  ];
  const askAll = async () => {
    for (const [who, where, headers, status, code] of rows)
      expect([who, await askUpgrade(sockets.port, where, headers)]).toEqual([who, { status, code }]);
  };
  await askAll();
  terminal.cut();
  await askAll();
  expect(sockets.dialled()).toBe(dialled);
  expect(sockets.terminals.list(other.actor)).toEqual([]);
  expect(sockets.terminals.list(person.actor)).toMatchObject([{ id, cluster: 'hangang' }]);

  const again = open(person, `terminal=${id}`);
  await again.ready();
  again.end();
  await again.closes();
  expect(await askUpgrade(sockets.port, path, byCookie(person))).toEqual({ status: 404, code: 'not-found' });
});

test('ended by its tab, by a close that says done, or by its session: never kept', async () => {
  const person = await enter();
  const byTab = open(person);
  const { id: first } = await byTab.ready();
  byTab.end();
  expect(await byTab.closes()).toBe(1000);
  await hasEnded(first, 'left');

  const byClose = open(person);
  const { id: second } = await byClose.ready();
  byClose.socket.close(1000);
  await hasEnded(second, 'left');

  const cut = open(person);
  const { id: third } = await cut.ready();
  cut.cut();
  await letGo(person);
  await sockets.people.revokeSessions(person.actor, [person.sessionId]);
  await hasEnded(third, 'revoked');
});

test('who loses the right, or signs out without a word, loses the kept shell at the next look', async () => {
  for (const lose of [
    (person: TestPerson) =>
      sockets.db
        .updateTable('people')
        .set({ roles: ['reviewer'] })
        .where('id', '=', person.id)
        .execute(),
    (person: TestPerson) => sockets.db.deleteFrom('sessions').where('id', '=', person.sessionId).execute(),
  ]) {
    const person = await enter();
    const terminal = open(person);
    const { id } = await terminal.ready();
    terminal.cut();
    await lose(person);
    await hasEnded(id, 'revoked');
  }
});

test('taken over by another session, it outlives the first one', async () => {
  const person = await enter();
  const first = open(person);
  const { id } = await first.ready();
  const second = open(person, `terminal=${id}`, { authorization: `Bearer ${person.token}` } as never);
  await second.ready();
  await sockets.people.revokeSessions(person.actor, [person.sessionId]);
  await new Promise((later) => setTimeout(later, 500));
  second.type('echo mine-$((40+2))\r');
  await second.sees('mine-42');
});

test('a closed cluster gives nothing back, and an open one does', async () => {
  const person = await enter();
  const first = open(person);
  const { id } = await first.ready();
  first.cut();
  const set = (state: 'open' | 'closed') =>
    sockets.db.updateTable('clusters').set({ state }).where('name', '=', 'hangang').execute();
  await set('closed');
  const refused = open(person, `terminal=${id}`);
  expect(await refused.closes()).toBe(4503);
  expect(refused.messages).toEqual([{ type: 'refused', code: 'cluster-closed', details: {} }]);
  await set('open');
  await open(person, `terminal=${id}`).ready();
});

test('a kept shell has its seat still', async () => {
  const person = await enter();
  const [first, second] = [open(person), open(person)];
  await Promise.all([first.ready(), second.ready()]);
  first.cut();
  second.cut();
  const third = open(person);
  expect(await third.closes()).toBe(4429);
  const [one, other] = sockets.terminals.list(person.actor);
  await open(person, `terminal=${one?.id}`).ready();
  await open(person, `terminal=${other?.id}`).ready();
});

test('a program that floods while nobody looks goes on, and is stopped as ever', async () => {
  const person = await enter();
  const first = open(person);
  const { id } = await first.ready();
  first.type('yes\r');
  await until('a flood', () => first.received > 300_000);
  first.cut();
  await letGo(person);
  const second = open(person, `terminal=${id}`);
  await second.ready();
  await until('it goes on', () => second.received > 300_000);
  second.type('\x03');
  second.type('echo quiet-$((40+2))\r');
  await until('quiet', () => second.text.includes('quiet-42'), 20_000);
}, 60_000);

/** Until the server has seen that nobody has the person's first terminal any more, which goes on. */
const letGo = (person: TestPerson) =>
  until('it is let go of', () => sockets.terminals.list(person.actor)[0]?.isSeen === false);
