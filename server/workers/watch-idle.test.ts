import { existsSync } from 'node:fs';
import { request } from 'node:http';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { checkLedger } from '#db/queries/ledger/check-ledger';
import { quoteWords } from '../bridge/ssh/quote-words';
import type { Actor } from '../actor';
import { until } from '../demo/centre/testing/until';
import { dialApp } from '../domain/apps/app-door';
import { openWorkerGround, type WorkerGround } from './testing/worker-ground';
import { lookForIdle } from './watch-idle';

/* A real Jupyter that nobody uses: asked about, kept or stopped, by nothing but its own word. */

const hasJupyter = ['jupyter-notebook', 'jupyter-lab'].some((name) =>
  (process.env['PATH'] ?? '').split(':').some((folder) => existsSync(join(folder, name))),
);

describe.skipIf(!hasJupyter)('a notebook', () => {
  let ground: WorkerGround;
  let stopWork: () => Promise<void>;
  let student: Actor;
  let id: string;
  beforeAll(async () => {
    ground = await openWorkerGround(['hangang']);
    await ground.db.updateTable('clusters').set({ app_reach: 'login-host' }).execute();
    stopWork = await ground.startWork();
    student = await ground.student();
    id = await ground.launch(student, { kind: 'app', app: 'jupyter', script: '', partition: 'gpu' });
    await until('it is ready', async () => (await ground.row(id)).app_ready_at !== null, 60_000);
  }, 90_000);
  afterAll(async () => {
    await stopWork();
    await ground.close();
  });

  /** As if so much time without use were enough. */
  const look = (askMs: number, stopMs = 600_000) => lookForIdle({ ...ground.deps, idle: { askMs, stopMs } });
  const mails = async () =>
    (await ground.db.selectFrom('mails').select('id').where('kind', '=', 'idle').execute()).length;

  async function call(method: string, path: string): Promise<unknown> {
    const socket = await dialApp(ground.deps, await ground.row(id));
    const headers = { host: 'localhost', authorization: `token ${ground.deps.appSecretOf(id)}` };
    return new Promise((resolve, reject) => {
      const asking = request({ method, path, headers, createConnection: () => socket as never }, (answer) => {
        let text = '';
        answer.on('data', (part) => (text += String(part)));
        answer.on('end', () => resolve(JSON.parse(text)));
      });
      asking.on('error', reject);
      asking.end();
    });
  }

  test('is asked about once, however many look, and kept when its person says so', async () => {
    await look(600_000);
    expect((await ground.row(id)).app_idle_stops_at).toBeNull();
    await Promise.all([look(1), look(1), look(1)]);
    await look(1);
    expect(await mails()).toBe(1);
    const asked = await ground.launches.get(student, id);
    expect(asked.app?.idleStopsAt?.getTime()).toBeGreaterThan(Date.now() + 500_000);
    expect((await ground.launches.endings(student))[0]?.app?.idleStopsAt).toBeInstanceOf(Date);
    await expect(ground.launches.keepApp(await ground.student(), id)).rejects.toMatchObject({
      code: 'not-found',
    });
    await ground.launches.keepApp(student, id);
    expect((await ground.launches.get(student, id)).app?.idleStopsAt).toBeUndefined();
    await look(60_000);
    expect(await mails()).toBe(1);
    const kept = await ground.db
      .selectFrom('audit_log')
      .select('subject_id')
      .where('action', '=', 'app.kept')
      .execute();
    expect(kept).toEqual([{ subject_id: id }]);
  });

  test('a kernel that computes takes the question back, and is never stopped', async () => {
    const kernel = (await call('POST', '/api/kernels')) as { id: string };
    await look(1);
    expect((await ground.row(id)).app_idle_stops_at).not.toBeNull();
    const steps = [
      'import sys',
      'from jupyter_client import BlockingKernelClient as Client',
      'kernel = Client(connection_file=sys.argv[1])',
      'kernel.load_connection_file()',
      'kernel.start_channels()',
      'kernel.wait_for_ready(timeout=20)',
      'kernel.execute("import time; time.sleep(6)")',
    ];
    const file = `"$(find ~ -name 'kernel-${kernel.id}.json' | head -n 1)"`;
    await ground.at('hangang', `${quoteWords(['python3', '-c', steps.join('; ')])} ${file}`, id);
    await until('it computes', async () => {
      const [one] = (await call('GET', '/api/kernels')) as { execution_state: string }[];
      return one?.execution_state === 'busy';
    });
    await look(1, 1);
    await look(1, 1);
    const row = await ground.row(id);
    expect([row.app_idle_stops_at, row.cancel_requested_at]).toEqual([null, null]);
  }, 60_000);

  test('unused still when the time is over, it is stopped, and the hours come back', async () => {
    await until('the kernel rests', async () => {
      const kernels = (await call('GET', '/api/kernels')) as { execution_state: string }[];
      return kernels.every((one) => one.execution_state !== 'busy');
    });
    await look(1, 1);
    expect((await ground.row(id)).cancel_requested_at).toBeNull();
    await new Promise((done) => setTimeout(done, 20));
    await Promise.all([look(1, 1), look(1, 1)]);
    const settled = await ground.inState(id, 'settled');
    expect(settled).toMatchObject({ end: 'cancelled' });
    const view = await ground.launches.get(student, id);
    expect(view.app?.idleStoppedAt).toBeInstanceOf(Date);
    expect(view.chargedMilliGpuSeconds).toBeLessThan(view.heldMilliGpuSeconds);
    expect((await checkLedger(ground.db)).problems).toEqual([]);
    const stops = await ground.db
      .selectFrom('launch_events')
      .select('detail')
      .where('launch_id', '=', id)
      .where('kind', '=', 'cancel-requested')
      .execute();
    expect(stops.map(({ detail }) => detail)).toEqual([{ by: 'idle' }]);
  }, 60_000);

  test('one that does not answer is left alone', async () => {
    const other = await ground.launch(student, { kind: 'app', app: 'jupyter', script: '', partition: 'gpu' });
    await until('it is ready', async () => (await ground.row(other)).app_ready_at !== null, 60_000);
    const { app_address: address } = await ground.row(other);
    const path = `${(address as { path: string }).path}.gone`;
    await ground.db
      .updateTable('launch_apps')
      .set({ address: JSON.stringify({ kind: 'socket', path }) })
      .where('launch_id', '=', other)
      .execute();
    await look(1, 1);
    expect((await ground.row(other)).app_idle_stops_at).toBeNull();
    await ground.launches.cancel(student, other);
  }, 90_000);
});
