import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import type { DocServices } from '../../services';
import { linksOf, parseMarkdown } from './parse-markdown';
import { readDocs } from './read-docs';

let docs: DocServices;
beforeAll(async () => {
  docs = await readDocs();
});
const read = (text: string) => parseMarkdown(text, (href) => href);

test('a page becomes blocks', () => {
  expect(
    read(
      '# Title `x`\n\nOne **two** *three* [four](b.md)  \nfive &amp; `a<b`\n\n## Part\n\n## Part\n\n3. a\n4. b\n\n> q\n',
    ),
  ).toEqual({
    title: 'Title x',
    blocks: [
      {
        kind: 'paragraph',
        inlines: [
          'One ',
          { kind: 'strong', inlines: ['two'] },
          ' ',
          { kind: 'emphasis', inlines: ['three'] },
          ' ',
          { kind: 'link', href: 'b.md', inlines: ['four'] },
          ' ',
          'five & ',
          { kind: 'code', text: 'a<b' },
        ],
      },
      { kind: 'heading', level: 2, id: 'part', inlines: ['Part'] },
      { kind: 'heading', level: 2, id: 'part-2', inlines: ['Part'] },
      {
        kind: 'list',
        start: 3,
        items: [[{ kind: 'paragraph', inlines: ['a'] }], [{ kind: 'paragraph', inlines: ['b'] }]],
      },
      { kind: 'quote', blocks: [{ kind: 'paragraph', inlines: ['q'] }] },
    ],
  });
  expect(read('| a | b |\n|---|---|\n| 1 | `2` |\n').blocks).toEqual([
    { kind: 'table', head: [['a'], ['b']], rows: [[['1'], [{ kind: 'code', text: '2' }]]] },
  ]);
});

test('HTML does not pass', () => {
  const said = JSON.stringify(read('<script>alert(1)</script>\n\nA <b onclick="x">word</b>\n').blocks);
  expect(said).not.toMatch(/[<>]|onclick|script/);
  expect(said).toContain('word');
});

test('every shelf begins with its own page, and that page names all others', () => {
  for (const shelf of ['student', 'teacher', 'operators', 'developers'] as const) {
    const pages = docs.list('en').filter((page) => page.shelf === shelf);
    expect(pages[0]?.path).toBe(shelf);
    const named = linksOf(docs.get(shelf, 'en')?.blocks ?? []);
    expect(pages.slice(1).map(({ path }) => `/docs/${path}`)).toEqual(
      pages.slice(1).map(({ path }) => named.find((link) => link === `/docs/${path}`)),
    );
  }
});

test('every page has a title, and every page for students and teachers is there in Korean', () => {
  for (const { path, shelf, title } of docs.list('en')) {
    expect(title, path).not.toBe('');
    if (shelf === 'student' || shelf === 'teacher') expect(docs.get(path, 'ko')?.locale, path).toBe('ko');
  }
  expect(docs.get('operators/settings', 'ko')?.locale).toBe('en');
  expect(docs.get('student/../operators', 'en')).toBeUndefined();
});

test('no link in README.md or docs/ is dead', () => {
  const files = execFileSync('git', ['ls-files', '-co', '--exclude-standard', 'README.md', 'docs'], {
    encoding: 'utf8',
  })
    .split('\n')
    .filter((file) => file.endsWith('.md'));
  const dead = files.flatMap((file) =>
    linksOf(read(readFileSync(file, 'utf8')).blocks)
      .filter((href) => !/^(https?:|#|\/)/.test(href))
      .filter((href) => !existsSync(join(dirname(file), href.split('#')[0] ?? '')))
      .map((href) => `${file}: ${href}`),
  );
  expect(dead).toEqual([]);
});
