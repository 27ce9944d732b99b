import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { newId } from '#db/new-id';
import { until } from '../../demo/centre/testing/until';
import { leaveClass } from '../../domain/classes/join-class';
import { openTestSockets, type TestPerson, type TestSockets } from '../testing/open-test-sockets';
import { askUpgrade, TestTerminal } from '../testing/test-terminal';
import { TestWatch } from '../testing/test-watch';

/* A student shows a terminal to their teacher: who may look, that looking is all, and what ends it. */

let sockets: TestSockets;
let count = 0;
beforeAll(async () => {
  sockets = await openTestSockets({ reauthoriseMs: 200, showingWaits: { comeSeconds: 2, backSeconds: 1 } });
});
afterAll(() => sockets.close());

const opened: TestTerminal[] = [];
afterEach(() => opened.splice(0).forEach((terminal) => terminal.end()));

const byCookie = ({ cookie }: TestPerson) => ({ cookie, origin: sockets.origin });

async function makeClass(members: [TestPerson, 'teacher' | 'assistant' | 'student'][]): Promise<string> {
  const id = newId();
  await sockets.db
    .insertInto('classes')
    .values({ id, name: `반 ${id}`, school_name: '새솔고', starts_on: '2026-01-01', ends_on: '2099-01-01' })
    .execute();
  for (const [{ id: personId }, role] of members)
    await sockets.db
      .insertInto('class_members')
      .values({ class_id: id, person_id: personId, role, frozen_at: null })
      .execute();
  return id;
}

async function open(person: TestPerson, query = 'cluster=hangang'): Promise<[TestTerminal, string]> {
  const terminal = TestTerminal.open({
    port: sockets.port,
    path: `/ws/terminal?${query}`,
    headers: byCookie(person),
  });
  opened.push(terminal);
  return [terminal, (await terminal.ready()).id];
}

/** A student with an open terminal, their teacher, and the class that they have in common. */
async function makeRoom() {
  const student = await sockets.enter(`shows${++count}@x.kr`);
  const teacher = await sockets.enter(`looks${count}@x.kr`, ['teacher']);
  const classId = await makeClass([
    [teacher, 'teacher'],
    [student, 'student'],
  ]);
  const [terminal, id] = await open(student);
  return { student, teacher, classId, terminal, id };
}

const watch = (id: string, person: TestPerson, draws = true) =>
  TestWatch.open(sockets.port, id, byCookie(person), draws);

/** The same, shown and looked at. */
async function makeShown(draws = true) {
  const room = await makeRoom();
  room.terminal.say({ type: 'show', to: room.teacher.id });
  await told(room.terminal, { type: 'shown', isWatched: false });
  const view = watch(room.id, room.teacher, draws);
  await view.looks();
  await told(room.terminal, { type: 'shown', isWatched: true });
  return { ...room, view };
}

const told = (terminal: TestTerminal, message: object) =>
  until(`the student is told ${JSON.stringify(message)}`, () =>
    terminal.messages.some((one) =>
      Object.entries(message).every(([name, value]) => one[name as keyof typeof one] === value),
    ),
  );

const audited = async (id: string) =>
  (
    await sockets.db
      .selectFrom('audit_log')
      .select(['action', 'detail', 'actor_person_id'])
      .where('subject_id', '=', id)
      .orderBy('id')
      .execute()
  ).filter(({ action }) => /shown|watched|hidden/.test(action));

test('shown, the teacher sees what was there, what is typed and its size; who and when is written down, and nothing of it', async () => {
  const { student, teacher, terminal, id } = await makeRoom();
  terminal.type('echo 먼저-$((40+2))\r');
  await terminal.sees('먼저-42');
  terminal.say({ type: 'show', to: teacher.id });
  await told(terminal, { type: 'shown', to: `looks${count}@x.kr`, isWatched: false });
  expect(sockets.showings.list(teacher.actor)).toEqual([
    { id, student: `shows${count}@x.kr`, cluster: 'hangang' },
  ]);
  const view = watch(id, teacher);
  await view.looks();
  expect(view.messages.slice(0, 2)).toEqual([
    { type: 'watching', student: `shows${count}@x.kr`, cluster: 'hangang' },
    { type: 'screen', columns: 80, rows: 24 },
  ]);
  await view.sees('먼저-42');
  await told(terminal, { type: 'shown', isWatched: true });
  terminal.say({ type: 'resize', columns: 100, rows: 30 });
  terminal.type('echo 비밀-$((1+1))\r');
  await view.sees('비밀-2');
  expect(view.messages.at(-1)).toEqual({ type: 'size', columns: 100, rows: 30 });

  terminal.say({ type: 'hide' });
  expect(await view.ends()).toEqual([1000, 'hidden']);
  await told(terminal, { type: 'hidden', code: 'hidden' });
  await until('it is written down', async () => (await audited(id)).length === 3);
  const lines = await audited(id);
  expect(lines.map(({ action, actor_person_id }) => [action, actor_person_id])).toEqual([
    ['terminal.shown', student.id],
    ['terminal.watched', teacher.id],
    ['terminal.hidden', null],
  ]);
  expect(lines[2]?.detail).toMatchObject({ of: student.id, to: teacher.id, why: 'hidden' });
  expect(JSON.stringify(lines)).not.toMatch(/비밀|먼저/);
  terminal.type('echo on-$((40+2))\r');
  await terminal.sees('on-42');
  expect(await askUpgrade(sockets.port, `/ws/watch?terminal=${id}`, byCookie(teacher))).toEqual({
    status: 404,
    code: 'not-found',
  });
});

