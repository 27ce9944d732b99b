import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { isAppError } from '#server/contract/app-error';
import type { RemoteResult } from '../../ssh/port';
import { launcherOutcome } from '../launcher-outcome';
import { parseDeleteJob } from './delete-job';
import { readJobId } from './job-id';
import { parseListPartitions } from './list-partitions';
import { parseListQueue } from './list-queue';
import { parseListUsage } from './list-usage';
import { pbsRefusals } from './refusals';
import { parseReleaseJob } from './release-job';
import { parseSelectByName } from './select-by-name';

const folder = new URL('../../../../e2e/transcripts/pbs/', import.meta.url);
const mark = 'modu-test';
interface Said {
  stdout: string | Buffer;
  stderr: string;
  exitCode: number;
}

/** Commands of a recorded text: `$ command`, stdout, stderr, exit code. */
function blocksOf(name: string): ({ command: string } & Said)[] {
  const text = readFileSync(new URL(name, folder), 'utf8');
  const block =
    /^\$ (.*(?:\n(?!--- stdout).*)*)\n--- stdout\n([\s\S]*?)--- stderr\n([\s\S]*?)--- exit code: (\d+)/gm;
  return [...text.matchAll(block)].map(([, command, stdout, stderr, code]) => ({
    command: command ?? '',
    stdout: stdout ?? '',
    stderr: (stderr ?? '').replace(/\n$/, ''),
    exitCode: Number(code),
  }));
}

/** What the script at the login node would have said around these commands. */
function framed(...sections: Said[]): RemoteResult {
  const begin = `\n${mark} begin\n`;
  return {
    stdout: Buffer.concat(
      sections.flatMap(({ stdout, exitCode }) => [
        Buffer.from(begin),
        Buffer.from(stdout),
        Buffer.from(`\n${mark} end ${exitCode}\n`),
      ]),
    ),
    stderr: sections.map(({ stderr }) => `${begin}${stderr}\n\n${mark} end\n`).join(''),
    exitCode: 0,
    signal: null,
  };
}
const json = (name: string): Said => ({
  stdout: readFileSync(new URL(name, folder)),
  stderr: '',
  exitCode: 0,
});
const find = (name: string, command: string) => {
  const block = blocksOf(name).find((each) => each.command === command);
  if (!block) throw new Error(`${name} holds no ${command}`);
  return block;
};
function codeOf(call: () => unknown): string {
  try {
    return `answered ${JSON.stringify(call())}`;
  } catch (error) {
    return isAppError(error) ? error.code : String(error);
  }
}

/** What each recorded text is for: every one is read by a test below, or shows what the adapter never asks. */
const purposes: Record<string, 'queue' | 'usage' | 'control' | 'submit' | 'not asked'> = {
  'array-plain.txt': 'usage',
  'array-qdel.txt': 'control',
  'authentication-failed.txt': 'queue',
  'history-disabled.txt': 'usage',
  'job-environment.txt': 'not asked',
  'newer-emitter/three-ids-asked.txt': 'not asked',
  'no-login-shell-path.txt': 'queue',
  'output-while-running.txt': 'not asked',
  'over-ssh.txt': 'not asked',
  'pbsnodes-busy.txt': 'not asked',
  'pbsnodes-offline.txt': 'not asked',
  'pbsnodes.txt': 'not asked',
  'qdel-node-down.txt': 'control',
  'qdel-other-users-job.txt': 'not asked',
  'qdel.txt': 'control',
  'qrerun-qsig.txt': 'not asked',
  'qrls.txt': 'control',
  'qstat-Q-plain-busy.txt': 'not asked',
  'qstat-Q-plain.txt': 'not asked',
  'qstat-options.txt': 'queue',
  'qstat-running-plain.txt': 'not asked',
  'qsub-bad-resource.txt': 'submit',
  'qsub-ok.txt': 'submit',
  'server-down.txt': 'queue',
  'server-unknown-host.txt': 'queue',
  'special-commands.txt': 'not asked',
  'timezone.txt': 'not asked',
  'unknown-job.txt': 'usage',
};
test('every recorded text has a purpose', () => {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.txt'),
  );
  expect(files.toSorted()).toEqual(Object.keys(purposes).toSorted());
});

