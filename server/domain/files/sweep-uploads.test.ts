import { existsSync, mkdirSync, readFileSync, renameSync, utimesSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '#db/new-id';
import { UploadSweeps } from './sweep-uploads';
import { openFileGround, type FileGround, type FilePerson } from './testing/file-ground';

/* What is swept, over the demo centre's SFTP; the times are those of its disk. */

const hangang = 'hangang';
const dayMs = 86_400_000;
const ago = (days: number) => new Date(Date.now() - days * dayMs);

let ground: FileGround;
let minji: FilePerson;
beforeAll(async () => {
  ground = await openFileGround();
  minji = await ground.person('minji@x.kr');
}, 90_000);
afterAll(() => ground.close());

/** As `newId` gave it so many days ago. */
const idOf = (days: number) => {
  const at = ago(days).getTime().toString(16).padStart(12, '0');
  return `${at.slice(0, 8)}-${at.slice(8)}${newId().slice(13)}`;
};

interface Left {
  begun: number;
  lastByte: number;
  /** Days that the clock there is behind ours. [0] */
  behind?: number;
  isDone?: boolean;
  folder?: string;
}

/** An upload as it lies on the disk, begun and gone on with so many days ago by our clock. */
function leave(who: FilePerson, { begun, lastByte, behind = 0, isDone = false, folder = '' }: Left) {
  const id = idOf(begun);
  const notes = who.at('.modu', 'uploads', `${id}.json`);
  const part = who.at(folder, `.modu-upload-${id}`);
  mkdirSync(who.at('.modu', 'uploads'), { recursive: true });
  mkdirSync(who.at(folder), { recursive: true });
  writeFileSync(notes, JSON.stringify({ folder, name: 'a.txt', sizeBytes: 5, isDone }));
  const noted = ago((isDone ? lastByte : begun) + behind);
  utimesSync(notes, noted, noted);
  if (!isDone) {
    writeFileSync(part, '12');
    utimesSync(part, ago(lastByte + behind), ago(lastByte + behind));
  }
  return { id, notes, part, isThere: () => existsSync(notes) && (isDone || existsSync(part)) };
}

/** Opens the files of somebody who has not opened them this hour, and waits until what is swept last is gone. */
async function open(who: FilePerson): Promise<void> {
  const mark = leave(who, { begun: 7.2, lastByte: 7.1 });
  await ground.files.look(who.actor, hangang, '');
  await expect.poll(() => existsSync(mark.notes) || existsSync(mark.part)).toBe(false);
}

test('opening the files deletes what nobody went on with for a week, and nothing else', async () => {
  const old = leave(minji, { begun: 9, lastByte: 8, folder: 'work' });
  const oldDone = leave(minji, { begun: 9, lastByte: 8, isDone: true });
  const kept = [
    // A large one over weeks of lessons; one that began just now on a disk with an old clock.
    leave(minji, { begun: 30, lastByte: 1, folder: 'work' }),
    leave(minji, { begun: 0, lastByte: 0, behind: 20 }),
    // By the clock there its last byte came 27 days ago.
    leave(minji, { begun: 9, lastByte: 6.5, behind: 20 }),
    leave(minji, { begun: 9, lastByte: 1, isDone: true }),
  ];
  const odd = minji.at('.modu', 'uploads', 'notes.json');
  writeFileSync(odd, 'mine');
  utimesSync(odd, ago(50), ago(50));
  await open(minji);
  expect([old.isThere(), existsSync(old.part), oldDone.isThere()]).toEqual([false, false, false]);
  expect(kept.map((one) => one.isThere())).toEqual([true, true, true, true]);
  expect(existsSync(odd)).toBe(true);
  await expect(ground.files.uploadState(minji.actor, hangang, old.id)).rejects.toMatchObject({
    code: 'not-found',
  });
  const lines = () =>
    ground.db.selectFrom('audit_log').select('detail').where('action', '=', 'files.uploads-swept').execute();
  await expect.poll(lines).toEqual([{ detail: { cluster: hangang, count: 3 } }]);
});

test('each home is looked at once an hour', () => {
  const sweeps = new UploadSweeps();
  const at = Date.now();
  const hour = 3_600_000;
  expect([sweeps.isDue('a', at), sweeps.isDue('a', at + hour - 1), sweeps.isDue('b', at + 1)]).toEqual([
    true,
    false,
    true,
  ]);
  expect([sweeps.isDue('a', at + hour), sweeps.isDue('a', at + hour + 1)]).toEqual([true, false]);
});

test('one that is written into now is left alone, however old it looks', async () => {
  const jun = await ground.person('jun@x.kr');
  const { id, part, isThere } = leave(jun, { begun: 9, lastByte: 8 });
  let go = (): void => undefined;
  let isAsked = false;
  const later = new Promise<void>((resolve) => (go = resolve));
  const parts = async function* () {
    isAsked = true;
    await later;
    yield Buffer.from('345');
  };
  const taking = ground.files.takeUpload(jun.actor, hangang, id, 2, parts());
  await expect.poll(() => isAsked).toBe(true);
  await open(jun);
  expect([isThere(), readFileSync(part, 'utf8')]).toEqual([true, '12']);
  go();
  await taking;
  expect(readFileSync(jun.at('a.txt'), 'utf8')).toBe('12345');
});

test('bytes in a folder that was renamed meanwhile go when that folder is opened, once nothing leads to them', async () => {
  const yuna = await ground.person('yuna@x.kr');
  const lost = leave(yuna, { begun: 9, lastByte: 8, folder: 'before' });
  const fresh = leave(yuna, { begun: 1, lastByte: 1, folder: 'before' });
  const noted = leave(yuna, { begun: 9, lastByte: 1, folder: 'before' });
  renameSync(yuna.at('before'), yuna.at('after'));
  await open(yuna);
  const inAfter = (one: { id: string }) => existsSync(yuna.at('after', `.modu-upload-${one.id}`));
  // Its notes are gone with the sweep; opening the folder finds the bytes.
  expect([existsSync(lost.notes), inAfter(lost)]).toEqual([false, true]);
  await ground.files.look(yuna.actor, hangang, 'after');
  await expect.poll(() => inAfter(lost)).toBe(false);
  expect([inAfter(fresh), inAfter(noted)]).toEqual([true, false]);
});
