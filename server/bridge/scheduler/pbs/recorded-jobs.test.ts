import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { readJobs } from './list-queue';
import { toQueueJob, type PbsJob } from './read-job';
import { readPbsJson, treesUnder } from './read-pbs-json';

/** Every recorded file of jobs, and what must be read out of it: `<id> <state> [end] [code or signal]`. */
const recorded: Record<string, string[]> = {
  'array-deleted.json': ['121[].pbs01 ended cancelled'],
  'array-finished-with-subjobs.json': [
    '19[].pbs01 ended failed',
    '19[1].pbs01 ended completed 0',
    '19[2].pbs01 ended failed 7',
    '19[3].pbs01 ended completed 0',
    '19[4].pbs01 ended completed 0',
  ],
  'array-one-subjob-deleted.json': [
    '121[].pbs01 running',
    '121[1].pbs01 running',
    '121[3].pbs01 running',
    '121[5].pbs01 running',
  ],
  'array-one-subjob-finished.json': ['19[2].pbs01 ended failed 7'],
  'array-one-subjob-running.json': ['19[2].pbs01 running'],
  'array-queued.json': ['17[].pbs01 queued'],
  'array-running-with-subjobs.json': [
    '19[].pbs01 running',
    '19[1].pbs01 running',
    '19[2].pbs01 running',
    '19[3].pbs01 running',
    '19[4].pbs01 running',
  ],
  'array-running.json': ['19[].pbs01 running'],
  'array.json': ['19[].pbs01 ended failed'],
  'bad-shell.json': ['6.pbs01 ended failed 254'],
  'deleted-force.json': ['122.pbs01 running'],
  'deleted-queued.json': ['11.pbs01 ended cancelled'],
  'deleted-running-right-after-qdel.json': ['8.pbs01 running'],
  'deleted-running.json': ['8.pbs01 ended cancelled SIG15'],
  'dependency-waiting.json': ['14.pbs01 held', '15.pbs01 held', '16.pbs01 held'],
  'exiting-after-qdel.json': ['123.pbs01 running'],
  'finished-exit127.json': ['5.pbs01 ended failed 127'],
  'finished-exit3.json': ['2.pbs01 ended failed 3'],
  'finished-ok.json': ['1.pbs01 ended completed 0'],
  'finished-signal9.json': ['3.pbs01 ended failed 137'],
  'finished-while-server-was-down.json': ['130.pbs01 ended failed 4'],
  'held-by-admin.json': ['13.pbs01 held'],
  'held.json': ['12.pbs01 held'],
  'killed-walltime.json': ['7.pbs01 ended timed-out'],
  'one-bad-job-spoils-the-listing.json': [
    '1.pbs01 ended completed 0',
    '69.pbs01 held',
    '2.pbs01 ended failed 3',
  ],
  'other-users-job.json': ['124.pbs01 running'],
  'output-direct.json': ['118.pbs01 ended completed 0'],
  'output-undeliverable.json': ['119.pbs01 ended completed 0'],
  'queued-can-never-run.json': ['11.pbs01 queued'],
  'queued-just-submitted.json': ['10.pbs01 queued'],
  'queued-no-scheduler.json': ['126.pbs01 queued'],
  'queued-node-offline.json': ['125.pbs01 queued'],
  'queued-queue-stopped.json': ['128.pbs01 queued'],
  'queued-scheduling-off.json': ['127.pbs01 queued'],
  'queued.json': ['10.pbs01 queued'],
  'rerun-just-now.json': ['120.pbs01 running'],
  'running-multi-chunk.json': ['114.pbs01 running', '115.pbs01 running', '116.pbs01 running'],
  'running-node-back.json': ['124.pbs01 running'],
  'running-steady.json': ['20.pbs01 running'],
  'running.json': ['1.pbs01 running'],
  'signalled-usr1.json': ['120.pbs01 ended failed 138'],
  'suspended.json': ['120.pbs01 running'],
  'waiting-start-time.json': ['18.pbs01 queued'],
  'newer-emitter/array.json': ['19[].pbs01 ended failed'],
  'newer-emitter/finished-exit3.json': ['2.pbs01 ended failed 3'],
  'newer-emitter/finished-ok.json': ['1.pbs01 ended completed 0'],
  'newer-emitter/unknown-id-in-the-middle.json': ['1.pbs01 ended completed 0'],
};
/** Every `special-*` file holds one job, held by its owner, under this id. */
const special: Record<string, number> = {
  'special-account-korean.json': 79,
  'special-account-quotes-backslash.json': 78,
  'special-comment-korean.json': 113,
  'special-comment-quotes-newline.json': 112,
  'special-name-exponent.json': 68,
  'special-name-hex.json': 73,
  'special-name-infinity.json': 70,
  'special-name-nan.json': 69,
  'special-name-null.json': 72,
  'special-name-numeric.json': 66,
  'special-name-trailing-dot.json': 75,
  'special-name-true.json': 71,
  'special-output-path-space.json': 81,
  'special-variable-backslash-end-then-another.json': 90,
  'special-variable-backslash-end.json': 89,
  'special-variable-backslash-u.json': 88,
  'special-variable-carriage-return.json': 94,
  'special-variable-comma-backslash.json': 105,
  'special-variable-comma-in-double-quotes.json': 104,
  'special-variable-double-backslash.json': 87,
  'special-variable-double-quote-first.json': 83,
  'special-variable-double-quotes-escaped.json': 84,
  'special-variable-duplicate.json': 109,
  'special-variable-e-acute.json': 437,
  'special-variable-em-dash.json': 436,
  'special-variable-empty-last.json': 99,
  'special-variable-empty-middle.json': 100,
  'special-variable-equals-in-value.json': 102,
  'special-variable-from-environment.json': 101,
  'special-variable-infinity.json': 107,
  'special-variable-json-object.json': 85,
  'special-variable-latin1-bytes.json': 98,
  'special-variable-newline.json': 92,
  'special-variable-number-like.json': 106,
  'special-variable-spaces-only.json': 110,
  'special-variable-tab.json': 93,
  'special-variable-true-null-array.json': 108,
  'newer-emitter/special-account-korean.json': 79,
  'newer-emitter/special-account-quotes-backslash.json': 78,
  'newer-emitter/special-comment-korean.json': 113,
  'newer-emitter/special-name-big-number.json': 76,
  'newer-emitter/special-name-exponent.json': 68,
  'newer-emitter/special-name-infinity.json': 70,
  'newer-emitter/special-name-leading-zero.json': 67,
  'newer-emitter/special-name-null.json': 72,
  'newer-emitter/special-name-numeric.json': 66,
  'newer-emitter/special-name-trailing-dot.json': 75,
  'newer-emitter/special-name-true.json': 71,
  'newer-emitter/special-project-korean.json': 80,
  'newer-emitter/special-variable-backslash-end-then-another.json': 90,
  'newer-emitter/special-variable-backslash-u.json': 88,
  'newer-emitter/special-variable-backslash.json': 86,
  'newer-emitter/special-variable-comma-backslash.json': 105,
  'newer-emitter/special-variable-comma-in-double-quotes.json': 104,
  'newer-emitter/special-variable-double-backslash.json': 87,
  'newer-emitter/special-variable-double-quote-first.json': 83,
  'newer-emitter/special-variable-double-quotes.json': 82,
  'newer-emitter/special-variable-duplicate.json': 109,
  'newer-emitter/special-variable-em-dash.json': 436,
  'newer-emitter/special-variable-emoji.json': 97,
  'newer-emitter/special-variable-empty-middle.json': 100,
  'newer-emitter/special-variable-equals-in-value.json': 102,
  'newer-emitter/special-variable-from-environment.json': 101,
  'newer-emitter/special-variable-infinity.json': 107,
  'newer-emitter/special-variable-korean.json': 96,
  'newer-emitter/special-variable-latin1-bytes.json': 98,
  'newer-emitter/special-variable-number-like.json': 106,
  'newer-emitter/special-variable-single-quoted.json': 91,
  'newer-emitter/special-variable-tab.json': 93,
  'newer-emitter/special-variable-true-null-array.json': 108,
};
/** Files of queues, nodes and the server, and how many there are. */
const others: Record<string, [name: string, count: number]> = {
  'pbsnodes.json': ['nodes', 1],
  'pbsnodes-busy.json': ['nodes', 1],
  'pbsnodes-down.json': ['nodes', 1],
  'pbsnodes-offline.json': ['nodes', 1],
  'pbsnodes-offline-plain-comment.json': ['nodes', 1],
  'newer-emitter/pbsnodes.json': ['nodes', 1],
  'newer-emitter/pbsnodes-offline.json': ['nodes', 1],
  'qstat-Qf.json': ['Queue', 4],
  'qstat-Qf-busy.json': ['Queue', 4],
  'newer-emitter/qstat-Qf.json': ['Queue', 4],
  'qstat-Bf.json': ['Server', 1],
};

