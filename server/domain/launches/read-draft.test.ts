import { describe, expect, it } from 'vitest';
import type { LaunchDraftInput } from '../../contract/launch-draft';
import { mergeProblems, readDraft } from './read-draft';

const good: LaunchDraftInput = { cluster: 'hangang', script: 'echo', walltimeSeconds: 60 };
const read = (change: Record<string, unknown>) => readDraft({ ...good, ...change });

describe('reading a draft', () => {
  it('takes what is right and fills in the rest', () => {
    expect(read({})).toEqual({
      draft: {
        cluster: 'hangang',
        kind: 'batch',
        name: '',
        script: 'echo',
        gpus: 1,
        cores: 1,
        walltimeSeconds: 60,
      },
      problems: [],
    });
  });

  it.each<[string, string, Record<string, unknown>]>([
    ['gpus', 'invalid-input', { gpus: Number.NaN }],
    ['gpus', 'invalid-input', { gpus: 1.5 }],
    ['gpus', 'invalid-input', { gpus: -1 }],
    ['gpus', 'too-many-gpus', { gpus: 1e9 }],
    ['gpus', 'too-many-gpus', { gpus: 1e300 }],
    ['cores', 'invalid-input', { cores: 0 }],
    ['cores', 'fits-nowhere', { cores: 1e6 }],
    ['memoryBytes', 'invalid-input', { memoryBytes: 0 }],
    ['memoryBytes', 'fits-nowhere', { memoryBytes: 2 ** 50 }],
    ['walltimeSeconds', 'walltime-invalid', { walltimeSeconds: Number.NaN }],
    ['walltimeSeconds', 'walltime-over-limit', { walltimeSeconds: 1e9 }],
    ['cluster', 'invalid-input', { cluster: 'Hangang; rm -rf' }],
    ['cluster', 'invalid-input', { cluster: undefined }],
    ['script', 'script-empty', { script: 7 }],
    ['name', 'invalid-input', { name: 'x'.repeat(1001) }],
    ['allocation', 'invalid-input', { allocation: 'mine' }],
    ['array', 'array-invalid', { array: 'x'.repeat(300) }],
    ['template', 'invalid-input', { template: '../../etc' }],
    ['template', 'invalid-input', { template: 'a\0b' }],
  ])('%s: %s, and the rest is still read', (field, code, change) => {
    const { draft, problems } = read(change);
    expect(problems).toEqual([{ field, code, details: {} }]);
    const { cluster, script, walltimeSeconds } = { ...good, ...change };
    if (field !== 'cluster') expect(draft.cluster).toBe(cluster);
    if (field !== 'script') expect(draft.script).toBe(script);
    if (field !== 'walltimeSeconds') expect(draft.walltimeSeconds).toBe(walltimeSeconds);
  });

  it('names every wrong field once, however much is wrong', () => {
    const { problems } = readDraft({ gpus: 0.5, cores: 'many', cluster: 3, script: null } as never);
    expect(problems.map(({ field }) => field).sort()).toEqual([
      'cluster',
      'cores',
      'gpus',
      'script',
      'walltimeSeconds',
    ]);
  });
});

it('of two that say the same, the one with numbers is kept; what was unreadable is not checked again', () => {
  const problem = (
    field: 'gpus' | 'script' | 'cores',
    code: 'too-many-gpus' | 'script-empty',
    max?: number,
  ) => ({
    field,
    code,
    details: max === undefined ? {} : { maxGpus: max },
  });
  expect(
    mergeProblems(
      [problem('gpus', 'too-many-gpus'), problem('cores', 'script-empty')],
      [
        problem('gpus', 'too-many-gpus', 4),
        problem('cores', 'too-many-gpus'),
        problem('script', 'script-empty'),
      ],
    ),
  ).toEqual([
    problem('gpus', 'too-many-gpus', 4),
    problem('cores', 'script-empty'),
    problem('script', 'script-empty'),
  ]);
});