test('an answer without jobs is believed only with exit 0 and silence', () => {
  const queue = (said: Said) => codeOf(() => parseListQueue(framed(said), mark).jobs);
  expect(queue(find('history-disabled.txt', 'qstat -f -F json'))).toBe('answered []');
  expect(queue(find('authentication-failed.txt', 'qstat -f -F json'))).toBe('cluster-down');
  for (const block of blocksOf('server-down.txt').filter(({ command }) => command.startsWith('qstat -x')))
    expect(queue(block)).toBe('cluster-down');
  expect(queue(find('server-unknown-host.txt', 'qstat -x -f -F json 1'))).toBe('cluster-down');
  expect(queue(blocksOf('no-login-shell-path.txt')[0]!)).toBe('cluster-answer-unclear');
  expect(queue(find('qstat-options.txt', 'qstat -f -F xml 1'))).toBe('cluster-answer-unclear');
  // A refusal with exit code 0: surprise 1.
  expect(queue(find('history-disabled.txt', 'qstat -x -f -F json'))).toBe('cluster-answer-unclear');
  expect(
    codeOf(() =>
      parseListPartitions(
        framed(json('qstat-Qf.json'), find('server-down.txt', 'pbsnodes -a -F json')),
        mark,
      ),
    ),
  ).toBe('cluster-down');
});

test('a table before the JSON is passed over, and says nothing', () => {
  const reading = parseListQueue(framed(find('qstat-options.txt', 'qstat -f -F json -u bora')), mark);
  expect(reading.jobs).toEqual([]);
});

test('tasks stand for their array', () => {
  const reading = parseListQueue(framed(json('array-running-with-subjobs.json')), mark);
  expect(reading.jobs.map((job) => job.schedulerJobId)).toEqual(
    [1, 2, 3, 4].map((index) => `19[${index}].pbs01`),
  );
  expect(parseListQueue(framed(json('array-running.json')), mark).jobs).toHaveLength(1);
});

test('use: known, unknown and not kept are told apart', () => {
  const usage = (said: Said, ...ids: string[]) => parseListUsage(framed(said), mark, ids, false);
  const both = find('unknown-job.txt', 'qstat -x -f -F json 1.pbs01 999999.pbs01');
  expect(usage(both, '1.pbs01', '999999.pbs01')).toMatchObject({
    runs: [{ schedulerJobId: '1.pbs01', seconds: 3, gpus: 2, end: 'completed', exitCode: 0 }],
    notUnderstood: [],
    unanswered: [],
  });
  expect(usage(find('unknown-job.txt', 'qstat -x -f -F json 999999.pbs01'), '999999.pbs01')).toEqual({
    runs: [],
    notUnderstood: [],
    unclearJobs: [],
    unanswered: [],
  });
  expect(usage(find('history-disabled.txt', 'qstat -x -f -F json 0.pbs01'), '0.pbs01')).toEqual({
    runs: [],
    notUnderstood: ['qstat: PBS is not configured to maintain job history 0.pbs01'],
    unclearJobs: [],
    unanswered: [],
  });
  expect(usage(find('array-plain.txt', 'qstat -x -f -F json 19'), '19.pbs01').runs).toEqual([]);
  expect(
    usage(json('newer-emitter/unknown-id-in-the-middle.json'), '1.pbs01', '999.pbs01', '2.pbs01').unanswered,
  ).toEqual(['999.pbs01', '2.pbs01']);
  const down = find('server-down.txt', 'qstat -x -f -F json 129.pbs01');
  expect(codeOf(() => usage(down, '129.pbs01'))).toBe('cluster-down');
});

