import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { limits } from '../../contract/limits';
import type { FolderView } from '../../file-services';
import { openFileGround, type FileGround, type FilePerson } from './testing/file-ground';

const hangang = 'hangang';
let ground: FileGround;
let minji: FilePerson;
let other: FilePerson;
beforeAll(async () => {
  ground = await openFileGround();
  [minji, other] = await Promise.all([ground.person('minji@x.kr'), ground.person('other@x.kr')]);
}, 90_000);
afterAll(() => ground.close());

const look = (path: string, who = minji) => ground.files.look(who.actor, hangang, path);
const names = async (path: string) => ((await look(path)) as FolderView).entries.map(({ name }) => name);
const preview = async (path: string) => {
  const view = await look(path);
  if (view.kind !== 'file') throw new Error(`${path} is a ${view.kind}`);
  return view;
};
const refused = (work: Promise<unknown>, code: string) => expect(work).rejects.toMatchObject({ code });

describe('who and where', () => {
  test('reviewers and operators have no files; a closed cluster gives none; a cluster that is not there is none', async () => {
    const reviewer = await ground.person('reviewer@x.kr', ['reviewer']);
    await refused(ground.files.look(reviewer.actor, hangang, ''), 'not-allowed');
    await refused(ground.files.look(minji.actor, 'nowhere', ''), 'not-found');
    await ground.db.updateTable('clusters').set({ state: 'closed' }).execute();
    await refused(look(''), 'cluster-closed');
    await ground.db.updateTable('clusters').set({ state: 'open' }).execute();
  });

  test('each sees their own home alone', async () => {
    writeFileSync(minji.at('secret.txt'), 'minji');
    expect(((await look('', other)) as FolderView).entries.map(({ name }) => name)).not.toContain(
      'secret.txt',
    );
    await refused(look('secret.txt', other), 'not-found');
    await refused(look(`../${minji.at().split('/').at(-1)}/secret.txt`, other), 'outside-home');
  });
});

describe('paths', () => {
  test('out of the home leads none: by `..`, by a link, by a link to a link, as a folder and as a file', async () => {
    mkdirSync(minji.at('in'));
    symlinkSync('/etc', minji.at('way-out'));
    symlinkSync('way-out', minji.at('second'));
    symlinkSync(other.at(), minji.at('to-other'));
    writeFileSync(other.at('theirs.txt'), 'theirs');
    for (const path of ['..', 'in/../..', 'in/../../..', '../../etc/passwd'])
      await refused(look(path), 'outside-home');
    for (const path of ['way-out', 'way-out/passwd', 'second/passwd', 'to-other', 'to-other/theirs.txt'])
      await expect(look(path)).rejects.toMatchObject({
        code: expect.stringMatching(/^(outside-home|no-permission)$/),
      });
    await expect(ground.files.open(minji.actor, hangang, 'to-other/theirs.txt')).rejects.toThrow();
    await expect(
      ground.files.make(minji.actor, hangang, 'to-other', { kind: 'file', name: 'left' }),
    ).rejects.toThrow();
    expect(existsSync(other.at('left'))).toBe(false);
  });

  test('`..`, `.` and empty parts inside are taken as written; NUL, 4,097 bytes and a half letter are no path', async () => {
    writeFileSync(minji.at('in', 'a.txt'), 'a');
    expect((await preview('./in//../in/a.txt')).path).toBe('in/a.txt');
    for (const path of ['a\0b', 'x'.repeat(4_097), `in/${'가'.repeat(90)}`, 'in/\ud800'])
      await refused(look(path), 'not-found');
  });

  test('composed and decomposed Korean are two files, both reached exactly as they are', async () => {
    const [nfc, nfd] = ['데이터.txt'.normalize('NFC'), '데이터.txt'.normalize('NFD')];
    expect(nfc).not.toBe(nfd);
    writeFileSync(minji.at(nfc), 'composed');
    writeFileSync(minji.at(nfd), 'decomposed');
    expect((await names('')).filter((name) => name.normalize('NFC') === nfc).sort()).toEqual(
      [nfc, nfd].sort(),
    );
    expect((await preview(nfc)).preview).toMatchObject({ text: 'composed' });
    expect((await preview(nfd)).preview).toMatchObject({ text: 'decomposed' });
    await ground.files.trash(minji.actor, hangang, [nfd]);
    expect([existsSync(minji.at(nfc)), existsSync(minji.at(nfd))]).toEqual([true, false]);
  });

  test('a link that is thrown away takes nothing of where it leads with it', async () => {
    mkdirSync(minji.at('kept'));
    writeFileSync(minji.at('kept', 'a'), 'a');
    symlinkSync('kept', minji.at('to-kept'));
    await ground.files.trash(minji.actor, hangang, ['to-kept']);
    await ground.files.forget(minji.actor, hangang, undefined);
    expect(readFileSync(minji.at('kept', 'a'), 'utf8')).toBe('a');
  });
});

