import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { launchDraftSchema } from '../../contract/launch-draft';
import { appFiles, makeAppSecrets } from './app-files';
import { appTarget } from './app-target';
import { fillAppDraft } from './fill-app-draft';
import { readApps } from './read-apps';
import { testOrigins } from './testing/test-origins';

const folder = mkdtempSync(join(tmpdir(), 'modu-apps-'));
afterAll(() => rmSync(folder, { recursive: true }));

const apps = await readApps([join(import.meta.dirname, 'testing/apps')], testOrigins);
const draft = (more: object) =>
  launchDraftSchema.parse({ cluster: 'hangang', kind: 'app', walltimeSeconds: 60, ...more });
const id = '01JD0000000000000000000000';

test('the apps that come with the portal are read, in order', () => {
  expect(apps.list().map((app) => app.name)).toContain('jupyter');
  const script = apps.find('jupyter')?.scriptFor('hangang') ?? '';
  expect(script.startsWith('#!/bin/sh\n')).toBe(true);
  expect(() => execFileSync('sh', ['-n'], { input: script })).not.toThrow();
});

test('an app of the operator is one more, with lines of its own for a cluster', () => {
  expect(apps.get('fields')?.titleEn).toBe('Fields');
  expect(apps.find('fields')?.scriptFor('hangang')).not.toContain('module load');
  expect(apps.find('fields')?.scriptFor('nuri')).toContain('module load python\n');
});

test('a manifest that is not right is named with what is wrong', async () => {
  mkdirSync(join(folder, 'broken'));
  writeFileSync(join(folder, 'broken/app.yaml'), 'title: { ko: 앱 }\nicon: notebook\n');
  writeFileSync(join(folder, 'broken/start.sh'), '');
  await expect(readApps([folder], testOrigins)).rejects.toThrow(/broken\/app\.yaml: [^]*title\.en/);
});

test('a draft gets the script of its app and the fields that were not chosen', () => {
  const filled = fillAppDraft(apps, draft({ app: 'jupyter', script: 'rm -rf ~' }));
  expect(filled.problems).toEqual([]);
  expect(filled.draft.appFields).toEqual({ folder: 'home' });
  expect(filled.draft.script).not.toContain('rm -rf ~');
});

test('a batch draft has nothing of an app', () => {
  const filled = fillAppDraft(
    apps,
    draft({ kind: 'batch', script: 'true', app: 'jupyter', appFields: { folder: 'x' } }),
  );
  expect(filled.draft).not.toHaveProperty('app');
  expect(filled.draft.script).toBe('true');
});

test.each([
  [{ app: 'none' }, 'app'],
  [{}, 'app'],
  [{ app: 'jupyter', array: '0-3' }, 'array'],
  [{ app: 'jupyter', appFields: { folder: '/etc' } }, 'appFields'],
  [{ app: 'jupyter', appFields: { other: 'home' } }, 'appFields'],
  [{ app: 'fields', appFields: { port: '70000' } }, 'appFields'],
  [{ app: 'fields', appFields: { port: '8e3' } }, 'appFields'],
  [{ app: 'fields', appFields: { words: 'two\nlines' } }, 'appFields'],
  [{ app: 'fields', appFields: { words: 'x'.repeat(41) } }, 'appFields'],
  [{ app: 'fields', cluster: 'elsewhere' }, 'cluster'],
])('%j is refused at %s', (more, field) => {
  expect(fillAppDraft(apps, draft(more)).problems.map((problem) => problem.field)).toEqual([field]);
});

test.each([`it's`, '$(touch canary)', '`id`', '"; exit 1 #', '\\', '한글 노트', `';'`, '-n', '*'])(
  'a shell reads %j back as it was typed',
  (words) => {
    const filled = fillAppDraft(apps, draft({ app: 'fields', appFields: { words } }));
    expect(filled.problems).toEqual([]);
    const launch = { id, app: 'fields', app_fields: filled.draft.appFields ?? {} };
    const env = appFiles(launch, 'login-host', makeAppSecrets('s'.repeat(32))).find(
      (file) => file.path === 'app.env',
    );
    writeFileSync(join(folder, 'app.env'), env?.bytes ?? '');
    const said = execFileSync('sh', ['-c', '. ./app.env; printf %s "$MODU_FIELD_WORDS"; ls'], {
      cwd: folder,
    });
    expect(said.toString().startsWith(words)).toBe(true);
    expect(said.toString()).not.toContain('canary\n');
  },
);

test('each launch has a secret of its own, the same whenever it is asked for, in a file for its login alone', () => {
  const secretOf = makeAppSecrets('s'.repeat(32));
  expect(secretOf(id)).toBe(secretOf(id));
  expect(secretOf(id)).not.toBe(secretOf('01JD0000000000000000000001'));
  expect(secretOf(id)).toHaveLength(43);
  const files = appFiles({ id, app: 'jupyter', app_fields: {} }, 'node-tcp', secretOf);
  expect(files.map(({ path, mode }) => [path, mode])).toEqual([
    ['app-secret', 0o600],
    ['app.env', 0o600],
  ]);
});

test('a port is dialled on the node that the scheduler names, and nowhere else', () => {
  const port = { kind: 'tcp', port: 20_001 } as const;
  const socket = { kind: 'socket', path: '/x' } as const;
  expect(appTarget(port, 'node-tcp', 'gpu-1.centre.kr')).toEqual({
    kind: 'tcp',
    host: 'gpu-1.centre.kr',
    port: 20_001,
  });
  expect(appTarget(socket, 'login-host', 'gpu-1')).toBe(socket);
  expect(appTarget(socket, 'node-tcp', 'gpu-1')).toBeUndefined();
  expect(appTarget(port, 'login-host', 'gpu-1')).toBeUndefined();
  for (const node of [
    undefined,
    '',
    'localhost',
    'LOCALHOST',
    'localhost.localdomain',
    '127.0.0.1',
    '2130706433',
    '0x7f000001',
    '::1',
    '[::1]',
    'user@gpu-1',
    'gpu-1:22',
    'gpu-1/../x',
    'gpu-1\r\nHost: x',
    'gpu-1%2f',
    '169.254.169.254',
    'gpu-1,gpu-2',
  ])
    expect(appTarget(port, 'node-tcp', node), String(node)).toBeUndefined();
});