test('use of an array is that of its tasks; of a live job so far; of one never begun nothing', () => {
  const usage = (name: string, id: string) => parseListUsage(framed(json(name)), mark, [id], false).runs;
  expect(
    usage('array-finished-with-subjobs.json', '19[].pbs01').map(
      ({ arrayIndex, end, exitCode, seconds, gpus }) => [arrayIndex, end, exitCode, seconds, gpus],
    ),
  ).toEqual([
    [1, 'completed', 0, 5, 1],
    [2, 'failed', 7, 5, 1],
    [3, 'completed', 0, 5, 1],
    [4, 'completed', 0, 5, 1],
  ]);
  expect(usage('running-steady.json', '20.pbs01')).toMatchObject([
    { end: undefined, endedAt: undefined, gpus: 2 },
  ]);
  expect(usage('killed-walltime.json', '7.pbs01')).toMatchObject([
    { end: 'timed-out', seconds: 22, exitCode: undefined },
  ]);
  expect(usage('deleted-queued.json', '11.pbs01')).toMatchObject([
    { end: 'cancelled', startedAt: undefined, seconds: 0 },
  ]);
  // The array's own record cannot be charged by.
  expect(parseListUsage(framed(json('array.json')), mark, ['19[].pbs01'], false)).toMatchObject({
    runs: [],
    unanswered: [],
  });
});

test('GPUs of queues and nodes', () => {
  const partitions = (queues: string, nodes: string) =>
    parseListPartitions(framed(json(queues), json(nodes)), mark);
  const gpu = (queues: string, nodes: string) =>
    partitions(queues, nodes).find(({ partition }) => partition === 'gpu');
  expect(partitions('qstat-Qf.json', 'pbsnodes.json').map(({ partition }) => partition)).toEqual([
    'workq',
    'gpu',
    'debug',
    'closed',
  ]);
  expect(gpu('qstat-Qf.json', 'pbsnodes.json')).toEqual({ partition: 'gpu', totalGpus: 8, freeGpus: 6 });
  expect(gpu('qstat-Qf-busy.json', 'pbsnodes-busy.json')).toMatchObject({ freeGpus: 4 });
  expect(gpu('qstat-Qf.json', 'pbsnodes-offline.json')).toMatchObject({ totalGpus: 8, freeGpus: 0 });
  expect(gpu('qstat-Qf.json', 'pbsnodes-down.json')).toMatchObject({ totalGpus: 8, freeGpus: 0 });
  expect(gpu('newer-emitter/qstat-Qf.json', 'newer-emitter/pbsnodes.json')).toMatchObject({ freeGpus: 8 });
});

test('deleting and releasing: done, gone, or not known', () => {
  const kinds = (name: string) =>
    blocksOf(name)
      .filter(({ command }) => /^q(?:del|rls) /.test(command) && !command.includes(' 1.pbs01 '))
      .map((block) => [block.command, parseDeleteJob(framed(block), mark).kind]);
  expect(kinds('qdel.txt')).toEqual([
    ['qdel 8.pbs01', 'done'],
    ['qdel 8.pbs01', 'done'],
    ['qdel 8.pbs01', 'gone'],
    ['qdel -x 8.pbs01', 'done'],
    ['qdel 999999', 'gone'],
    ['qdel 999999.pbs01', 'gone'],
    ['qdel not-a-job', 'unknown'],
    ['qdel 11.pbs01', 'done'],
    ['qdel -W force 122.pbs01', 'done'],
    ['qdel 123.pbs01', 'done'],
  ]);
  expect(kinds('array-qdel.txt').map(([, kind]) => kind)).toEqual(['done', 'done']);
  expect(kinds('qdel-node-down.txt')).toEqual([['qdel 124.pbs01', 'unknown']]);
  expect(kinds('server-down.txt')).toEqual([['qdel 129.pbs01', 'unknown']]);
  expect(parseReleaseJob(framed(blocksOf('qrls.txt')[0]!), mark)).toEqual({
    kind: 'unknown',
    words: 'qrls: Unauthorized Request 13.pbs01',
  });
});