test('nothing that the teacher’s browser sends reaches the shell', async () => {
  const { teacher, terminal, id, view } = await makeShown();
  terminal.type('cat\r');
  const sent: (string | Buffer)[] = [
    Buffer.from('echo broken-in; touch /tmp/broken-in\r'),
    Buffer.from('\x03\x04'),
    'echo broken-in\r',
    JSON.stringify({ type: 'resize', columns: 33, rows: 11 }),
    JSON.stringify({ type: 'end' }),
    JSON.stringify({ type: 'stay' }),
    JSON.stringify({ type: 'hide' }),
    JSON.stringify({ type: 'show', to: teacher.id }),
    JSON.stringify({ type: 'drawn', bytes: -1 }),
    '{',
  ];
  for (const [index, frame] of sent.entries()) {
    const one = index === 0 ? view : watch(id, teacher);
    await one.looks();
    one.socket.send(frame);
    expect([frame, (await one.ends())[0]]).toEqual([frame, 1008]);
  }
  // The other socket of a terminal does not know them either.
  expect(await askUpgrade(sockets.port, `/ws/terminal?terminal=${id}`, byCookie(teacher))).toEqual({
    status: 404,
    code: 'not-found',
  });
  // It is `cat` still, and the window as wide as it was.
  terminal.type('still-cat\r');
  await until('cat answers', () => terminal.text.includes('still-cat\r\nstill-cat'));
  expect(terminal.text).not.toContain('broken-in');
  // Ctrl-C throws away what was typed after it and not read yet: the next line waits for the prompt.
  terminal.type('\x03');
  await until('the prompt is back', () => /\^C[^]*\$ /.test(terminal.text));
  terminal.type('stty size; echo quiet-$((40+2))\r');
  await terminal.sees('24 80');
  await terminal.sees('quiet-42');
});

test('who may look: the teacher to whom it is shown, and nobody else', async () => {
  const { student, teacher, terminal, id } = await makeRoom();
  const other = await sockets.enter(`other${count}@x.kr`);
  const otherTeacher = await sockets.enter(`other-teacher${count}@x.kr`, ['teacher']);
  const coTeacher = await sockets.enter(`co-teacher${count}@x.kr`, ['teacher']);
  const admin = await sockets.enter(`admin-${count}@x.kr`, ['administrator', 'operator']);
  await makeClass([
    [coTeacher, 'teacher'],
    [student, 'student'],
  ]);
  await makeClass([
    [otherTeacher, 'teacher'],
    [other, 'student'],
  ]);
  const path = `/ws/watch?terminal=${id}`;
  const askAll = async (own: number) => {
    const rows: [string, string, Record<string, string>, number][] = [
      ['nobody', path, { origin: sockets.origin }, 401],
      ['the student themselves', path, byCookie(student), 403],
      ['another student', path, byCookie(other), 403],
      ['a teacher of another class', path, byCookie(otherTeacher), 404],
      ['another teacher of the student’s', path, byCookie(coTeacher), 404],
      ['an administrator', path, byCookie(admin), 403],
      ['from elsewhere', path, { ...byCookie(teacher), origin: 'https://evil.example' }, 403],
      ['no terminal', '/ws/watch', byCookie(teacher), 404],
      ['what is none', '/ws/watch?terminal=__proto__', byCookie(teacher), 404],
      ['the teacher', path, byCookie(teacher), own],
      ['their token', path, { authorization: `Bearer ${teacher.token}` }, own],
    ];
    for (const [who, where, headers, status] of rows)
      expect([who, (await askUpgrade(sockets.port, where, headers)).status]).toEqual([who, status]);
  };
  await askAll(404);
  for (const to of [otherTeacher.id, other.id, student.id, 'x', '']) terminal.say({ type: 'show', to });
  await until(
    'all are refused',
    () => terminal.messages.filter(({ type }) => type === 'not-shown').length === 5,
  );
  await askAll(404);
  terminal.say({ type: 'show', to: teacher.id });
  await told(terminal, { type: 'shown', isWatched: false });
  await askAll(101);
  expect(sockets.showings.list(coTeacher.actor)).toEqual([]);

  // Shown to another instead, the first sees it no more.
  const view = watch(id, teacher);
  await view.looks();
  terminal.say({ type: 'show', to: coTeacher.id });
  expect(await view.ends()).toEqual([1000, 'instead']);
  const second = watch(id, coTeacher);
  await second.looks();
  terminal.end();
  expect(await second.ends()).toEqual([1000, 'over']);
});

