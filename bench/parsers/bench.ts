import { readFileSync } from 'node:fs';
import { cleanText } from '../../server/bridge/clean-text';
import { hostileAnswers } from '../../server/bridge/scheduler/pbs/hostile-answers.fixture';
import { readJobs } from '../../server/bridge/scheduler/pbs/list-queue';
import { readPbsJson } from '../../server/bridge/scheduler/pbs/read-pbs-json';
import { fieldMark, guarded, recordMark } from '../../server/bridge/scheduler/slurm/remote-slurm';
import { parseListQueue } from '../../server/bridge/scheduler/slurm/list-queue';
import { parseListUsage } from '../../server/bridge/scheduler/slurm/list-usage';
import { makeDice, spoil } from '../../server/bridge/scheduler/spoil.fixture';
import type { RemoteResult } from '../../server/bridge/ssh/port';
import { ms, quantile } from '../quantile';

/** See README.md beside this file. */
const mebibyte = 1024 * 1024;
const limitMs = 200;
const mark = 'modu-bench';
const [record, field] = [guarded(recordMark, mark), guarded(fieldMark, mark)];

/** Processor time, the best of five: the machine has other things to do. */
function bestMs(work: () => void): number {
  return Math.min(
    ...[1, 2, 3, 4, 5].map(() => {
      const before = process.cpuUsage();
      work();
      const { user, system } = process.cpuUsage(before);
      return (user + system) / 1000;
    }),
  );
}

function show(name: string, make: (bytes: number) => () => void): void {
  const [one, four] = [bestMs(make(mebibyte)), bestMs(make(4 * mebibyte))];
  const isOver = one > limitMs ? '  OVER' : '';
  console.log(
    `${name.padEnd(38)} ${ms(one).padStart(8)} a MiB (limit ${limitMs} ms), 4 MiB x${(four / one).toFixed(1)}${isOver}`,
  );
}

const readPbs = (bytes: Buffer) => () => void readJobs(readPbsJson(bytes));
for (const name of Object.keys(hostileAnswers(64)))
  show(`qstat: ${name}`, (size) => readPbs(hostileAnswers(size)[name] ?? Buffer.alloc(0)));
const large = readFileSync(new URL('../../e2e/transcripts/pbs/large.json', import.meta.url));
const jobs = large.subarray(large.indexOf('"Jobs":{') + 8, large.lastIndexOf('}\n    }')).toString('latin1');
const head = large.subarray(0, large.indexOf('"Jobs":{') + 8).toString('latin1');
show('qstat: the recorded jobs, repeated', (size) => {
  const copies = Array.from({ length: Math.ceil(size / jobs.length) }, (_, index) =>
    jobs.replaceAll('.pbs01"', `.pbs${index}"`),
  );
  return readPbs(Buffer.from(`${head}${copies.join(',\n')}\n    }\n}\n`, 'latin1'));
});

const answer = (text: string): RemoteResult => ({
  stdout: Buffer.from(`\n${mark} begin\n${text}\n${mark} end 0\n`),
  stderr: `\n${mark} begin\n\n${mark} end\n`,
  exitCode: 0,
  signal: null,
});
const at = '2026-11-24T03:25:23';
const queueLine = [
  '7_1',
  '7',
  '1',
  'RUNNING',
  'None',
  'gpu',
  'bora',
  at,
  at,
  at,
  'gpu1',
  '1',
  'gres:gpu:2',
  '1:00:00',
  'a|b',
];
show('squeue: many jobs', (size) => {
  const line = `${record}${queueLine.join(fieldMark)}\n`;
  const result = answer(`${record}JOBID\n${line.repeat(size / line.length)}`);
  return () => void parseListQueue(result, mark);
});
/** What the 10,000 spoilt answers of spoilt-answers.test.ts cost. */
const roll = makeDice(1);
const spoiltMs = Array.from({ length: 10_000 }, () => {
  const spoilt = spoil(large.subarray(0, 6_000), roll);
  const startedAt = performance.now();
  readJobs(readPbsJson(spoilt));
  return performance.now() - startedAt;
});
console.log(
  `qstat: 10,000 spoilt answers: median ${ms(quantile(spoiltMs, 0.5))}, slowest ${ms(quantile(spoiltMs, 1))} (limit ${limitMs} ms)`,
);
const fifty = Buffer.concat(Array.from({ length: 70 }, () => large));
console.log(`qstat: 50 MB: ${ms(bestMs(readPbs(fifty)))}`);
show('squeue: nothing but separators', (size) => {
  const result = answer(`${record}JOBID\n${record.repeat(size / record.length)}`);
  return () => void parseListQueue(result, mark);
});
const usageFields = [
  'JobID',
  'State',
  'Submit',
  'Start',
  'End',
  'ElapsedRaw',
  'Suspended',
  'AllocTRES',
  'ExitCode',
  'User',
  'NodeList',
  'JobName',
];
const usageLine = [
  '7',
  'COMPLETED',
  at,
  at,
  at,
  '60',
  '00:00:00',
  'gres/gpu=2',
  '0:0',
  'bora',
  'gpu1',
  'a|b',
];
show('sacct: many runs', (size) => {
  const line = `${usageLine.join(field)}\n`;
  const result = answer(`${usageFields.join(field)}\n${line.repeat(size / line.length)}`);
  return () => void parseListUsage(result, mark);
});

const escape = '\x1b';
for (const [name, unit] of Object.entries({
  'a long line': 'x',
  returns: '\r',
  'unended strings': `${escape}]`,
  'unended 8-bit strings': '\u0090',
  'unended sequences': `${escape}[`,
  'long strings': `${escape}]${'x'.repeat(5000)}`,
}))
  show(`output: ${name}`, (size) => {
    const text = unit.repeat(size / unit.length);
    return () => void cleanText(text);
  });
