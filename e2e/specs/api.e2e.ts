import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'playwright/test';
import { ApiClient, type ApiLaunch } from '../fixtures/api-client';
import { mailedToken, signUp } from '../fixtures/enter';
import { story, storyModu } from '../fixtures/portal';
import { printedFile } from '../fixtures/portal-process';

/* The portal as a script knows it: no browser, the names and shapes that stay fixed. */

interface Problem {
  code: string;
  detail: string;
  fields?: Record<string, string>;
}
interface Me {
  hours: { usedMilliGpuSeconds: number; heldMilliGpuSeconds: number };
}

const email = `script-${process.pid}@school.example`;
const draft = {
  cluster: 'hangang',
  kind: 'batch',
  script: 'true\n',
  gpus: 1,
  cores: 1,
  walltimeSeconds: 300,
};
const rates: Record<string, number> = { hangang: 1000, nuri: 700 };
let client: ApiClient;
let token: string;
let cookie: string;
let linkToken: string;

test.describe.configure({ mode: 'serial', timeout: 180_000 });
test.beforeAll(async () => {
  cookie = await signUp(story.url, email);
  linkToken = await mailedToken(story.url, email);
  token = await storyModu('token', 'create', '--person', email);
  client = new ApiClient(story.url, token);
});

const submit = (change: Record<string, unknown>, headers: Record<string, string> = {}) =>
  client.call<ApiLaunch & Problem>('POST', '/launches', { ...draft, ...change }, headers);
const output = async (id: string, query = '') =>
  (await client.call<string>('GET', `/launches/${id}/output${query}`)).body;

test('the token stands alone on standard output', () => {
  expect(token).toMatch(/^modu_[\w-]{43}$/);
});

for (const cluster of ['hangang', 'nuri'])
  test(`${cluster}: launches run, print, end each in its way and are charged to the second`, async () => {
    const launch = (change: Record<string, unknown>) => client.launch({ ...draft, cluster, ...change });
    const cases = {
      completed: await launch({ script: '#!/bin/sh\necho "말 $MODU_GPUS"\nsleep 1\n' }),
      failed: await launch({ script: 'sleep 1; exit 7\n' }),
      'timed-out': await launch({ script: 'sleep 600\n', walltimeSeconds: 2 }),
      'out-of-memory': await launch({ script: '# modu-fault: out-of-memory-after=1\nsleep 600\n' }),
      'node-failed': await launch({ script: '# modu-fault: node-fail-after=1\nsleep 600\n' }),
      cancelled: await launch({ script: 'sleep 600\n' }),
    };
    const array = await launch({ script: 'echo "task $MODU_ARRAY_INDEX"\nsleep 1\n', array: '0-2', gpus: 0 });
    expect(cases.completed.schedulerJobId).toBeNull();
    await client.waitFor(cases.cancelled.id, ['running']);
    const cancelled = await client.call<ApiLaunch>('POST', `/launches/${cases.cancelled.id}/cancel`);
    expect(cancelled.status).toBe(202);

    for (const [end, { id }] of Object.entries(cases)) {
      const done = await client.waitFor(id, ['settled']);
      expect(done.end).toBe(end);
      const [job] = done.jobs;
      const seconds = (Date.parse(job?.endedAt ?? '') - Date.parse(job?.startedAt ?? '')) / 1000;
      const charge = done.chargedMilliGpuSeconds ?? -1;
      if (end === 'node-failed') expect(charge).toBe(0);
      else {
        expect(charge % (rates[cluster] ?? 0)).toBe(0);
        // PBS measures the time that it charges by on its own (resources_used.walltime), in whole seconds.
        expect(Math.abs(charge / (rates[cluster] ?? 0) - seconds)).toBeLessThanOrEqual(
          cluster === 'nuri' ? 1 : 0,
        );
        // What is cancelled as soon as it runs may have had no whole second.
        expect(charge).toBeGreaterThan(end === 'cancelled' ? -1 : 0);
        expect(charge).toBeLessThanOrEqual(done.heldMilliGpuSeconds);
      }
    }
    expect((await client.get(cases.failed.id)).exitCode).toBe(7);
    expect(await output(cases.completed.id)).toBe('말 1\n');
    expect((await client.waitFor(array.id, ['settled'])).end).toBe('completed');
    expect(await output(array.id, '?task=2')).toBe('task 2\n');
  });

