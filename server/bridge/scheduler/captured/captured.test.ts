import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { CapturedJob } from './captured';
import { readCaptured } from './read-captured';

const folder = new URL('../../../../e2e/transcripts/', import.meta.url);
const bytesOf = (name: string) => readFileSync(new URL(name, folder));
const read = (name: string, command: string, zone = 'UTC') =>
  readCaptured(bytesOf(name), {
    scheduler: name.startsWith('pbs') ? 'pbs' : 'slurm',
    command,
    zone,
    exitCode: 0,
    stderr: '',
  });
const brief = (job: CapturedJob) =>
  [job.id, job.state, job.end, job.exitCode, job.exitSignal && `SIG${job.exitSignal}`, job.gpus]
    .filter((part) => part !== undefined && part !== 0)
    .join(' ');

describe('PBS', () => {
  const files = readdirSync(new URL('pbs/', folder), { recursive: true, encoding: 'utf8' });
  const commandOf = (name: string) => (name.includes('pbsnodes') ? 'pbsnodes' : 'qstat');

  test.each(files.filter((name) => name.endsWith('.json')))(
    '%s is an answer with something in it',
    (name) => {
      const [reading] = read(`pbs/${name}`, commandOf(name));
      expect(reading?.answer).toBe('answered');
      if (!name.includes('qstat-Bf'))
        expect(
          [...(reading?.jobs ?? []), ...(reading?.nodes ?? []), ...(reading?.partitions ?? [])].length,
        ).toBeGreaterThan(0);
      expect(reading?.notUnderstood).toEqual([]);
    },
  );

  test('every command of every recording is found, with its exit code', () => {
    const counted = files
      .filter((name) => name.endsWith('.txt') && !name.includes('special-commands'))
      .map((name) => [
        name,
        read(`pbs/${name}`, 'qstat').length,
        bytesOf(`pbs/${name}`)
          .toString('latin1')
          .match(/^--- exit code/gm)?.length,
      ]);
    expect(counted.length).toBeGreaterThan(20);
    for (const [name, found, there] of counted)
      if (there !== undefined) expect(`${name} ${found}`).toBe(`${name} ${there}`);
  });

  test('refusals and what only looks like one are told apart', () => {
    const submitted = read('pbs/qsub-bad-resource.txt', 'qsub').map((block) => block.submitted?.kind);
    expect(submitted.filter((kind) => kind === 'accepted').length).toBeGreaterThan(3);
    expect(submitted.filter((kind) => kind === 'refused').length).toBeGreaterThan(10);
    expect(
      read('pbs/server-down.txt', 'qstat').map((block) => block.submitted?.kind ?? block.answer),
    ).not.toContain('refused');
    const down = read('pbs/server-down.txt', 'qstat').filter((block) => block.command?.includes('-F json'));
    expect(down.every((block) => block.answer === 'failed' && block.words?.startsWith('cluster-down'))).toBe(
      true,
    );
  });

  test('times are read in the zone of the clock that printed them', () => {
    const startOf = (zone: string) =>
      read('pbs/finished-ok.json', 'qstat', zone)[0]?.jobs?.[0]?.startedAt?.toISOString();
    expect(startOf('UTC')).toBe('2026-11-24T03:25:23.000Z');
    expect(startOf('Asia/Seoul')).toBe('2026-11-23T18:25:23.000Z');
    expect(startOf('America/New_York')).toBe('2026-11-24T08:25:23.000Z');
  });
});

describe('Slurm 22.05', () => {
  const wanted = [
    '1 ended completed 2',
    '2 ended failed 3 1',
    '3_1 running 1',
    '3_2 running 1',
    '8 ended failed SIG9 1',
    '9 ended cancelled 1',
  ];

  test('sacct with the portal’s separators, with bars and as JSON says the same', () => {
    for (const name of ['slurm/sacct-bars.txt', 'slurm/sacct.json']) {
      const found = (read(name, 'sacct')[0]?.jobs ?? []).map(brief);
      for (const line of wanted.slice(2)) expect(found, name).toContain(line);
    }
    // What its JSON says of exit codes is not true; the code is then not known.
    const failed = read('slurm/sacct.json', 'sacct')[0]?.jobs?.find((job) => job.id === '2');
    expect([failed?.end, failed?.exitCode]).toEqual(['failed', undefined]);
    expect((read('slurm/sacct-portal.txt', 'sacct')[0]?.jobs ?? []).map(brief)).toEqual(
      expect.arrayContaining(['8 ended failed SIG9 1']),
    );
  });

  test('what a job’s name breaks is listed, not read wrongly', () => {
    const [bars] = read('slurm/sacct-bars.txt', 'sacct');
    // A name with a bar in the middle of the row, and one with a newline.
    expect(bars?.notUnderstood.join('\n')).toMatch(/^1\|a\|b/m);
    expect(bars?.notUnderstood.join('\n')).toMatch(/two/);
    expect(bars?.jobs?.some((job) => job.id === '1')).toBe(false);
  });

  test.each(['squeue-portal.txt', 'squeue-bars.txt', 'squeue-plain.txt', 'squeue.json'])(
    '%s: states, holds and reasons',
    (name) => {
      const jobs = read(`slurm/${name}`, 'squeue')[0]?.jobs ?? [];
      const byId = new Map(jobs.map((job) => [job.id, job]));
      expect(byId.get('7')).toMatchObject({ state: 'running', node: 'gpu4' });
      expect(byId.get('6')).toMatchObject({ state: 'held', reasonCode: 'JobHeldUser' });
      expect(byId.get('9')).toMatchObject({ state: 'ended', end: 'cancelled' });
      if (!name.includes('plain')) expect(byId.get('6')?.walltimeSeconds).toBe(93_840);
    },
  );

  test('a banner, a usage text, nothing and half an answer prove nothing', () => {
    const say = (text: string, exitCode = 0) =>
      readCaptured(Buffer.from(text), {
        scheduler: 'slurm',
        command: 'squeue',
        zone: 'UTC',
        exitCode,
        stderr: '',
      })[0];
    expect(say('')?.answer).toBe('unclear');
    expect(say('Usage: squeue [OPTIONS]\n')?.answer).toBe('unclear');
    expect(say('slurm_load_jobs error: Unable to contact slurm controller', 1)?.answer).toBe('failed');
    expect(say(bytesOf('slurm/squeue.json').subarray(0, 20_000).toString())?.answer).toBe('unclear');
    const banner = say(`Welcome to the centre!\n${bytesOf('slurm/squeue-plain.txt').toString()}`);
    expect([banner?.answer, banner?.notUnderstood[0]]).toEqual(['answered', 'Welcome to the centre!']);
  });

  test('refusals of sbatch and answers of scancel and scontrol', () => {
    const kinds = read('slurm/refusals.txt', 'sbatch').map((block) => [
      block.command,
      block.submitted?.kind ?? block.control?.kind ?? block.answer,
    ]);
    expect(Object.fromEntries(kinds)).toMatchObject({
      'sbatch -p nosuch --wrap true': 'refused',
      'sbatch --gres=gpu:99 --wrap true': 'refused',
      'sbatch --account=nosuch --wrap true': 'refused',
      'sbatch --array=1-99999 --wrap true': 'refused',
      'sbatch --hold --wrap true': 'accepted',
      'scontrol release 99999': 'gone',
      'squeue --nosuch': 'failed',
    });
  });
});