test('a search that failed is not "absent"', () => {
  const found = (stdout: string, stderr = '', exitCode = 0) =>
    codeOf(() => parseSelectByName(framed({ stdout, stderr, exitCode }), mark));
  expect(found(find('qstat-options.txt', 'qselect -x -s F -u bora | head -3').stdout as string)).toBe(
    'answered ["1.pbs01","2.pbs01","3.pbs01"]',
  );
  expect(found('')).toBe('answered []');
  expect(found('', 'Connection refused\nqselect: cannot connect to server pbs01 (errno=15010)', 162)).toBe(
    'cluster-down',
  );
  expect(found('', 'something odd')).toBe('cluster-answer-unclear');
  expect(found('1.pbs01\nnot an id\n')).toBe('cluster-answer-unclear');
});

test('what qsub refused for good, and what it did not', () => {
  const outcome = (said: Said) => {
    const isRefused = said.exitCode !== 0;
    const outcome = launcherOutcome(
      {
        stdout: isRefused ? Buffer.alloc(0) : Buffer.from(said.stdout),
        stderr: isRefused ? `modu: refused\n${said.stderr}` : said.stderr,
        exitCode: isRefused ? 75 : 0,
        signal: null,
      },
      (text) => readJobId(text) !== undefined,
      pbsRefusals,
    );
    return outcome.kind === 'refused' ? outcome.reason : outcome.kind;
  };
  const said = blocksOf('qsub-bad-resource.txt').map((block) => [
    block.command.replace(/^.*\| /, ''),
    outcome(block),
  ]);
  expect(Object.fromEntries(said)).toEqual({
    'qsub -W depend=afterok:22.pbs01 -N afterdone -l select=1:ncpus=1': 'accepted',
    'qsub -W depend=afterok:999999 -N afternone -l select=1:ncpus=1': 'accepted',
    'qsub -l select=1:ncpus=1:nosuchthing=1': 'resources',
    'qsub -l nosuchthing=1': 'resources',
    'qsub -l select=1:ncpus=abc': 'resources',
    'qsub -l walltime=10:00:00:00:00': 'walltime',
    'qsub -l walltime=-5': 'walltime',
    'qsub -q nosuchqueue': 'partition',
    'qsub -q closed': 'partition',
    'qsub -q debug -l walltime=10:00:00': 'resources',
    'qsub -q gpu -l ngpus=99': 'resources',
    'qsub -q gpu -l select=1:ngpus=99': 'resources',
    'qsub -l select=1:ncpus=1 -l ncpus=2': 'resources',
    'qsub -N "1starts-with-digit"': 'accepted',
    'qsub -N "has space"': 'other',
    [`qsub -N 'quote"s'`]: 'other',
    "qsub -N '한글이름'": 'other',
    'qsub -N "$(printf "a%.0s" $(seq 230))"': 'accepted',
    'qsub -N "$(printf "a%.0s" $(seq 231))"': 'other',
    'qsub -N "a/b"': 'other',
    'qsub < /dev/null': 'accepted',
    // The client's own words about a file of ours: not the server's no.
    'qsub /no/such/script': 'unknown',
    'qsub -z-bogus': 'unknown',
    'qsub -N crlf': 'accepted',
    'qsub -A "has space" -P "other space" -N spaces': 'accepted',
    'qsub -o "/home/bora/with space/out" -N pathspace': 'accepted',
    'qsub -J 1-1 -N onearray': 'other',
    'qsub -J 1-20000 -N hugearray': 'limit',
  });
  expect(outcome(blocksOf('qsub-ok.txt')[0]!)).toBe('accepted');
  expect(outcome(find('server-down.txt', 'echo true | qsub'))).toBe('unknown');
  expect(outcome(find('server-unknown-host.txt', 'echo true | qsub'))).toBe('unknown');
});