describe('a folder', () => {
  test('shows folders first, numbers as numbers, at most so many, and says how many there are', async () => {
    mkdirSync(minji.at('many'));
    for (let index = 0; index < limits.folderEntries + 5; index++)
      writeFileSync(minji.at('many', `run-${index}`), '');
    mkdirSync(minji.at('many', 'zz'));
    const view = (await look('many')) as FolderView;
    expect(view.entries.slice(0, 4).map(({ name }) => name)).toEqual(['zz', 'run-0', 'run-1', 'run-2']);
    expect([view.entries.length, view.total]).toEqual([limits.folderEntries, limits.folderEntries + 6]);
  });
});

describe('a preview', () => {
  test('text is cleaned and cut at a line; what is no text is not shown', async () => {
    writeFileSync(minji.at('a.log'), '\x1b[31mred\x1b[0m\u202eevil\n');
    expect((await preview('a.log')).preview).toMatchObject({ kind: 'text', text: 'redevil\n', isCut: false });
    writeFileSync(minji.at('long.log'), '한 줄\n'.repeat(60_000));
    const long = await preview('long.log');
    expect(long).toMatchObject({ preview: { isCut: true }, mayEdit: false });
    expect((long.preview as { text: string }).text).toMatch(/^(한 줄\n)+$/);
    writeFileSync(minji.at('a.bin'), Buffer.from([1, 0, 2]));
    expect((await preview('a.bin')).preview).toEqual({ kind: 'none', why: 'binary' });
  });

  test('a PDF is for the browser, up to what it can hold', async () => {
    writeFileSync(minji.at('a.PDF'), '%PDF-1.7');
    expect(await preview('a.PDF')).toMatchObject({ preview: { kind: 'pdf' }, mayEdit: false });
    truncateSync(minji.at('a.PDF'), limits.pdfBytes + 1);
    expect((await preview('a.PDF')).preview).toEqual({ kind: 'none', why: 'too-large' });
  });

  test('CSV is a table, also as Korean Windows writes it', async () => {
    writeFileSync(minji.at('a.csv'), 'name,score\n"Kim, M",3\n<script>,4\n');
    expect((await preview('a.csv')).preview).toMatchObject({
      kind: 'table',
      head: ['name', 'score'],
      rows: [
        ['Kim, M', '3'],
        ['<script>', '4'],
      ],
    });
    writeFileSync(minji.at('cp949.csv'), Buffer.from([0xc0, 0xcc, 0xb8, 0xa7, 0x2c, 0x31, 0x0a]));
    expect(await preview('cp949.csv')).toMatchObject({
      preview: { kind: 'table', encoding: 'cp949', head: ['이름', '1'] },
      mayEdit: false,
    });
  });

  test('a notebook is text and pictures: markup, scripts and links of other kinds do not pass', async () => {
    const cell = (cell_type: string, source: string, outputs: unknown[] = []) => ({
      cell_type,
      source: [source],
      metadata: {},
      ...(cell_type === 'code' && { outputs, execution_count: 1 }),
    });
    const data = (of: Record<string, unknown>) => ({ output_type: 'display_data', data: of, metadata: {} });
    const cells = [
      cell(
        'markdown',
        '# 제목\n\n<script>alert(1)</script>\n\n[x](javascript:alert(1)) [y](https://a.kr) ![z](http://b.kr/z.png)',
      ),
      cell('code', 'print(1)', [
        { output_type: 'stream', name: 'stdout', text: ['\x1b[31m1\x1b[0m\n'] },
        data({ 'text/html': '<img src=x onerror=alert(1)>' }),
        data({ 'text/html': '<b>x</b>', 'text/plain': 'x' }),
        data({ 'image/png': 'aGk=' }),
        data({ 'image/png': '"><script>' }),
        { output_type: 'error', ename: 'E', evalue: 'v', traceback: ['\x1b[31mE: v'] },
      ]),
      cell('markdown', '>'.repeat(5_000)),
    ];
    writeFileSync(
      minji.at('n.ipynb'),
      JSON.stringify({ nbformat: 4, nbformat_minor: 5, metadata: {}, cells }),
    );
    const { preview: shown } = await preview('n.ipynb');
    expect(shown).toMatchObject({ kind: 'notebook' });
    expect(JSON.stringify(shown)).not.toMatch(/<script|onerror|javascript:|b\.kr|\\u001b/);
    expect(JSON.stringify(shown)).toContain('https://a.kr');
    expect((shown as { cells: { outputs?: unknown[] }[] }).cells[1]?.outputs).toEqual([
      { kind: 'text', text: '1\n', isError: false },
      { kind: 'left-out', what: 'text/html' },
      { kind: 'text', text: 'x', isError: false },
      { kind: 'picture', type: 'image/png', base64: 'aGk=' },
      { kind: 'left-out', what: 'image/png' },
      { kind: 'text', text: 'E: v', isError: true },
    ]);
  });
});

