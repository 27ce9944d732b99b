import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { isAppError } from '#server/contract/app-error';
import type { RemoteResult } from '../ssh/port';
import * as pbsPartitions from './pbs/list-partitions';
import * as pbsQueue from './pbs/list-queue';
import * as pbsUsage from './pbs/list-usage';
import * as slurmPartitions from './slurm/list-partitions';
import * as slurmQueue from './slurm/list-queue';
import * as slurmUsage from './slurm/list-usage';
import { makeDice, spoil } from './spoil.fixture';

const rounds = 10_000;
const mark = 'modu-0123456789abcdef01234567';
const guard = mark.slice(-12);
const pbsFile = (name: string) =>
  readFileSync(new URL(`../../../e2e/transcripts/pbs/${name}`, import.meta.url));
const slurmFile = (name: string) =>
  readFileSync(new URL(`../../../e2e/transcripts/slurm/${name}`, import.meta.url), 'utf8');

const framed = (...stdouts: Buffer[]): RemoteResult => ({
  stdout: Buffer.concat(
    stdouts.flatMap((stdout) => [Buffer.from(`\n${mark} begin\n`), stdout, Buffer.from(`\n${mark} end 0\n`)]),
  ),
  stderr: `\n${mark} begin\n\n${mark} end\n`.repeat(stdouts.length),
  exitCode: 0,
  signal: null,
});

/** What real Slurm printed, with the separators of this call. */
const squeue = Buffer.from(slurmFile('squeue-tres.txt').replaceAll('\x1e', `\x1e${guard}`));
const sacct = Buffer.from(slurmFile('sacct-portal.txt').replaceAll('\x1f', `\x1f${guard}`));
const sinfo = Buffer.from(slurmFile('sinfo-portal.txt'));
const [qstat, queues, nodes] = [
  pbsFile('one-bad-job-spoils-the-listing.json'),
  pbsFile('qstat-Qf.json'),
  pbsFile('pbsnodes.json'),
];
const live = Buffer.concat([pbsFile('array-running-with-subjobs.json')]);

interface Seen {
  schedulerJobId: string;
  name: string;
  end: unknown;
}
const ids = ['19[].pbs01'];
/** Each command: its answer, and what it says of jobs. */
const commands: Record<string, { answer: Buffer; read(spoilt: Buffer): readonly Seen[] }> = {
  squeue: { answer: squeue, read: (spoilt) => slurmQueue.parseListQueue(framed(spoilt), mark).jobs },
  sacct: { answer: sacct, read: (spoilt) => slurmUsage.parseListUsage(framed(spoilt), mark).runs },
  sinfo: { answer: sinfo, read: (spoilt) => (slurmPartitions.parseListPartitions(framed(spoilt), mark), []) },
  'qstat -f': { answer: live, read: (spoilt) => pbsQueue.parseListQueue(framed(spoilt), mark).jobs },
  'qstat -f, a bad one': {
    answer: qstat,
    read: (spoilt) => pbsQueue.parseListQueue(framed(spoilt), mark).jobs,
  },
  'qstat -x': {
    answer: live,
    read: (spoilt) => pbsUsage.parseListUsage(framed(spoilt), mark, ids, false).runs,
  },
  'qstat -Q': {
    answer: queues,
    read: (spoilt) => (pbsPartitions.parseListPartitions(framed(spoilt, nodes), mark), []),
  },
  pbsnodes: {
    answer: nodes,
    read: (spoilt) => (pbsPartitions.parseListPartitions(framed(queues, spoilt), mark), []),
  },
};

test.each(Object.entries(commands))(
  `${rounds} spoilt answers of %s: an answer or a typed error, never an end that was not`,
  (name, { answer, read }) => {
    const truth = read(answer);
    const running = new Set(truth.filter((job) => job.end === undefined).map(keyOf));
    const roll = makeDice(name.length * 7919);
    let answered = 0;
    let refused = 0;
    const wrong: string[] = [];
    for (let round = 0; round < rounds; round++) {
      const spoilt = spoil(answer, roll);
      try {
        const jobs = read(spoilt);
        answered++;
        for (const job of jobs)
          if (job.end !== undefined && running.has(keyOf(job))) wrong.push(`round ${round}: ${keyOf(job)}`);
      } catch (error) {
        if (!isAppError(error) || !/^cluster-/.test(error.code)) throw error;
        refused++;
      }
    }
    expect(wrong.slice(0, 2)).toEqual([]);
    // A check that never met either would prove nothing.
    expect(answered).toBeGreaterThan(rounds / 20);
    expect(refused).toBeGreaterThan(rounds / 20);
  },
  120_000,
);

/** The portal believes an end only under the job's id and its name. */
const keyOf = (job: Seen): string => `${job.schedulerJobId} ${job.name}`;
