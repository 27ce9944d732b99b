import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { commandBlocks, commandsOf, readmePath } from './readme-commands';

/** Where each command of the README is really run: a file, and the words in it that run it. A new command needs a line here. */
const ranBy: Record<string, [file: string, words: string]> = {
  'npm ci': ['.ci/run', 'npm ci '],
  'npm start': ['e2e/fixtures/portal-process.ts', "'scripts/start.mjs'"],
  'npm run check': ['.ci/run', 'npm run check'],
  'npm test': ['.ci/run', 'npm test'],
  'npm run routes': ['scripts/smoke.ts', "'npm run routes'"],
};

const text = readFileSync(readmePath, 'utf8');
const fromRoot = (path: string) => join(dirname(readmePath), path);
const scripts = Object.keys(
  (JSON.parse(readFileSync(fromRoot('package.json'), 'utf8')) as { scripts: Record<string, string> }).scripts,
);

test('every command in a block is run by the checks of every commit', async () => {
  const { all, byScript } = await commandBlocks();
  const others = all.filter((block) => block !== byScript).flatMap(commandsOf);
  expect(others.sort()).toEqual(Object.keys(ranBy).sort());
  for (const [file, words] of Object.values(ranBy))
    expect(readFileSync(fromRoot(file), 'utf8')).toContain(words);
  // `npm start` is that very program, and the block of scripts is run as it stands.
  expect(readFileSync(fromRoot('package.json'), 'utf8')).toContain('"start": "node scripts/start.mjs"');
  expect(readFileSync(fromRoot('scripts/smoke.ts'), 'utf8')).toContain('commandBlocks()).byScript');
  expect(readFileSync(fromRoot('.ci/run'), 'utf8')).toContain('scripts/smoke.ts');
});

test('every command named in a sentence exists', () => {
  const named = [...text.matchAll(/`npm run ([\w:-]+)`/g)].map((match) => match[1] ?? '');
  expect(named.length).toBeGreaterThan(3);
  expect(named.filter((name) => !scripts.includes(name))).toEqual([]);
});

test('every file and picture that the README links to is there', () => {
  const links = [...text.matchAll(/\]\((?!https?:)([^)#]+)\)/g)].map((match) => match[1] ?? '');
  expect(links.length).toBeGreaterThan(10);
  expect(links.filter((path) => !existsSync(fromRoot(path)))).toEqual([]);
});

test('lines that go on are one command', () => {
  expect(commandsOf("curl -s \\\n  -d '{}' x\n\nnpm test\n")).toEqual(["curl -s -d '{}' x", 'npm test']);
});
