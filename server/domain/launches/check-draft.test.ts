import { describe, expect, it } from 'vitest';
import type { AllocationRow } from '#db/queries/allocations/list-allocations';
import type { ClusterRow, PartitionRow } from '#db/queries/clusters/list-clusters';
import { launchDraftSchema, type LaunchDraftInput } from '../../contract/launch-draft';
import { checkDraft, type DraftGround } from './check-draft';
import { listPlaces } from './list-places';

const nowAt = new Date('2026-05-01T00:00:00Z');
const hour = 3_600_000n;
const gib = 1024 ** 3;

const partition = (change: Partial<PartitionRow>): PartitionRow => ({
  id: 'p',
  cluster_id: 'c',
  name: 'gpu',
  accelerator: 'a100',
  gpu_model: 'A100',
  nodes: 2,
  gpus_per_node: 4,
  cores_per_node: 32,
  memory_bytes_per_node: BigInt(128 * gib),
  max_walltime_seconds: 8 * 3600,
  default_walltime_seconds: 600,
  rate_milli: 1000,
  is_open: true,
  free_gpus: 8,
  free_read_at: nowAt,
  ...change,
});
const cluster = (change: Partial<ClusterRow>): ClusterRow =>
  ({
    id: 'c1',
    name: 'hangang',
    loginKinds: ['named'],
    scheduler: 'slurm',
    state: 'open',
    reach: 'ok',
    maintenance: null,
    partitions: [partition({})],
    reservations: [],
    ...change,
  }) as ClusterRow;
const hours = (change: Partial<AllocationRow>): AllocationRow =>
  ({
    id: '0190d8a0-0000-7000-8000-000000000001',
    clusters: [],
    startsAt: new Date('2026-04-01T00:00:00Z'),
    endsAt: new Date('2026-06-01T00:00:00Z'),
    granted: 20n * hour,
    pending: 0n,
    posted: 0n,
    part: null,
    isFrozen: false,
    freeOnPath: change.granted ?? 20n * hour,
    ...change,
  }) as AllocationRow;

const ground = (change: Partial<DraftGround> = {}): DraftGround => ({
  clusters: [cluster({})],
  allocations: [hours({})],
  nowAt,
  loginsAt: new Set(),
  ...change,
});
const draft = (change: Partial<LaunchDraftInput> = {}) =>
  launchDraftSchema.parse({ cluster: 'hangang', script: 'echo', walltimeSeconds: 600, ...change });
const problemsOf = (change: Partial<LaunchDraftInput>, on: Partial<DraftGround> = {}) =>
  checkDraft(draft(change), ground(on)).problems.map(({ field, code, details }) => [field, code, details]);