test('the same key twice is one launch; with other contents it is refused', async () => {
  const key = { 'idempotency-key': `key-${process.pid}` };
  const [first, second] = await Promise.all([submit({ name: 'once' }, key), submit({ name: 'once' }, key)]);
  expect([first.status, second.status, second.body.id]).toEqual([202, 202, first.body.id]);
  const other = await submit({ name: 'once', gpus: 2 }, key);
  expect([other.status, other.body.code]).toEqual([409, 'idempotency-key-reused']);
  await client.waitFor(first.body.id, ['settled']);
});

const refused: [what: string, field: string, code: string, change: Record<string, unknown>][] = [
  ['an empty script', 'script', 'script-empty', { script: '' }],
  ['a script over 256 KiB', 'script', 'script-too-large', { script: 'x'.repeat(256 * 1024 + 1) }],
  ['a binary script', 'script', 'script-binary', { script: '\u007fELF\u0000\u0001' }],
  ['no time', 'walltimeSeconds', 'walltime-invalid', { walltimeSeconds: 0 }],
  ['a negative time', 'walltimeSeconds', 'walltime-invalid', { walltimeSeconds: -1 }],
  ['more time than the limit', 'walltimeSeconds', 'walltime-over-limit', { walltimeSeconds: 9 * 3600 }],
  ['more GPUs than a node has', 'gpus', 'too-many-gpus', { gpus: 5 }],
  ['more GPUs than there are', 'gpus', 'too-many-gpus', { gpus: 4096 }],
  ['a name with a newline', 'name', 'invalid-input', { name: 'two\nlines' }],
  ['a name of 300 characters', 'name', 'invalid-input', { name: 'x'.repeat(300) }],
];
test('bad input is refused by field, in a sentence, and nothing is held', async () => {
  for (const [what, field, code, change] of refused) {
    const { status, body } = await submit(change);
    expect({ what, status, fields: body.fields }).toEqual({ what, status: 422, fields: { [field]: code } });
    expect(body.detail).not.toBe('');
  }
});

test('names that would hurt a shell or a table arrive whole, and run', async () => {
  const names = [`a "b" 'c'`, 'a|b', '$(touch ran) `id`', '첫 번째 학습', '🎉👩‍🚀'];
  const launches = await Promise.all(
    names.map((name, index) => client.launch({ ...draft, name, cluster: index % 2 ? 'nuri' : 'hangang' })),
  );
  expect(launches.map((launch) => launch.name)).toEqual(names);
  for (const { id } of launches) expect((await client.waitFor(id, ['settled'])).end).toBe('completed');
});

test('the hours add up: nothing is held any more, what was used is what was charged', async () => {
  const me = (await client.call<Me>('GET', '/me')).body;
  const { items } = (await client.call<{ items: ApiLaunch[] }>('GET', '/launches')).body;
  const charged = items.reduce((sum, launch) => sum + (launch.chargedMilliGpuSeconds ?? 0), 0);
  expect(me.hours).toMatchObject({ heldMilliGpuSeconds: 0, usedMilliGpuSeconds: charged });
  expect(charged).toBeGreaterThan(0);
  expect(await storyModu('ledger', 'check')).toContain('clean');
});

test('the portal’s log holds no secret of this story', async () => {
  const log = await readFile(printedFile(story.data), 'utf8');
  expect(log).toContain('"path":"/api/v1/launches"');
  const key = await readFile(join(story.data, 'secrets/ssh_key'), 'utf8');
  const secrets = {
    token,
    cookie: cookie.split('=')[1] ?? '',
    linkToken,
    secret: (await readFile(join(story.data, 'secrets/secret'), 'utf8')).trim(),
    sealingKey: (await readFile(join(story.data, 'secrets/sealing_key'), 'utf8')).trim(),
    sshKey: key.split('\n')[2] ?? '',
  };
  for (const [what, secret] of Object.entries(secrets)) {
    expect(secret.length, what).toBeGreaterThan(20);
    expect(log.includes(secret), what).toBe(false);
  }
  expect(log).not.toMatch(/__Host-modu-session=|Bearer |postgres:\/\/[^@\s"]+:[^@\s"]+@|PRIVATE KEY/);
});
