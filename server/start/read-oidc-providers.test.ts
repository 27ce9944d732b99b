import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readOidcProviders } from './read-oidc-providers';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'modu-oidc-'));
});
afterAll(() => rm(folder, { recursive: true }));

const good = {
  id: 'saebyeok',
  titleKo: '새벽대학교',
  titleEn: 'Saebyeok University',
  issuer: 'https://login.saebyeok.ac.kr',
  clientId: 'modu',
  clientSecret: 's',
};

async function read(content: unknown) {
  const file = join(folder, 'oidc.json');
  await writeFile(file, typeof content === 'string' ? content : JSON.stringify(content));
  return readOidcProviders(file);
}

test('reads a list; none without a file', async () => {
  expect(await readOidcProviders(undefined)).toEqual([]);
  expect(await read([good, { ...good, id: 'here', issuer: 'http://localhost:9000' }])).toHaveLength(2);
});

test.each<[string, unknown]>([
  ['it is no JSON', '{'],
  ['the list', good],
  ['0.issuer: must begin with https://', [{ ...good, issuer: 'http://login.saebyeok.ac.kr' }]],
  ['0.id', [{ ...good, id: 'Sae Byeok' }]],
  ['0.clientSecret', [{ ...good, clientSecret: '' }]],
  ['the list: has an id twice', [good, { ...good, issuer: 'https://x.kr' }]],
  ['the list: has an issuer twice', [good, { ...good, id: 'other' }]],
  ['0: Unrecognized key', [{ ...good, secret: 'x' }]],
])('%s', async (words, content) => {
  await expect(read(content)).rejects.toThrow(words);
});

test('a file that is not there is said so', async () => {
  await expect(readOidcProviders(join(folder, 'none.json'))).rejects.toThrow(/ENOENT/);
});