describe('what is refused, and the numbers that its sentence needs', () => {
  it('nothing, when it fits and can be paid', () => {
    expect(checkDraft(draft(), ground())).toMatchObject({
      problems: [],
      cost: 750_000n,
      free: 20n * hour,
      tasks: 1,
      partition: { name: 'gpu' },
    });
  });

  it.each<[string, Partial<LaunchDraftInput>, [string, string, Record<string, unknown>][]]>([
    ['no time', { walltimeSeconds: 0 }, [['walltimeSeconds', 'walltime-invalid', {}]]],
    ['negative time', { walltimeSeconds: -60 }, [['walltimeSeconds', 'walltime-invalid', {}]]],
    [
      'a second over the limit',
      { walltimeSeconds: 8 * 3600 + 1 },
      [['walltimeSeconds', 'walltime-over-limit', { partition: 'gpu', maxWalltimeSeconds: 28_800 }]],
    ],
    ['more GPUs than a node has', { gpus: 5 }, [['gpus', 'too-many-gpus', { partition: 'gpu', maxGpus: 4 }]]],
    ['more cores', { cores: 33 }, [['cores', 'fits-nowhere', { partition: 'gpu', maxCores: 32 }]]],
    [
      'more memory',
      { memoryBytes: 129 * gib },
      [['memoryBytes', 'fits-nowhere', { partition: 'gpu', maxMemoryBytes: 128 * gib }]],
    ],
    [
      'an unknown partition',
      { partition: 'secret' },
      [['partition', 'fits-nowhere', { cluster: 'hangang' }]],
    ],
    [
      'an unknown accelerator',
      { accelerator: 'h100' },
      [['accelerator', 'fits-nowhere', { cluster: 'hangang' }]],
    ],
    ['an array that is none', { array: '0-3;id' }, [['array', 'array-invalid', { limit: 200 }]]],
    ['an empty script', { script: ' \n' }, [['script', 'script-empty', { limit: 262_144 }]]],
    [
      'hours of somebody else',
      { allocation: '0190d8a0-0000-7000-8000-00000000ffff' },
      [['allocation', 'no-allocation', {}]],
    ],
    [
      'more than is left',
      { gpus: 4, walltimeSeconds: 8 * 3600 },
      [['form', 'not-enough-hours', { neededMilliGpuSeconds: 115_800_000, freeMilliGpuSeconds: 72_000_000 }]],
    ],
  ])('%s', (_name, change, problems) => {
    expect(problemsOf(change)).toEqual(problems);
  });

  it('a cluster that is not there, closed, draining, or whose partition is closed', () => {
    expect(problemsOf({ cluster: 'elsewhere' })).toEqual([['cluster', 'not-found', {}]]);
    const shut = [['cluster', 'cluster-closed', { cluster: 'hangang' }]];
    expect(problemsOf({}, { clusters: [cluster({ state: 'closed' })] })).toEqual(shut);
    expect(problemsOf({}, { clusters: [cluster({ state: 'draining' })] })).toEqual(shut);
    const closed = { clusters: [cluster({ partitions: [partition({ is_open: false })] })] };
    expect(problemsOf({ partition: 'gpu' }, closed)).toEqual([
      ['partition', 'cluster-closed', { cluster: 'hangang' }],
    ]);
  });

  it('not a cluster that does not answer: the launch waits for it', () => {
    expect(problemsOf({}, { clusters: [cluster({ reach: 'down' })] })).toEqual([]);
    const linking = { clusters: [cluster({ loginKinds: ['linked'] })] };
    expect(problemsOf({}, linking)).toEqual([['cluster', 'login-needed', { cluster: 'hangang' }]]);
    expect(problemsOf({}, { ...linking, loginsAt: new Set(['c1']) })).toEqual([]);
  });

  it('PBS takes evenly spaced arrays only', () => {
    const pbs = { clusters: [cluster({ scheduler: 'pbs' })] };
    expect(problemsOf({ array: '1,3,5' }, pbs)).toEqual([]);
    expect(problemsOf({ array: '1,3,4' }, pbs)).toEqual([
      ['array', 'array-invalid', { limit: 200, scheduler: 'pbs' }],
    ]);
    expect(problemsOf({ array: '1,3,4' })).toEqual([]);
  });
});

describe('names', () => {
  it.each([
    `it's "quoted"`,
    'a|b|c',
    '$(touch /tmp/x) `id` ; rm -rf ~',
    '../../etc/passwd',
    '학습률 네 가지',
    '👩‍🔬 실험 🧪',
    '가'.repeat(100),
    '👍'.repeat(100),
    '',
    '-n --help',
    '{name} <b>%s</b>',
  ])('%j is taken as it is', (name) => {
    expect(problemsOf({ name })).toEqual([]);
    expect(draft({ name }).name).toBe(name);
  });
  it.each([
    '가'.repeat(101),
    'a'.repeat(300),
    'two\nlines',
    'a\tb',
    'zero\0',
    'esc\u001b[31m',
    'turned\u202etxt',
    'half \ud83d',
    'line\u2028two',
  ])('%j is refused with the limit', (name) => {
    expect(problemsOf({ name })).toEqual([['name', 'invalid-input', { limit: 100 }]]);
  });
});

describe('which hours pay', () => {
  const id = (last: number) => `0190d8a0-0000-7000-8000-00000000000${last}`;
  const soon = hours({ id: id(2), endsAt: new Date('2026-05-02T00:00:00Z'), granted: 1n * hour });
  const late = hours({ id: id(3) });
  const chosen = (change: Partial<LaunchDraftInput>, allocations: AllocationRow[]) =>
    checkDraft(draft(change), ground({ allocations })).allocation?.id;

  it('those that end first, of those that have enough', () => {
    expect(chosen({}, [late, soon])).toBe(id(2));
    expect(chosen({ walltimeSeconds: 4 * 3600 }, [soon, late])).toBe(id(3));
    expect(chosen({ allocation: id(3) }, [soon, late])).toBe(id(3));
  });
  it('not what is over, not begun, or for another cluster', () => {
    const none = [
      hours({ endsAt: nowAt }),
      hours({ startsAt: new Date('2026-05-01T00:00:01Z') }),
      hours({ clusters: ['nuri'] }),
    ];
    expect(chosen({}, none)).toBeUndefined();
    expect(problemsOf({}, { allocations: none })).toEqual([['allocation', 'no-allocation', {}]]);
  });
});

