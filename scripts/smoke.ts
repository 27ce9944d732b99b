import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ApiClient } from '../e2e/fixtures/api-client';
import { modu, startPortalProcess } from '../e2e/fixtures/portal-process';
import { commandBlocks } from './readme-commands';

/**
 * What the README promises a newcomer, done as it says: the first start (which builds), a page, a real training run on both centres,
 * the charge, a clean ledger, its own commands letter by letter, Ctrl-C that leaves nothing, and a second start that finds everything.
 */
const data = await mkdtemp(join(tmpdir(), 'modu-smoke-'));
const problems: string[] = [];
const expect = (isTrue: boolean, words: string) => {
  console.log(`${isTrue ? '  good' : '   RED'}  ${words}`);
  if (!isTrue) problems.push(words);
};
const seconds = (ms: number) => `${(ms / 1000).toFixed(1)} s`;

await rm('build', { recursive: true, force: true });
let portal = await startPortalProcess(data);
// Printed beside the limit, not asserted: how quick a machine is, is no promise of the code.
console.log(`        first start, with its build: ${seconds(portal.startedInMs)} (aim: 60 s)`);
for (const [language, word] of [
  ['ko-KR', '모두'],
  ['en-US', 'Modu'],
] as const) {
  const page = await fetch(portal.url, { headers: { 'accept-language': language } });
  expect(page.ok && (await page.text()).includes(word), `the landing page answers in ${language}`);
}

const token = await modu(data, 'token', 'create', '--person', 'student@demo.modu');
expect(/^modu_[\w-]{20,}$/.test(token), 'npx modu token create prints the token alone');
const client = new ApiClient(portal.url, token);
const script = await readFile('server/templates/first-training/user.sh', 'utf8');
for (const cluster of ['hangang', 'nuri']) {
  const launch = await client.launch(
    {
      cluster,
      kind: 'batch',
      name: 'First training',
      template: 'first-training',
      script,
      gpus: 1,
      cores: 1,
      walltimeSeconds: 600,
    },
    `smoke-${cluster}`,
  );
  const done = await client.waitFor(launch.id, ['settled'], 180_000);
  const output = (await client.call<string>('GET', `/launches/${launch.id}/output`)).body;
  expect(
    done.end === 'completed' && /accuracy/i.test(output),
    `${cluster}: Your first training run ends ${done.end} and prints its accuracy`,
  );
  expect(
    (done.chargedMilliGpuSeconds ?? 0) > 0 && (done.chargedMilliGpuSeconds ?? 0) <= done.heldMilliGpuSeconds,
    `${cluster}: charged ${done.chargedMilliGpuSeconds} of ${done.heldMilliGpuSeconds} held mGPU·s`,
  );
}
const ledger = await modu(data, 'ledger', 'check').catch((error: unknown) => `RED ${String(error)}`);
expect(!ledger.startsWith('RED'), `ledger check: ${ledger.split('\n')[0]}`);

// What the README tells scripts to do, letter by letter; only the address is this portal's.
const words = (await commandBlocks()).byScript.replaceAll('http://localhost:3000', portal.url);
for (const block of [words, 'npm run routes']) {
  const { status, stdout, stderr } = spawnSync('bash', ['-euo', 'pipefail', '-c', block], {
    env: { ...process.env, MODU_DATA: data },
    encoding: 'utf8',
  });
  const isRun = status === 0 && !stdout.includes('"code":"');
  expect(isRun, `README: ${block.split('\n').length} lines, from ${block.split('\n')[0]}`);
  if (!isRun) console.error(stdout, stderr);
}

const stoppedInMs = await portal.stop();
expect(stoppedInMs < 5_000, `Ctrl-C: gone after ${seconds(stoppedInMs)} (limit 5 s)`);
const left = execFileSync('ps', ['-eo', 'pid,args'], { encoding: 'utf8' })
  .split('\n')
  .filter((line) => line.includes(data));
expect(left.length === 0, `no process is left${left.length > 0 ? `: ${left.join(' | ')}` : ''}`);

portal = await startPortalProcess(data);
console.log(`        second start: ${seconds(portal.startedInMs)} (aim: 15 s)`);
const again = new ApiClient(portal.url, token);
const launches = await again.call<{ items: unknown[] }>('GET', '/launches');
expect(launches.body.items.length === 3, 'the second start finds all data');
await portal.stop();
await rm(data, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
console.log(problems.length === 0 ? 'the start is as the README says' : `${problems.length} promises broken`);
process.exitCode = problems.length === 0 ? 0 : 1;