const folder = new URL('../../../../e2e/transcripts/pbs/', import.meta.url);
const read = (name: string) => readPbsJson(readFileSync(new URL(name, folder)));
const jobsOf = (name: string) => readJobs(read(name)).jobs;
const said = (job: PbsJob) => {
  const { state, end, exitCode, exitSignal } = toQueueJob(job);
  const how = exitCode ?? (exitSignal === undefined ? undefined : `SIG${exitSignal}`);
  return [job.schedulerJobId, state, end, how].filter((word) => word !== undefined).join(' ');
};

test('every recorded file stands in a table', () => {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.json'),
  );
  expect(files.toSorted()).toEqual(
    [...Object.keys(recorded), ...Object.keys(special), ...Object.keys(others), 'large.json'].toSorted(),
  );
});

test.each(Object.entries(recorded))('%s', (name, expected) => {
  const { jobs, notUnderstood } = readJobs(read(name));
  expect(jobs.map(said)).toEqual(expected);
  expect(notUnderstood).toEqual([]);
});

test.each(Object.entries(special))('%s', (name, id) => {
  const { jobs, notUnderstood } = readJobs(read(name));
  expect(jobs.map(said)).toEqual([`${id}.pbs01 held`]);
  expect(notUnderstood).toEqual([]);
});

