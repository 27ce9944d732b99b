import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parseListQueue } from './list-queue';
import { fieldMark, guarded, recordMark } from './remote-slurm';

const mark = 'modu-0123456789abcdef01234567';
const header =
  'JOBID;ARRAY_JOB;ARRAY_TASK;STATE;REASON;PARTITION;USER;SUBMIT;START;END;NODELIST;NODES;TRES_ALLOC;PER_JOB;PER_NODE;TIME;NAME';

function read(...jobs: string[]) {
  const records = [header, ...jobs].map(
    (job) => `${job.replaceAll(';', fieldMark)}${guarded(recordMark, mark)}\n`,
  );
  return readText(records.join(''));
}
function readText(text: string) {
  const stdout = Buffer.from(`\n${mark} begin\n${text}\n${mark} end 0\n`);
  return parseListQueue(
    { stdout, stderr: `\n${mark} begin\n\n${mark} end\n`, exitCode: 0, signal: null },
    mark,
  );
}
const job = (state: string, nodes: string, gpus: string) =>
  `7;7;N/A;${state};None;gpu;bora;2026-11-24T12:00:00;N/A;N/A;;${nodes};${gpus};10:00;train`;
const gpusOf = (...jobs: string[]) => read(...jobs).jobs.map(({ gpus }) => gpus);

test('GPUs are those that the scheduler counts, also of a job that asked for them by --gpus and waits', () => {
  expect(gpusOf(job('PENDING', '2', 'cpu=2,node=1,gres/gpu=3;gres:gpu:3;N/A'))).toEqual([3]);
  expect(gpusOf(job('RUNNING', '2', 'cpu=2,node=2,gres/gpu=4,gres/gpu:a100=4;N/A;gres:gpu:2'))).toEqual([4]);
});

test('where the site does not count GPUs, they are what was asked: once, or on each node that a job has', () => {
  expect(gpusOf(job('PENDING', '2', 'cpu=2;gres:gpu:a100:3;N/A'))).toEqual([3]);
  expect(gpusOf(job('RUNNING', '2', 'cpu=2;N/A;gres:gpu:2'))).toEqual([4]);
  expect(gpusOf(job('PENDING', '2', 'cpu=2;N/A;gres:gpu:2'))).toEqual([2]);
  expect(gpusOf(job('PENDING', '1', 'cpu=2;N/A;N/A'))).toEqual([0]);
});

test('what real Slurm prints of every way to ask for GPUs', () => {
  const text = readFileSync(
    new URL('../../../../e2e/transcripts/slurm/squeue-tres.txt', import.meta.url),
    'utf8',
  );
  const { jobs, notUnderstood } = readText(text.replaceAll(recordMark, guarded(recordMark, mark)));
  expect(notUnderstood).toEqual([]);
  expect(Object.fromEntries(jobs.map(({ name, gpus }) => [name, gpus]))).toEqual({
    'gpus=2 runs': 2,
    'gpus=3': 3,
    'gpus-per-node=2 nodes=2': 4,
    'gres=gpu:a100:2 nodes=1-2': 2,
    'gpus-per-task=1 ntasks=3': 3,
    'gpus=a100:4 array': 4,
    'no gpu, two\nlines': 0,
  });
});

test('a record that was cut is told, not dropped', () =>
  expect(readText(`${header}${guarded(recordMark, mark)}\n7\n`).notUnderstood).toEqual(['7']));
