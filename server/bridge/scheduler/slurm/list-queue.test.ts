import { expect, test } from 'vitest';
import { parseListQueue } from './list-queue';
import { fieldMark, guarded, recordMark } from './remote-slurm';

const mark = 'modu-0123456789abcdef01234567';
const header =
  'JOBID;ARRAY_JOB;ARRAY_TASK;STATE;REASON;PARTITION;USER;SUBMIT;START;END;NODES;COUNT;GRES;TIME;NAME';

function read(...jobs: string[]) {
  const records = [header, ...jobs].map(
    (job) => `${guarded(recordMark, mark)}${job.replaceAll(';', fieldMark)}\n`,
  );
  const stdout = Buffer.from(`\n${mark} begin\n${records.join('')}\n${mark} end 0\n`);
  return parseListQueue(
    { stdout, stderr: `\n${mark} begin\n\n${mark} end\n`, exitCode: 0, signal: null },
    mark,
  );
}
const job = (state: string, nodes: string) =>
  `7;7;N/A;${state};None;gpu;bora;2026-11-24T12:00:00;N/A;N/A;;${nodes};gres:gpu:2;10:00;train`;

test('GPUs are those of all nodes once a job has them, and of one before: squeue only guesses how many it will get', () => {
  const gpusOf = (...jobs: string[]) => read(...jobs).jobs.map(({ gpus }) => gpus);
  expect(gpusOf(job('RUNNING', '2'))).toEqual([4]);
  expect(gpusOf(job('PENDING', '2'))).toEqual([2]);
});