test.each(Object.entries(others))('%s', (name, [under, count]) => {
  const json = read(name);
  expect(json).toMatchObject({ isComplete: true, notUnderstood: [] });
  expect(treesUnder(json, under)).toHaveLength(count);
});

test('large.json: 305 jobs, each with a state', () => {
  const { jobs, notUnderstood } = readJobs(read('large.json'));
  expect(notUnderstood).toEqual([]);
  const states = jobs.map((job) => toQueueJob(job)).map(({ state, end }) => end ?? state);
  const count = (word: string) => states.filter((state) => state === word).length;
  expect(jobs).toHaveLength(305);
  expect({
    queued: count('queued'),
    held: count('held'),
    running: count('running'),
    completed: count('completed'),
    failed: count('failed'),
    cancelled: count('cancelled'),
    timedOut: count('timed-out'),
    unknown: count('unknown'),
  }).toEqual({
    queued: 215,
    held: 7,
    running: 1,
    completed: 54,
    failed: 19,
    cancelled: 8,
    timedOut: 1,
    unknown: 0,
  });
});

test('names, however odd, come out as they were given', () => {
  const names: Record<string, string> = {
    'special-name-exponent.json': '1e5',
    'special-name-hex.json': '0x1F',
    'special-name-infinity.json': 'Infinity',
    'special-name-nan.json': 'nan',
    'special-name-null.json': 'null',
    'special-name-numeric.json': '12345',
    'special-name-trailing-dot.json': '5.',
    'special-name-true.json': 'true',
    'newer-emitter/special-name-big-number.json': '12345678901234567890',
    'newer-emitter/special-name-leading-zero.json': '007',
    'newer-emitter/special-name-null.json': 'null',
  };
  for (const [file, name] of Object.entries(names)) expect(jobsOf(file)[0]?.name, file).toBe(name);
});

