import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Db } from '#db/client';
import { checkLedger } from '#db/queries/ledger/check-ledger';
import { ensureLedgerRoots } from '#db/queries/ledger/ensure-ledger-roots';
import { openTestDb, type TestDb } from '#db/testing/test-db';
import type { Actor } from '../../actor';
import { isAppError } from '../../contract/app-error';
import type { LaunchDraftInput } from '../../contract/launch-draft';
import { limits } from '../../contract/limits';
import type { LaunchServices } from '../../launch-services';
import { makePerson } from '../ledger/people.fixture';
import { makeLaunchServices } from './make-launch-services';
import { gpuHour, launchDepsFor, plantCluster, plantHours } from './testing/launch-ground';

let test: TestDb;
let db: Db;
let deps: ReturnType<typeof launchDepsFor>;
let launches: LaunchServices;

beforeAll(async () => {
  test = await openTestDb(30);
  db = test.db;
  await ensureLedgerRoots(db);
  await plantCluster(db, 'hangang', 'slurm');
  await plantCluster(db, 'nuri', 'pbs', 700);
  deps = launchDepsFor(db);
  launches = makeLaunchServices(deps);
});
afterAll(() => test.close());

/** 3,750 GPU-seconds on the reference accelerator: an hour and the margin. */
const anHour: LaunchDraftInput = { cluster: 'hangang', name: '학습', script: 'echo', walltimeSeconds: 3600 };
const costOfAnHour = 3_750_000;

const personWith = async (amount: number): Promise<Actor> => {
  const actor = await makePerson(db);
  await plantHours(db, actor, amount);
  return actor;
};
const rowsOf = (actor: Actor) =>
  db.selectFrom('launches').selectAll().where('person_id', '=', actor.personId).execute();
const heldOf = async (actor: Actor) => {
  const row = await db
    .selectFrom('allocations as a')
    .innerJoin('ledger_accounts as l', 'l.id', 'a.ledger_account_id')
    .select('l.pending')
    .where('a.person_id', '=', actor.personId)
    .executeTakeFirstOrThrow();
  return Number(row.pending);
};
/** How each call ended: a launch's id or an error's code. */
const outcomes = async (calls: Promise<{ id: string }>[]): Promise<string[]> =>
  (await Promise.allSettled(calls)).map((call) => {
    if (call.status === 'fulfilled') return call.value.id;
    if (isAppError(call.reason)) return call.reason.code;
    throw call.reason;
  });

describe('one key, one launch', () => {
  it('however many ask at once', async () => {
    const actor = await personWith(100 * gpuHour);
    const ids = await outcomes(
      Array.from({ length: 20 }, () => launches.submit(actor, anHour, 'double-click')),
    );
    expect(new Set(ids).size).toBe(1);
    expect(await rowsOf(actor)).toHaveLength(1);
    expect(await heldOf(actor)).toBe(costOfAnHour);
    expect(deps.tasks.filter((task) => task === `submit-launch ${ids[0]}`)).toHaveLength(1);
  });

  it('also when it takes the last hours: no twin is told that there are none', async () => {
    const actor = await personWith(costOfAnHour);
    const ids = await outcomes(Array.from({ length: 20 }, () => launches.submit(actor, anHour, 'last')));
    expect(new Set(ids).size).toBe(1);
    expect(ids[0]).toMatch(/^01/);
  });

  it('also when it is the last launch that may be live at once', async () => {
    const actor = await personWith(1000 * gpuHour);
    const first = Array.from({ length: limits.liveLaunchesPerPerson - 1 }, (_, index) => `n${index}`);
    for (const key of first) await launches.submit(actor, { ...anHour, walltimeSeconds: 60 }, key);
    const ids = await outcomes(Array.from({ length: 10 }, () => launches.submit(actor, anHour, 'fiftieth')));
    expect(new Set(ids).size).toBe(1);
    expect(ids[0]).toMatch(/^01/);
    expect(await outcomes([launches.submit(actor, anHour, 'one-more')])).toEqual(['limit-reached']);
  });

  it('with other contents it is refused, and the first stays', async () => {
    const actor = await personWith(100 * gpuHour);
    const first = await launches.submit(actor, anHour, 'k');
    expect(await outcomes([launches.submit(actor, { ...anHour, gpus: 2 }, 'k')])).toEqual([
      'idempotency-key-reused',
    ]);
    expect((await rowsOf(actor)).map((row) => row.id)).toEqual([first.id]);
  });

  it('of another person is another launch', async () => {
    const [one, other] = [await personWith(100 * gpuHour), await personWith(100 * gpuHour)];
    const ids = await outcomes([launches.submit(one, anHour, 'k'), launches.submit(other, anHour, 'k')]);
    expect(new Set(ids).size).toBe(2);
  });

  it.each(['', 'two words', '열쇠', 'x'.repeat(201), 'a\nb'])('%j is no key', async (key) => {
    const actor = await personWith(gpuHour);
    await expect(launches.submit(actor, anHour, key)).rejects.toMatchObject({
      code: 'invalid-input',
      fields: { idempotencyKey: 'invalid-input' },
    });
  });
});

