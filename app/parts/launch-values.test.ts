import { describe, expect, it } from 'vitest';
import { maxCostMilliGpuSeconds } from '#server/contract/hours';
import { launchDraftSchema } from '#server/contract/launch-draft';
import { longestAffordable } from './launch-affordable';
import { readLaunchValues, toLaunchValues, toQuoteInput, type LaunchValues } from './launch-values';

const typed = (change: Partial<LaunchValues> = {}): LaunchValues => ({
  ...readLaunchValues({ script: 'echo', gpus: '1', cores: '2', walltime: '1:30' }),
  ...change,
});

describe('typed values', () => {
  it('become a draft', () => {
    expect(
      toQuoteInput(
        typed({ name: 'n', memory: '1.5', array: ' 0-3 ', place: 'hangang/gpu', allocation: 'a' }),
        'hello-gpu',
      ),
    ).toEqual({
      name: 'n',
      script: 'echo',
      gpus: 1,
      cores: 2,
      walltimeSeconds: 5400,
      cluster: 'hangang',
      partition: 'gpu',
      memoryBytes: 1.5 * 1024 ** 3,
      array: '0-3',
      allocation: 'a',
      template: 'hello-gpu',
    });
  });

  it('leave out what is left to the portal', () => {
    expect(Object.keys(toQuoteInput(typed())).sort()).toEqual([
      'cores',
      'gpus',
      'name',
      'script',
      'walltimeSeconds',
    ]);
    expect(toQuoteInput(typed({ place: 'nuri' }))).toMatchObject({ cluster: 'nuri' });
    expect('partition' in toQuoteInput(typed({ place: 'nuri' }))).toBe(false);
  });

  it.each<[Partial<LaunchValues>, string]>([
    [{ gpus: 'many' }, 'gpus'],
    [{ gpus: '1e9' }, 'gpus'],
    [{ gpus: '-1' }, 'gpus'],
    [{ gpus: '' }, 'gpus'],
    [{ cores: '1.5' }, 'cores'],
    [{ memory: 'lots' }, 'memoryBytes'],
    [{ memory: '0' }, 'memoryBytes'],
    [{ walltime: '0' }, 'walltimeSeconds'],
    [{ walltime: 'soon' }, 'walltimeSeconds'],
  ])('%j is left for the service to refuse', (change, field) => {
    const read = launchDraftSchema.safeParse({ ...toQuoteInput(typed(change)), cluster: 'hangang' });
    const isRefused = read.success ? read.data.walltimeSeconds < 1 : read.error.issues[0]?.path[0] === field;
    expect(isRefused).toBe(true);
  });

  it('keep their line ends as Unix has them', () => {
    expect(readLaunchValues({ script: 'a\r\nb\rc\n' }).script).toBe('a\nb\nc\n');
    expect(readLaunchValues({ script: ['x'], name: 7 })).toMatchObject({ script: '', name: '' });
  });

  it('come back from a draft as they went in', () => {
    const draft = launchDraftSchema.parse({
      cluster: 'nuri',
      partition: 'gpu',
      name: '첫 학습',
      script: 'echo',
      gpus: 2,
      cores: 4,
      walltimeSeconds: 5415,
      memoryBytes: Math.round(1.1 * 1024 ** 3),
      array: '0-3',
    });
    const values = toLaunchValues(draft);
    expect(values).toMatchObject({ walltime: '1:30:15', memory: '1.1', place: 'nuri/gpu' });
    expect(launchDraftSchema.parse({ cluster: '', ...toQuoteInput(values) })).toEqual(draft);
  });

  it.each([
    [600, '0:10'],
    [86_400, '24:00'],
    [59, '0:00:59'],
  ])('%i s stands as %s', (walltimeSeconds, text) => {
    const draft = launchDraftSchema.parse({ cluster: 'nuri', script: 'echo', walltimeSeconds });
    expect(toLaunchValues(draft).walltime).toBe(text);
  });
});

describe('the longest time that can be paid', () => {
  it.each([
    [{ gpus: 1, tasks: 1, rateMilli: 1000 }, 3_600_000],
    [{ gpus: 3, tasks: 4, rateMilli: 700 }, 51_120_000],
    [{ gpus: 0, tasks: 1, rateMilli: 1100 }, 100_000],
  ])('%j with %i fits, and a minute more does not', (asked, free) => {
    const walltimeSeconds = longestAffordable(free, asked) ?? 0;
    expect(walltimeSeconds).toBeGreaterThan(0);
    expect(Number(maxCostMilliGpuSeconds({ ...asked, walltimeSeconds }))).toBeLessThanOrEqual(free);
    const more = maxCostMilliGpuSeconds({ ...asked, walltimeSeconds: walltimeSeconds + 60 });
    expect(Number(more)).toBeGreaterThan(free);
  });
  it('is none when not even a minute can be', () => {
    expect(longestAffordable(100_000, { gpus: 1, tasks: 1, rateMilli: 1000 })).toBeUndefined();
    expect(longestAffordable(0, { gpus: 1, tasks: 1, rateMilli: 1000 })).toBeUndefined();
  });
});
