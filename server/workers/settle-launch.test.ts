import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { checkLedger } from '#db/queries/ledger/check-ledger';
import type { LaunchDraftInput } from '#server/contract/launch-draft';
import type { End } from '#server/contract/launch-states';
import { openWorkerGround, rates, type CentreName, type WorkerGround } from './testing/worker-ground';

const centres: CentreName[] = ['hangang', 'nuri'];
let ground: WorkerGround;
let stopWork: () => Promise<void>;
beforeAll(async () => {
  ground = await openWorkerGround(centres);
  stopWork = await ground.startWork();
});
afterAll(async () => {
  await stopWork();
  await ground.close();
});

interface Case {
  end: End;
  draft: Partial<LaunchDraftInput>;
  exitCode?: number;
  /** Cancelled by its owner when it is in this state. */
  cancelWhen?: 'running' | 'queued';
  isFree?: boolean;
}

const cases: Case[] = [
  { end: 'completed', draft: { script: 'sleep 1; exit 0' }, exitCode: 0 },
  { end: 'failed', draft: { script: 'sleep 1; exit 3' }, exitCode: 3 },
  { end: 'timed-out', draft: { script: 'sleep 600', walltimeSeconds: 1 } },
  { end: 'out-of-memory', draft: { script: '# modu-fault: out-of-memory-after=1\nsleep 600' } },
  { end: 'node-failed', draft: { script: '# modu-fault: node-fail-after=1\nsleep 600' }, isFree: true },
  { end: 'lost', draft: { script: '# modu-fault: vanish-after=1\nsleep 600' }, isFree: true },
  { end: 'cancelled', draft: { script: 'sleep 600' }, cancelWhen: 'running' },
  {
    end: 'cancelled',
    draft: { script: 'sleep 600', partition: 'debug', gpus: 2, array: '0-3' },
    cancelWhen: 'running',
  },
  {
    end: 'failed',
    draft: { script: 'sleep 1; exit $((MODU_ARRAY_INDEX == 5))', array: '1,3,5' },
    exitCode: 1,
  },
];

test.concurrent.each(centres)(
  'at %s every end is told apart, charged as accounting says and paid by whom it should be',
  async (name) => {
    const actor = await ground.student();
    const begun = await Promise.all(
      cases.map(async (each) => ({
        ...each,
        id: await ground.launch(actor, { cluster: name, ...each.draft }),
      })),
    );
    await Promise.all(
      begun
        .filter((each) => each.cancelWhen)
        .map(async (each) => {
          await ground.inState(each.id, each.cancelWhen ?? 'running');
          await ground.launches.cancel(actor, each.id);
        }),
    );
    for (const each of begun) {
      const row = await ground.inState(each.id, 'settled');
      expect({ draft: each.draft, end: row.end }).toEqual({ draft: each.draft, end: each.end });
      if (each.exitCode !== undefined) expect(row.exit_code).toBe(each.exitCode);
      const runs = await ground.accounted(each.id);
      const seconds = runs.reduce((sum, run) => sum + Math.round(run.seconds), 0);
      if (each.isFree) expect(row.charged_milli_gpu_seconds).toBe(0n);
      else
        expect({ draft: each.draft, charge: row.charged_milli_gpu_seconds }).toEqual({
          draft: each.draft,
          charge: BigInt(seconds * row.gpus * rates[name]),
        });
      if (each.end === 'failed' || each.end === 'completed') expect(seconds).toBeGreaterThan(0);
      const { id } = each;
      const transfers = await ground.db
        .selectFrom('ledger_transfers')
        .select('kind')
        .where('launch_id', '=', id)
        .execute();
      expect(transfers.map((one) => one.kind).toSorted()).toEqual(
        [row.charged_milli_gpu_seconds === 0n ? 'void' : 'post', 'reserve'].toSorted(),
      );
    }
    expect((await checkLedger(ground.db)).problems).toEqual([]);
  },
);

const sourceOf = async (at: WorkerGround, id: string) =>
  (
    await at.db
      .selectFrom('usage_records')
      .select('source')
      .where('launch_id', '=', id)
      .executeTakeFirstOrThrow()
  ).source;

test('accounting that is away is waited for: what it says counts, not what the folder says meanwhile', async () => {
  await ground.at('hangang', 'modu-fault set accounting-fails');
  const id = await ground.launch(await ground.student(), { cluster: 'hangang', script: 'sleep 1' });
  await ground.inState(id, 'ended');
  await pause(3 * ground.deps.timing.accountingLagMs);
  expect((await ground.row(id)).state).toBe('ended');
  await ground.at('hangang', 'modu-fault clear accounting-fails');
  await ground.inState(id, 'settled');
  expect(await sourceOf(ground, id)).toBe('accounting');
});

test('where accounting never told of a job, the folder is believed after a while', async () => {
  const other = await openWorkerGround(['hangang']);
  const stop = await other.startWork();
  await other.at('hangang', 'modu-fault set accounting-fails');
  const id = await other.launch(await other.student(), { cluster: 'hangang', script: 'sleep 1' });
  await other.inState(id, 'settled');
  expect(await sourceOf(other, id)).toBe('exit-file');
  await stop();
  await other.close();
});
