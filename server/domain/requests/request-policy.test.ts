import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Db } from '#db/client';
import { ensureLedgerRoots } from '#db/queries/ledger/ensure-ledger-roots';
import { openTestDb, type TestDb } from '#db/testing/test-db';
import type { Actor } from '../../actor';
import { isAppError } from '../../contract/app-error';
import type { RequestServices } from '../../hours-services';
import { makePerson } from '../ledger/people.fixture';
import { makeRequestServices } from './make-request-services';
import { today } from './request-period';

let test: TestDb;
let db: Db;
let requests: RequestServices;
let actors: Record<Who, Actor>;

/** self: the reviewer whose own request it is. */
const whos = [
  'owner',
  'student',
  'teacher',
  'operator',
  'administrator',
  'reviewer',
  'token',
  'self',
] as const;
type Who = (typeof whos)[number];

beforeAll(async () => {
  test = await openTestDb();
  db = test.db;
  await ensureLedgerRoots(db);
  requests = makeRequestServices({ db, url: 'https://modu.example', addMailTask: undefined });
  const reviewer = await makePerson(db, { roles: ['reviewer'] });
  actors = {
    owner: await makePerson(db),
    student: await makePerson(db),
    teacher: await makePerson(db, { roles: ['teacher'] }),
    operator: await makePerson(db, { roles: ['operator'] }),
    administrator: await makePerson(db, { roles: ['administrator'] }),
    reviewer,
    token: { ...reviewer, via: { kind: 'token', tokenId: 'x' } },
    self: await makePerson(db, { roles: ['reviewer', 'administrator'] }),
  };
});
afterAll(() => test.close());

/** Writes a request of the owner, or of the reviewer who then acts upon it. */
const makeRequest = (of: Actor) =>
  requests.create(of, {
    title: `신청 ${Math.random()}`,
    purpose: '해 보고 싶어요.',
    askedMilliGpuSeconds: 3_600_000,
    clusters: [],
    startsOn: today(),
    endsOn: today(),
  });

type Act = (actor: Actor, id: string) => Promise<unknown>;
const ok = 'ok';
const no = 'not-allowed';
const none = 'not-found';

/** Who may do what to somebody's open request: one line an act, one column a person, in the order of `whos`. */
const matrix: [name: string, act: Act, answers: Record<Who, string>][] = [
  ['get', (actor, id) => requests.get(actor, id), row(ok, none, none, none, ok, ok, ok, ok)],
  ['evidence', (actor, id) => requests.evidence(actor, id), row(none, none, none, none, ok, ok, ok, none)],
  ['listToReview', (actor) => requests.listToReview(actor, {}), row(no, no, no, no, ok, ok, ok, ok)],
  [
    'askBack',
    (actor, id) => requests.askBack(actor, id, '왜요?', 1),
    row(no, none, none, none, no, ok, no, no),
  ],
  [
    'decide',
    (actor, id) => requests.decide(actor, id, { amountMilliGpuSeconds: 3_600_000, reason: '', version: 1 }),
    row(no, none, none, none, no, ok, no, no),
  ],
  [
    'answer',
    (actor, id) => requests.answer(actor, id, '그래서요.'),
    row('wrong-state', none, none, none, no, no, no, 'wrong-state'),
  ],
  // Of no adviser, and decided by nobody yet.
  [
    'confirm',
    (actor, id) => requests.confirm(actor, id, { isConfirmed: true, reason: '' }),
    row(no, none, none, none, no, no, no, no),
  ],
  ['getAdvised', (actor, id) => requests.getAdvised(actor, id), row(...whos.map(() => none))],
  [
    'report',
    (actor, id) => requests.report(actor, id, '했어요.'),
    row('wrong-state', none, none, none, no, no, no, 'wrong-state'),
  ],
  [
    'judgeReport',
    (actor, id) => requests.judgeReport(actor, id, { isAccepted: true, reason: '', version: 1 }),
    row(no, none, none, none, no, 'wrong-state', no, no),
  ],
  ['withdraw', (actor, id) => requests.withdraw(actor, id), row(ok, none, none, none, no, no, no, ok)],
];

function row(...answers: string[]): Record<Who, string> {
  return Object.fromEntries(whos.map((who, index) => [who, answers[index] ?? ''])) as Record<Who, string>;
}

describe.each(matrix)('%s', (_name, act, answers) => {
  it.each(whos)('by %s', async (who) => {
    const actor = actors[who];
    const { id } = await makeRequest(who === 'self' ? actor : actors.owner);
    const answer = await act(actor, id).then(
      () => ok,
      (error: unknown) => (isAppError(error) ? error.code : String(error)),
    );
    expect(answer).toBe(answers[who]);
    await db.updateTable('requests').set({ state: 'withdrawn' }).where('id', '=', id).execute();
  });
});

describe('ids from outside', () => {
  it.each(['', 'x', "' or 1=1 --", '01a20c25-c294-7356-bdbd-ec026c729416'])(
    'finds nothing for %j',
    async (id) => {
      const { owner, reviewer } = actors;
      await expect(requests.get(owner, id)).rejects.toMatchObject({ code: 'not-found' });
      await expect(requests.evidence(reviewer, id)).rejects.toMatchObject({ code: 'not-found' });
      await expect(requests.withdraw(owner, id)).rejects.toMatchObject({ code: 'not-found' });
    },
  );
});