describe('the last hours', () => {
  it('are spent once by two tabs, and the other is told how much was there', async () => {
    const actor = await personWith(costOfAnHour);
    const calls = await Promise.allSettled([
      launches.submit(actor, anHour, 'tab-1'),
      launches.submit(actor, anHour, 'tab-2'),
    ]);
    expect(calls.filter((call) => call.status === 'fulfilled')).toHaveLength(1);
    const refused = calls.find((call) => call.status === 'rejected')?.reason;
    expect(refused).toMatchObject({
      code: 'not-enough-hours',
      details: { neededMilliGpuSeconds: costOfAnHour, freeMilliGpuSeconds: 0 },
      fields: { form: 'not-enough-hours' },
    });
    expect(await rowsOf(actor)).toHaveLength(1);
    expect(await heldOf(actor)).toBe(costOfAnHour);
  });

  it('are never overspent by forty at once', async () => {
    const actor = await personWith(7 * costOfAnHour + 1);
    const ended = await outcomes(
      Array.from({ length: 40 }, (_, index) => launches.submit(actor, anHour, `t${index}`)),
    );
    expect(ended.filter((one) => one === 'not-enough-hours')).toHaveLength(33);
    expect(await rowsOf(actor)).toHaveLength(7);
    expect(await heldOf(actor)).toBe(7 * costOfAnHour);
    expect((await checkLedger(db)).isClean).toBe(true);
  });
});

describe('what is refused writes nothing', () => {
  it.each<[string, Partial<LaunchDraftInput>, string, Record<string, string>]>([
    ['an empty script', { script: '' }, 'script-empty', { script: 'script-empty' }],
    [
      'a large script',
      { script: 'x'.repeat(limits.scriptBytes + 1) },
      'script-too-large',
      { script: 'script-too-large' },
    ],
    ['a binary script', { script: 'a\0b' }, 'script-binary', { script: 'script-binary' }],
    [
      'a negative walltime',
      { walltimeSeconds: -1 },
      'walltime-invalid',
      { walltimeSeconds: 'walltime-invalid' },
    ],
    [
      'a year',
      { walltimeSeconds: 31_536_000 },
      'walltime-over-limit',
      { walltimeSeconds: 'walltime-over-limit' },
    ],
    ['two lines of name', { name: 'a\nb' }, 'invalid-input', { name: 'invalid-input' }],
    ['a zero byte in the template', { template: 'a\0b' }, 'invalid-input', { template: 'invalid-input' }],
    [
      'several things',
      { gpus: 5000, array: 'all', script: '' },
      'too-many-gpus',
      { gpus: 'too-many-gpus', array: 'array-invalid', script: 'script-empty', form: 'not-enough-hours' },
    ],
  ])('%s', async (_name, change, code, fields) => {
    const actor = await personWith(gpuHour * 2);
    await expect(launches.submit(actor, { ...anHour, ...change }, 'k')).rejects.toMatchObject({
      code,
      fields,
    });
    expect(await rowsOf(actor)).toEqual([]);
    expect(await heldOf(actor)).toBe(0);
  });

  it('says how much fits', async () => {
    const actor = await personWith(gpuHour * 2);
    await expect(launches.submit(actor, { ...anHour, gpus: 2000 }, 'k')).rejects.toMatchObject({
      code: 'too-many-gpus',
      details: { maxGpus: 4 },
    });
  });

  it('and the same key may then be used for what was mended', async () => {
    const actor = await personWith(gpuHour * 2);
    await expect(launches.submit(actor, { ...anHour, script: '' }, 'k')).rejects.toMatchObject({
      code: 'script-empty',
    });
    expect(await launches.submit(actor, anHour, 'k')).toMatchObject({ state: 'held', script: 'echo' });
  });
});

it('keeps hostile names, scripts and line ends as they came, and gives them back for running again', async () => {
  const actor = await personWith(100 * gpuHour);
  const names = [
    `'; drop table launches; --`,
    '$(touch /tmp/pwned)|`id`',
    '학습 🧪 "하나"',
    '가'.repeat(100),
  ];
  for (const [index, name] of names.entries()) {
    const script = `#!/bin/sh\r\necho '${name}' # $HOME \\\n`;
    const { id } = await launches.submit(
      actor,
      { ...anHour, walltimeSeconds: 60, name, script },
      `h${index}`,
    );
    expect(await launches.get(actor, id)).toMatchObject({ name, script });
    expect(await launches.draftOf(actor, id)).toMatchObject({
      name,
      script,
      cluster: 'hangang',
      partition: 'gpu',
    });
  }
  const stranger = await makePerson(db);
  const [{ id = '' } = {}] = await rowsOf(actor);
  await expect(launches.draftOf(stranger, id)).rejects.toMatchObject({ code: 'not-found' });
});