describe('changing', () => {
  test('make, rename, move: never over something, and never out', async () => {
    const { make, rename, move } = ground.files;
    await make(minji.actor, hangang, '', { kind: 'folder', name: '새 폴더' });
    await make(minji.actor, hangang, '새 폴더', { kind: 'file', name: 'a.txt' });
    await refused(make(minji.actor, hangang, '새 폴더', { kind: 'file', name: 'a.txt' }), 'name-taken');
    await refused(make(minji.actor, hangang, '', { kind: 'folder', name: '새 폴더' }), 'name-taken');
    for (const name of ['', ' ', '.', '..', 'a/b', '../a', 'a\0', 'a\nb', '가'.repeat(86)])
      await refused(make(minji.actor, hangang, '', { kind: 'file', name }), 'file-name-invalid');
    writeFileSync(minji.at('b.txt'), 'b');
    await refused(rename(minji.actor, hangang, '새 폴더', 'b.txt'), 'name-taken');
    await rename(minji.actor, hangang, 'b.txt', 'c "$(id)" \u0301.txt');
    await move(minji.actor, hangang, ['c "$(id)" \u0301.txt'], '새 폴더');
    expect(readFileSync(minji.at('새 폴더', 'c "$(id)" \u0301.txt'), 'utf8')).toBe('b');
    writeFileSync(minji.at('a.txt'), 'other');
    await move(minji.actor, hangang, ['a.txt'], '새 폴더');
    expect(readdirSync(minji.at('새 폴더')).sort()).toEqual(['a (2).txt', 'a.txt', 'c "$(id)" \u0301.txt']);
    await refused(move(minji.actor, hangang, ['새 폴더'], '새 폴더'), 'wrong-state');
    for (const path of ['', '.modu', '.modu/trash'])
      await refused(ground.files.trash(minji.actor, hangang, [path]), 'wrong-state');
  });

  test('the trash brings back what was there, beside what has come meanwhile, and into a folder that has gone', async () => {
    mkdirSync(minji.at('work', 'deep'), { recursive: true });
    writeFileSync(minji.at('work', 'deep', 'a.csv'), 'first');
    await ground.files.trash(minji.actor, hangang, ['work/deep/a.csv']);
    expect(existsSync(minji.at('work', 'deep', 'a.csv'))).toBe(false);
    const [thing] = await ground.files.listTrash(minji.actor, hangang);
    expect(thing).toMatchObject({ path: 'work/deep/a.csv', kind: 'file', sizeBytes: 5 });
    expect(Math.abs(Date.now() - (thing?.trashedAt.getTime() ?? 0))).toBeLessThan(60_000);
    writeFileSync(minji.at('work', 'deep', 'a.csv'), 'second');
    expect(await ground.files.restore(minji.actor, hangang, thing?.id ?? '')).toBe('work/deep/a (2).csv');
    expect(readFileSync(minji.at('work', 'deep', 'a (2).csv'), 'utf8')).toBe('first');
    await ground.files.trash(minji.actor, hangang, ['work/deep/a.csv', 'work']);
    const things = await ground.files.listTrash(minji.actor, hangang);
    const file = things.find(({ path }) => path === 'work/deep/a.csv');
    expect(await ground.files.restore(minji.actor, hangang, file?.id ?? '')).toBe('work/deep/a.csv');
    await ground.files.forget(minji.actor, hangang, undefined);
    expect(await ground.files.listTrash(minji.actor, hangang)).toEqual([]);
    for (const id of ['..', '../..', 'x; rm -rf ~', '']) {
      await refused(ground.files.restore(minji.actor, hangang, id), 'not-found');
      await refused(ground.files.forget(minji.actor, hangang, id), 'not-found');
    }
  });

  test('two editors on one file: the second is refused, both texts are told, and each way on works', async () => {
    writeFileSync(minji.at('code.py'), 'one\r\n');
    chmodSync(minji.at('code.py'), 0o750);
    const first = await ground.files.edit(minji.actor, hangang, 'code.py');
    const second = await ground.files.edit(minji.actor, hangang, 'code.py');
    const save = (text: string, base: string, isCopy = false) =>
      ground.files.save(minji.actor, hangang, 'code.py', { text, base, isCopy });
    expect(await save('first\r\n', first.base)).toMatchObject({ outcome: 'saved', path: 'code.py' });
    const answer = await save('second\n', second.base);
    expect(answer).toMatchObject({ outcome: 'changed', theirs: { text: 'first\n' } });
    expect(readFileSync(minji.at('code.py'), 'utf8')).toBe('first\r\n');
    expect(statSync(minji.at('code.py')).mode & 0o777).toBe(0o750);
    expect(await save('second\n', second.base, true)).toMatchObject({
      outcome: 'saved',
      path: 'code (2).py',
    });
    expect(readFileSync(minji.at('code (2).py'), 'utf8')).toBe('second\n');
    const theirs = answer.outcome === 'changed' ? answer.theirs?.base : undefined;
    expect(await save('second\n', theirs ?? '')).toMatchObject({ outcome: 'saved' });
    expect(readFileSync(minji.at('code.py'), 'utf8')).toBe('second\r\n');
    execFileSync('rm', [minji.at('code.py')]);
    expect(await save('third\n', theirs ?? '')).toEqual({ outcome: 'changed', theirs: undefined });
    expect(existsSync(minji.at('code.py'))).toBe(false);
  });

  test('a text whose line ends are mixed, or that is too large, is not edited; a full disk is said, and the old text stays', async () => {
    writeFileSync(minji.at('mixed.txt'), 'a\r\nb\n');
    await refused(ground.files.edit(minji.actor, hangang, 'mixed.txt'), 'wrong-state');
    writeFileSync(minji.at('full.txt'), 'old');
    const { base } = await ground.files.edit(minji.actor, hangang, 'full.txt');
    await refused(
      ground.files.save(minji.actor, hangang, 'full.txt', {
        text: 'x'.repeat(limits.textBytes + 1),
        base,
        isCopy: false,
      }),
      'too-large',
    );
    writeFileSync(minji.at('.demo-disk-limit'), '1000');
    const change = { text: 'x'.repeat(5_000), base, isCopy: false };
    await refused(ground.files.save(minji.actor, hangang, 'full.txt', change), 'disk-full');
    execFileSync('rm', [minji.at('.demo-disk-limit')]);
    expect(readFileSync(minji.at('full.txt'), 'utf8')).toBe('old');
  });
});

test('how full the disk is', async () => {
  const space = await ground.files.space(minji.actor, hangang);
  expect(space).toMatchObject({ of: 'disk' });
  expect(space?.limitBytes).toBeGreaterThan(space?.usedBytes ?? 0);
});

test('the audit log says who did what kind of thing, and names no file', async () => {
  const lines = await ground.db
    .selectFrom('audit_log')
    .selectAll()
    .where('action', 'like', 'files.%')
    .where('actor_person_id', '=', minji.actor.personId)
    .execute();
  const actions = new Set(lines.map(({ action }) => action));
  for (const act of ['made', 'renamed', 'moved', 'trashed', 'restored', 'deleted', 'saved'])
    expect(actions).toContain(`files.${act}`);
  const text = JSON.stringify(lines, (_key, value) =>
    typeof value === 'bigint' ? String(value) : (value as unknown),
  );
  expect(text).not.toMatch(/a\.csv|code|새 폴더|second/);
  expect(lines[0]).toMatchObject({ subject_kind: 'login', request_id: 'test' });
});
