import { closeSync, mkdtempSync, openSync, readdirSync, readFileSync, readSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'playwright/test';
import { privateKeyOf } from '../../server/start/open-ssh-key';
import { ApiClient } from '../fixtures/api-client';
import { modu, startPortalProcess, type PortalProcess } from '../fixtures/portal-process';

/* The process that serves pages never has a private key in its memory, whatever it did at clusters; the signer beside it has. */

test.skip(process.platform !== 'linux', 'the memory of a process is read where Linux shows it');

const data = mkdtempSync(join(tmpdir(), 'modu-signer-'));
const snapshots = mkdtempSync(join(tmpdir(), 'modu-heap-'));
let portal: PortalProcess;
test.beforeAll(async () => {
  portal = await startPortalProcess(data, undefined, {
    NODE_OPTIONS: `--heapsnapshot-signal=SIGUSR2 --diagnostic-dir=${snapshots}`,
  });
  // Both centres are signed in to, as the service login and as a person's own; and files come back.
  const client = new ApiClient(
    portal.url,
    await modu(data, 'token', 'create', '--person', 'student@demo.modu'),
  );
  for (const cluster of ['hangang', 'nuri']) {
    const draft = {
      cluster,
      kind: 'batch',
      name: 'x',
      script: 'echo in',
      gpus: 1,
      cores: 1,
      walltimeSeconds: 60,
    };
    const { id } = await client.launch(draft);
    expect((await client.waitFor(id, ['settled'])).end).toBe('completed');
    expect((await client.call<string>('GET', `/launches/${id}/output`)).body).toContain('in');
  }
});
test.afterAll(async () => {
  const stoppedInMs = await portal.stop();
  expect(stoppedInMs).toBeLessThan(5_000);
  for (const folder of [data, snapshots]) rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
});

/** The portal's key and the key that seals all others, in the forms that a program can hold them in. */
function secretForms(): Record<string, Buffer> {
  const text = readFileSync(join(data, 'secrets/ssh_key'), 'utf8');
  const sealing = readFileSync(join(data, 'secrets/sealing_key'), 'utf8').trim();
  const seed = Buffer.from(privateKeyOf(text).export({ format: 'jwk' }).d ?? '', 'base64url');
  const lines = text.split('\n').filter((line) => line !== '' && !line.startsWith('-'));
  return {
    'the key as a file': Buffer.from(lines[2] ?? ''),
    'the key in base64': Buffer.from(seed.toString('base64url')),
    'the key in hex': Buffer.from(seed.toString('hex')),
    'the bare key': seed,
    'the sealing key as a file': Buffer.from(sealing),
    'the bare sealing key': Buffer.from(sealing, 'base64url'),
  };
}

/** Which of them stand in the memory of a process that may be written to: heap, buffers, everything. @see proc(5), /proc/pid/mem */
function foundInMemory(pid: number): string[] {
  const forms = Object.entries(secretForms());
  const found = new Set<string>();
  const memory = openSync(`/proc/${pid}/mem`, 'r');
  for (const line of readFileSync(`/proc/${pid}/maps`, 'utf8').split('\n')) {
    const [, from = '', to = ''] = /^([0-9a-f]+)-([0-9a-f]+) rw/.exec(line) ?? [];
    const end = Number.parseInt(to, 16);
    const piece = Buffer.alloc(1 << 22);
    // Pieces overlap, so that nothing falls between two.
    for (let at = Number.parseInt(from, 16); at < end; at += piece.length - 256) {
      let read = 0;
      try {
        read = readSync(memory, piece, 0, Math.min(piece.length, end - at), at);
      } catch {
        continue;
      }
      for (const [what, bytes] of forms) if (piece.subarray(0, read).includes(bytes)) found.add(what);
    }
  }
  closeSync(memory);
  return [...found].sort();
}

const childrenOf = (pid: number): number[] =>
  readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ').map(Number);
const commandOf = (pid: number): string => readFileSync(`/proc/${pid}/cmdline`, 'latin1');

test('no private key is in its heap snapshot, nor anywhere in its memory; all of them are in the signer’s', async () => {
  const pid = portal.process.pid ?? 0;
  const signer = childrenOf(pid).find((child) => commandOf(child).includes('signer/child'));
  expect(signer).toBeDefined();
  expect(foundInMemory(signer ?? 0)).toContain('the bare sealing key');
  expect(foundInMemory(signer ?? 0)).toContain('the key as a file');
  expect(foundInMemory(pid)).toEqual([]);

  process.kill(pid, 'SIGUSR2');
  const snapshot = () =>
    readdirSync(snapshots)
      .filter((name) => name.endsWith('.heapsnapshot'))
      .map((name) => readFileSync(join(snapshots, name)))
      .find((bytes) => bytes.subarray(-4).toString().trim().endsWith('}'));
  await expect.poll(() => snapshot()?.length ?? 0, { timeout: 60_000 }).toBeGreaterThan(10_000_000);
  const bytes = snapshot() ?? Buffer.alloc(0);
  const inSnapshot = Object.entries(secretForms()).filter(([, secret]) => bytes.includes(secret));
  expect(inSnapshot.map(([what]) => what)).toEqual([]);
});

test('when the signer dies it is started again, and clusters are reached as before', async () => {
  const pid = portal.process.pid ?? 0;
  const signerOf = () => childrenOf(pid).find((child) => commandOf(child).includes('signer/child'));
  const before = signerOf() ?? 0;
  process.kill(before, 'SIGKILL');
  await expect.poll(() => signerOf() ?? before, { timeout: 20_000 }).not.toBe(before);
  await expect
    .poll(() => modu(data, 'cluster', 'check', 'hangang').catch((error: unknown) => String(error)), {
      timeout: 30_000,
    })
    .toContain('ok  sign-in');
});