test('what a person wrote in accounts, comments and variables is restored', () => {
  const tree = (name: string) => treesUnder(read(name), 'Jobs')[0]![1];
  const variable = (name: string, key: string) =>
    (tree(name).get('Variable_List') as Map<string, unknown>).get(key);
  expect(tree('special-account-korean.json').get('Account_Name')).toBe('연구팀');
  expect(tree('special-account-korean.json').get('Submit_arguments')).toBe('-h -N acct-ko -A 연구팀');
  expect(tree('newer-emitter/special-account-korean.json').get('Account_Name')).toBe('연구팀');
  expect(tree('newer-emitter/special-project-korean.json').get('project')).toBe('한국어');
  expect(tree('special-account-quotes-backslash.json').get('Account_Name')).toBe('team "x" \\ y');
  expect(tree('newer-emitter/special-account-quotes-backslash.json').get('Account_Name')).toBe(
    'team "x" \\ y',
  );
  expect(tree('special-comment-korean.json').get('comment')).toBe('점검 중');
  expect(variable('special-variable-em-dash.json', 'RANGE')).toBe('1—2');
  expect(variable('special-variable-e-acute.json', 'WHO')).toBe('café');
  expect(variable('newer-emitter/special-variable-emoji.json', 'MSG')).toBe('🚀');
  expect(variable('special-variable-backslash-u.json', 'P')).toBe('C:\\\\users');
  expect(tree('special-variable-backslash-end.json').get('Submit_arguments')).toBe('-h -N var -v P=dir\\');
  expect(variable('special-variable-newline.json', 'MSG')).toBe('line1\nline2');
  expect(variable('special-variable-number-like.json', 'BIG')).toBe('123456789012345678901');
  expect(variable('special-variable-infinity.json', 'Y')).toBe('-Infinity');
  expect(variable('special-variable-empty-middle.json', 'EMPTY')).toBe(',B=2');
  expect(variable('newer-emitter/special-variable-true-null-array.json', 'NONE')).toBe('null');
  const node = treesUnder(read('pbsnodes-offline.json'), 'nodes')[0]![1];
  expect(node.get('comment')).toBe('점검 중 "disk"');
  expect(jobsOf('array-deleted.json')[0]?.name).toBe('delarr');
  expect(tree('array-deleted.json').get('Error_Path')).toBe(
    'pbs01.cluster.example:/home/bora/delarr.e121.^array_index^',
  );
});

test('where, when, how much and why', () => {
  expect(toQueueJob(jobsOf('finished-ok.json')[0]!)).toEqual({
    schedulerJobId: '1.pbs01',
    parentJobId: '1.pbs01',
    arrayIndex: undefined,
    name: 'train-llama',
    login: 'bora',
    partition: 'gpu',
    state: 'ended',
    end: 'completed',
    exitCode: 0,
    exitSignal: undefined,
    reasonCode: undefined,
    reasonWords: 'Job run at Tue Nov 24 at 03:25 on (pbs01:ncpus=2:ngpus=2:mem=4194304kb) and finished',
    submittedAt: new Date('2026-11-24T03:25:23Z'),
    startedAt: new Date('2026-11-24T03:25:23Z'),
    endedAt: new Date('2026-11-24T03:25:28Z'),
    estimatedStartAt: undefined,
    node: 'pbs01',
    gpus: 2,
    walltimeSeconds: 600,
  });
  expect(toQueueJob(jobsOf('queued.json')[0]!)).toMatchObject({
    reasonCode: 'Resources',
    reasonWords: 'Not Running: Insufficient amount of resource: ncpus (R: 4 A: 1 T: 16)',
    estimatedStartAt: new Date('2026-11-24T03:28:01Z'),
    startedAt: undefined,
    node: undefined,
    gpus: 4,
  });
  expect(jobsOf('running-multi-chunk.json').map((job) => job.gpus)).toEqual([2, 2, 0]);
  expect(toQueueJob(jobsOf('running.json')[0]!)).toMatchObject({ startedAt: undefined, endedAt: undefined });
  expect(toQueueJob(jobsOf('rerun-just-now.json')[0]!)).toMatchObject({
    endedAt: undefined,
    exitCode: undefined,
  });
  expect(toQueueJob(jobsOf('deleted-queued.json')[0]!)).toMatchObject({
    startedAt: undefined,
    endedAt: new Date('2026-11-24T03:26:06Z'),
  });
  expect(jobsOf('array-one-subjob-running.json')[0]).toMatchObject({
    parentJobId: '19[].pbs01',
    arrayIndex: 2,
    gpus: 1,
  });
});

test('why a job waits, in the reason codes that the portal knows', () => {
  const reasons: Record<string, (string | undefined)[]> = {
    'held.json': ['JobHeldUser'],
    'held-by-admin.json': ['JobHeldAdmin'],
    'dependency-waiting.json': ['JobHeldUser', 'Dependency', 'Dependency'],
    'waiting-start-time.json': ['BeginTime'],
    'queued-queue-stopped.json': ['PartitionInactive'],
    'queued-node-offline.json': ['Resources'],
    'queued-no-scheduler.json': [undefined],
    'array-queued.json': ['Resources'],
    'running.json': [undefined],
  };
  for (const [name, expected] of Object.entries(reasons))
    expect(
      jobsOf(name).map((job) => job.reasonCode),
      name,
    ).toEqual(expected);
});