describe('the order of places', () => {
  const order = (change: Partial<LaunchDraftInput>, clusters: ClusterRow[], allocations = [hours({})]) =>
    listPlaces(draft(change), ground({ clusters, allocations })).map(
      (place) => `${place.cluster}/${place.partition}`,
    );
  const gpu = cluster({
    partitions: [partition({}), partition({ name: 'debug', gpus_per_node: 2, max_walltime_seconds: 1800 })],
  });

  it('free now before full, then the cheaper', () => {
    const cheap = cluster({ name: 'nuri', partitions: [partition({ rate_milli: 700 })] });
    expect(order({}, [gpu, cheap])).toEqual(['nuri/gpu', 'hangang/gpu', 'hangang/debug']);
    const full = cluster({ name: 'nuri', partitions: [partition({ rate_milli: 700, free_gpus: 0 })] });
    expect(order({}, [full, gpu])).toEqual(['hangang/gpu', 'hangang/debug', 'nuri/gpu']);
  });

  it('what cannot be used stands at the end and says why', () => {
    const down = cluster({ name: 'down', reach: 'down' });
    const closed = cluster({ name: 'closed', state: 'closed' });
    const small = cluster({ name: 'small', partitions: [partition({ gpus_per_node: 1 })] });
    expect(order({ gpus: 2 }, [closed, small, down, gpu])).toEqual([
      'hangang/gpu',
      'hangang/debug',
      'down/gpu',
      'small/gpu',
      'closed/gpu',
    ]);
    const places = listPlaces(draft({ gpus: 2 }), ground({ clusters: [closed, small, down] }));
    expect(places.map(({ state, fits, reach, freeGpus }) => [state, fits, reach, freeGpus])).toEqual([
      ['open', true, 'down', undefined],
      ['open', false, 'ok', 8],
      ['closed', true, 'ok', 8],
    ]);
  });

  it('a place that one can pay before one that one cannot', () => {
    const onlyNuri = [hours({ clusters: ['nuri'] })];
    const nuri = cluster({ name: 'nuri', partitions: [partition({ rate_milli: 2000, free_gpus: 0 })] });
    expect(order({}, [gpu, nuri], onlyNuri)[0]).toBe('nuri/gpu');
  });

  it('an old count of free GPUs is not shown as now', () => {
    const stale = cluster({ partitions: [partition({ free_read_at: new Date(nowAt.getTime() - 600_000) })] });
    expect(listPlaces(draft(), ground({ clusters: [stale] }))[0]?.freeGpus).toBeUndefined();
  });
});

describe('a reservation', () => {
  const draft = { cluster: 'hangang', script: 'x', name: 'x', walltimeSeconds: 600, partition: 'gpu' };
  const kept = { cluster_id: 'c', name: 'class', partition: 'gpu', is_shown: true };
  const lasts = { starts_at: new Date('2026-05-01T00:00:00Z'), ends_at: new Date('2026-05-01T01:00:00Z') };
  const problemsWith = (change: object) => {
    const clusters = [cluster({ reservations: [{ ...kept, ...lasts, ...change }] })];
    const asked = launchDraftSchema.parse({ ...draft, reservation: 'class' });
    return checkDraft(asked, ground({ clusters })).problems.map(({ field, code }) => [field, code]);
  };
  it.each([
    ['that is offered can be chosen', {}, []],
    ['of no single partition can be chosen too', { partition: '' }, []],
    ['that its operators do not show cannot', { is_shown: false }, [['reservation', 'not-found']]],
    ['of another partition cannot', { partition: 'debug' }, [['reservation', 'not-found']]],
    ['that is over cannot', { ends_at: nowAt }, [['reservation', 'not-found']]],
    ['that is not there cannot', { name: 'other' }, [['reservation', 'not-found']]],
  ])('%s', (_what, change, problems) => expect(problemsWith(change)).toEqual(problems));
});
