import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { announce, liveChannel } from '#db/queries/announce';
import { newId } from '#db/new-id';
import { openTestDb, type TestDb } from '#db/testing/test-db';
import { makePeople, makePerson } from './testing/people-fixture';

let test_: TestDb;
let listener: pg.Client;
const heard: unknown[] = [];
beforeAll(async () => {
  test_ = await openTestDb();
  listener = new pg.Client({ connectionString: test_.url });
  await listener.connect();
  await listener.query(`listen ${liveChannel}`);
  listener.on('notification', ({ payload }) => heard.push(JSON.parse(payload ?? '')));
});
afterAll(async () => {
  await listener.end();
  await test_.close();
});

/** NOTIFY comes before the answer of a later statement on the same connection. */
async function heardNow(): Promise<unknown[]> {
  await listener.query('select 1');
  return heard.splice(0);
}

async function makeClass() {
  const teacher = await makePerson(test_.db, `t-${newId()}@x.kr`, ['teacher']);
  const pupil = await makePerson(test_.db, `p-${newId()}@x.kr`);
  const id = newId();
  await test_.db
    .insertInto('classes')
    .values({ id, name: '2-3', school_name: '한강고', starts_on: '2026-03-01', ends_on: '2027-02-28' })
    .execute();
  await test_.db
    .insertInto('class_members')
    .values([
      { class_id: id, person_id: teacher.row.id, role: 'teacher' as const },
      { class_id: id, person_id: pupil.row.id, role: 'student' as const },
    ])
    .execute();
  return { id, teacher, pupil };
}

test('a teacher sees the students of her own classes only', async () => {
  const mine = await makeClass();
  const other = await makeClass();
  const { people } = makePeople(test_.db);
  const [seen, ...more] = await people.listTaughtClasses(mine.teacher.actor);
  expect(more).toEqual([]);
  expect(seen).toMatchObject({ id: mine.id, name: '2-3', students: [{ id: mine.pupil.row.id }] });
  expect(seen?.students[0]).toMatchObject({ live: { queued: 0, running: 0 }, lastEnd: undefined });
  expect(await people.listTaughtClasses(other.pupil.actor)).toEqual([]);
});

test('what changes for a student is told to the student and, as a class, to the teachers', async () => {
  const { teacher, pupil } = await makeClass();
  await announce(test_.db, { person: pupil.row.id }, { kind: 'launch', launchId: 'l' });
  expect(await heardNow()).toEqual([
    { to: { person: pupil.row.id }, event: { kind: 'launch', launchId: 'l' } },
    { to: { person: teacher.row.id }, event: { kind: 'class' } },
  ]);
  await announce(test_.db, { person: pupil.row.id }, { kind: 'request', requestId: 'r' });
  await announce(test_.db, { person: teacher.row.id }, { kind: 'hours' });
  expect(await heardNow()).toHaveLength(2);
});