describe('a quote', () => {
  const { cluster: _cluster, ...anywhere } = anHour;

  it('without a cluster takes the first place that can start it and that can be paid', async () => {
    const actor = await personWith(100 * gpuHour);
    const quote = await launches.quote(actor, anywhere);
    expect(quote).toMatchObject({
      problems: [],
      cluster: 'nuri',
      partition: 'gpu',
      costMilliGpuSeconds: 2_625_000,
      freeMilliGpuSeconds: 100 * gpuHour,
      freeAfterMilliGpuSeconds: 100 * gpuHour - 2_625_000,
    });
    expect(quote.places[0]).toMatchObject({ cluster: 'nuri', canPay: true, fits: true });
    expect(quote.submittedScript).toContain('#PBS -l walltime=01:00:00\n');
  });

  it('goes where the hours may be used, though it costs more', async () => {
    const actor = await makePerson(db);
    await plantHours(db, actor, 100 * gpuHour, { clusters: ['hangang'], from: 'research' });
    expect(await launches.quote(actor, anywhere)).toMatchObject({ problems: [], cluster: 'hangang' });
  });

  it('of what fits nowhere says what is too much, and never throws', async () => {
    const actor = await personWith(100 * gpuHour);
    const much = await launches.quote(actor, { ...anywhere, gpus: 64, array: '1,3,4', walltimeSeconds: 1e7 });
    expect(much.problems.map(({ field, code }) => `${field} ${code}`)).toEqual(
      expect.arrayContaining(['gpus too-many-gpus', 'walltimeSeconds walltime-over-limit']),
    );
    expect(much.places.every((place) => !place.fits)).toBe(true);
    const broken = { ...anywhere, cluster: 'No Such!', gpus: Number.NaN, script: '\0' } as LaunchDraftInput;
    expect((await launches.quote(actor, broken)).problems.map(({ field }) => field)).toEqual(
      expect.arrayContaining(['cluster', 'gpus', 'script']),
    );
    const odd = await launches.quote(actor, { ...anywhere, cluster: 'nuri', array: '1,3,4' });
    expect(odd.problems).toEqual([
      { field: 'array', code: 'array-invalid', details: { limit: limits.arrayTasks, scheduler: 'pbs' } },
    ]);
  });

  it('shows the script as the scheduler will read it, and the lines that do not count', async () => {
    const actor = await personWith(100 * gpuHour);
    const script = '#!/bin/bash\n#SBATCH --time=9:00:00\n#SBATCH --gres=gpu:1\necho hi';
    const quote = await launches.quote(actor, { ...anHour, script });
    expect(quote.overridden).toEqual([
      { line: 2, text: '#SBATCH --time=9:00:00', fields: ['walltimeSeconds'] },
    ]);
    const lines = quote.submittedScript.split('\n');
    expect(lines.slice(0, 3)).toEqual(['#!/bin/bash', '#SBATCH --partition=gpu', '#SBATCH --time=1:00:00']);
    expect(lines.slice(-4)).toEqual(['##SBATCH --time=9:00:00', '##SBATCH --gres=gpu:1', 'echo hi', '']);
  });

  it('of a person without hours says so', async () => {
    const quote = await launches.quote(await makePerson(db), anHour);
    expect(quote.problems).toEqual([{ field: 'allocation', code: 'no-allocation', details: {} }]);
    expect(quote.places.every((place) => !place.canPay)).toBe(true);
  });
});

describe('a class that presses at once', () => {
  it('is written with a few commits, and each has what is theirs', async () => {
    const people = await Promise.all(Array.from({ length: 40 }, () => personWith(costOfAnHour)));
    // Each third asks for more than they have.
    const hours = (index: number) => (index % 3 === 0 ? 7_200 : 3_600);
    const ended = await outcomes(
      people.map((actor, index) =>
        launches.submit(actor, { ...anHour, walltimeSeconds: hours(index) }, 'the-minute'),
      ),
    );
    for (const [index, actor] of people.entries()) {
      const rows = await rowsOf(actor);
      expect(rows.map(({ id }) => id)).toEqual(index % 3 === 0 ? [] : [ended[index]]);
      expect(await heldOf(actor)).toBe(index % 3 === 0 ? 0 : costOfAnHour);
    }
    const { rows } = await sql<{ commits: bigint; launches: bigint }>`
      select count(distinct xmin::text) as commits, count(*) as launches from launches
      where idempotency_key = 'the-minute'`.execute(db);
    expect(rows[0]?.launches).toBe(26n);
    expect(Number(rows[0]?.commits)).toBeLessThan(10);
    expect((await checkLedger(db)).isClean).toBe(true);
  });
});
