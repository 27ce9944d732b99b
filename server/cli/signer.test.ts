import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestDb, type TestDb } from '#db/testing/test-db';
import { plantCluster } from '../domain/launches/testing/launch-ground';
import { silentLog } from '../log';
import { makeSigner } from '../signer/make-signer';
import { serveSigner } from '../signer/serve-signer';
import { signerSocketIn } from '../signer/socket-path';
import { openKeySecrets } from '../start/open-secrets';

const modu = resolve(import.meta.dirname, 'modu.mjs');
let database: TestDb;
let folder: string;
let serving: { close(): Promise<void> };

beforeAll(async () => {
  database = await openTestDb();
  folder = await mkdtemp(join(tmpdir(), 'modu-cli-signer-'));
  await plantCluster(database.db, 'daedong', 'slurm');
  const signer = makeSigner({ db: database.db, secrets: await openKeySecrets(folder) });
  serving = await serveSigner({ signer, path: signerSocketIn(folder), log: silentLog() });
});
afterAll(async () => {
  await serving.close();
  await database.close();
  await rm(folder, { recursive: true, force: true });
});

/** What `modu signer …` printed. @throws with what it said when it failed */
function run(...words: string[]): Promise<string> {
  const env = {
    PATH: '/usr/bin:/bin',
    DATABASE_URL: database.url,
    MODU_DATA: folder,
  } as unknown as NodeJS.ProcessEnv;
  return new Promise((done, fail) => {
    execFile(process.execPath, [modu, 'signer', ...words], { cwd: folder, env }, (error, out, err) =>
      error ? fail(new Error(err)) : done(out),
    );
  });
}

test('an authority is made, put into use, and taken over by the next', async () => {
  await expect(run('use', 'daedong', 'authority')).rejects.toThrow('no authority yet');
  const first = (await run('new', 'daedong', 'authority')).trim();
  expect(first).toMatch(/^ssh-ed25519 AAAA/);
  expect(await run('show', 'daedong')).toContain(`signs in with\tkey\nnew\tTrustedUserCAKeys\t${first}`);
  await run('use', 'daedong', 'authority');
  const second = (await run('new', 'daedong', 'authority')).trim();
  await run('use', 'daedong', 'authority');
  const shown = await run('show', 'daedong');
  expect(shown).toContain('signs in with\tcertificate');
  expect(shown).toContain(`in use\tTrustedUserCAKeys\t${second}`);
  expect(shown).toContain(`revoked\tTrustedUserCAKeys\t${first}`);
  await run('use', 'daedong', 'key');
  expect(await run('show', 'daedong')).toContain('signs in with\tkey');
});

test('a login is revoked, and let in again', async () => {
  await run('revoke', 'daedong', '--login', 'm1', '--reason', 'lost');
  expect(await run('show', 'daedong')).toContain('revoked\tm1\tlost');
  await run('revoke', 'daedong', '--login', 'm1', '--undo');
  expect(await run('show', 'daedong')).not.toContain('m1');
  const actions = await database.db.selectFrom('audit_log').select('action').distinct().execute();
  expect(actions.map(({ action }) => action).sort()).toEqual([
    'cluster.revoked',
    'cluster.signing-key-made',
    'cluster.signing-key-used',
    'cluster.unrevoked',
  ]);
  await expect(run('show', 'nowhere')).rejects.toThrow('There is no such cluster.');
  await expect(run('new', 'daedong', 'password')).rejects.toThrow('authority|key');
});