const revocations: [string, string, (room: Awaited<ReturnType<typeof makeShown>>) => Promise<unknown>][] = [
  [
    'the student leaves the class',
    'revoked',
    ({ student, classId }) => leaveClass(sockets.db, student.actor, classId),
  ],
  [
    'the student is taken out without a word',
    'revoked',
    ({ student, classId }) =>
      sockets.db
        .deleteFrom('class_members')
        .where('class_id', '=', classId)
        .where('person_id', '=', student.id)
        .execute(),
  ],
  [
    'the class ends',
    'revoked',
    ({ classId }) =>
      sockets.db.updateTable('classes').set({ ended_at: new Date() }).where('id', '=', classId).execute(),
  ],
  [
    'the teacher’s role is gone',
    'revoked',
    ({ teacher }) =>
      sockets.db
        .updateTable('people')
        .set({ roles: ['student'] })
        .where('id', '=', teacher.id)
        .execute(),
  ],
  [
    'the teacher’s session is revoked',
    'revoked',
    ({ teacher }) => sockets.people.revokeSessions(teacher.actor, [teacher.sessionId]),
  ],
  [
    'the teacher’s session is gone without a word',
    'revoked',
    ({ teacher }) => sockets.db.deleteFrom('sessions').where('id', '=', teacher.sessionId).execute(),
  ],
  [
    'the student’s session is revoked',
    'over',
    ({ student }) => sockets.people.revokeSessions(student.actor, [student.sessionId]),
  ],
  ['the shell ends', 'over', async ({ terminal }) => terminal.type('exit\r')],
  [
    'the teacher ends it from any page',
    'left',
    async ({ teacher, id }) => sockets.showings.decline(teacher.actor, id),
  ],
  ['the teacher leaves', 'left', async ({ view }) => view.say({ type: 'leave' })],
];
for (const [what, why, act] of revocations)
  test(`ended at once: ${what}`, async () => {
    const room = await makeShown();
    await act(room);
    expect((await room.view.ends())[1]).toBe(why);
    expect(sockets.showings.list(room.teacher.actor)).toEqual([]);
    const again = await askUpgrade(sockets.port, `/ws/watch?terminal=${room.id}`, byCookie(room.teacher));
    expect(again.status).not.toBe(101);
    if (why !== 'over') await told(room.terminal, { type: 'hidden', code: why });
  });

test('a teacher who does not come, or does not come back, is waited for no longer; one who does goes on', async () => {
  const { teacher, terminal } = await makeRoom();
  terminal.say({ type: 'show', to: teacher.id });
  await told(terminal, { type: 'hidden', code: 'not-come' });
  const shown = await makeShown();
  shown.view.socket.terminate();
  await until('the student is told', () => {
    const last = shown.terminal.messages.at(-1);
    return last?.type === 'shown' && !last.isWatched;
  });
  const back = watch(shown.id, shown.teacher);
  await back.looks();
  back.socket.terminate();
  await told(shown.terminal, { type: 'hidden', code: 'not-come' });
});

test('while the student’s page is gone nothing is shown; back, it goes on; not back, it is over and they are told', async () => {
  const { student, terminal, id, view } = await makeShown();
  terminal.type('(sleep 0.3; echo unseen-$((40+2)); sleep 60) &\r');
  await view.sees('sleep 60');
  terminal.cut();
  await until('the teacher is told', () => view.count('away') === 1);
  const before = view.received;
  await new Promise((later) => setTimeout(later, 600));
  expect(view.received).toBe(before);
  const [again] = await open(student, `terminal=${id}`);
  await told(again, { type: 'shown', isWatched: true });
  await view.looks(2);
  await view.sees('unseen-42');
  again.cut();
  expect(await view.ends()).toEqual([1000, 'away']);
  const [third] = await open(student, `terminal=${id}`);
  await told(third, { type: 'hidden', code: 'away' });
});

test('a page that is opened beside has it instead of the first', async () => {
  const { teacher, id, view } = await makeShown();
  const second = watch(id, teacher);
  expect(await view.ends()).toEqual([4409, 'taken-over']);
  await second.looks();
});

test('who never reads gets no more than its bound, stops nobody, and gets the screen afresh once it reads', async () => {
  const { terminal, view } = await makeShown(false);
  terminal.type('yes 가나다라마바사 | head -c 20000000; echo done-$((40+2))\r');
  await until('the shell goes on all the same', () => terminal.text.includes('done-42'), 60_000);
  expect(view.received).toBeLessThan(600_000);
  expect(view.text).not.toContain('done-42');
  expect(view.count('screen')).toBe(1);
  view.say({ type: 'drawn', bytes: view.received });
  await view.looks(2);
  await view.sees('done-42');
}, 90_000);
