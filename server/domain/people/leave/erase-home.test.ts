import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openFileGround, type FileGround } from '../../files/testing/file-ground';
import { eraseHome } from './erase-home';

/* At a demo centre, over SSH. */

let ground: FileGround;
beforeAll(async () => {
  ground = await openFileGround();
});
afterAll(() => ground.close());

test('a home is emptied when its person was erased, and only then; others stay, and twice is harmless', async () => {
  const [leaver, neighbour] = [await ground.person('leaver@x.kr'), await ground.person('neighbour@x.kr')];
  for (const { at } of [leaver, neighbour]) {
    mkdirSync(at('deep', '한글 폴더', '-rf'), { recursive: true });
    writeFileSync(at('deep', '한글 폴더', '-rf', '.hidden'), 'words');
    writeFileSync(at('$(touch x)'), 'words');
  }
  const { db, bridges } = ground;
  const { id } = await db
    .selectFrom('logins')
    .select('id')
    .where('person_id', '=', leaver.actor.personId)
    .executeTakeFirstOrThrow();
  const erase = () => eraseHome({ db, bridges }, id);

  await erase();
  expect(readdirSync(leaver.at())).toContain('deep');
  await db
    .updateTable('people')
    .set({ erased_at: new Date() })
    .where('id', '=', leaver.actor.personId)
    .execute();
  await erase();
  expect(readdirSync(leaver.at())).toEqual([]);
  await erase();
  expect(readdirSync(neighbour.at())).toContain('deep');
});
