import { describe, expect, it } from 'vitest';
import { launchDraftSchema } from '../../contract/launch-draft';
import { overriddenLines, silenceDirectives } from './read-directives';
import { secondsOf, sizeOf } from './scheduler-words';

const draft = launchDraftSchema.parse({
  cluster: 'hangang',
  name: 'train',
  script: '',
  gpus: 2,
  cores: 4,
  walltimeSeconds: 3600,
  partition: 'gpu',
  memoryBytes: 8 * 1024 ** 3,
  array: '0-3',
});
const fieldsOf = (...lines: string[]) =>
  overriddenLines(['#!/bin/bash', ...lines, 'echo hi'].join('\n'), draft).flatMap(({ fields }) => fields);

describe('lines that contradict the form', () => {
  it.each([
    ['#SBATCH --time=2:00:00', 'walltimeSeconds'],
    ['#SBATCH -t 90', 'walltimeSeconds'],
    ['#SBATCH -t1-00:00:00', 'walltimeSeconds'],
    ['#SBATCH --gres=gpu:8', 'gpus'],
    ['#SBATCH --gres=gpu:h100:4', 'gpus'],
    ['#SBATCH -G 1', 'gpus'],
    ['#SBATCH --gpus-per-node=1 # one is enough', 'gpus'],
    ['#SBATCH -c 16', 'cores'],
    ['#SBATCH --nodes=2', 'cores'],
    ['#SBATCH --nodes=1 --ntasks 8', 'cores'],
    ['#SBATCH --mem=64G', 'memoryBytes'],
    ['#SBATCH --mem-per-cpu=1G', 'memoryBytes'],
    ['#SBATCH -p long', 'partition'],
    ['#SBATCH --array=0-99', 'array'],
    ['#SBATCH --job-name="other one"', 'name'],
    ['#SBATCH --account=lab', 'allocation'],
    ['#SBATCH --mail-user=a@b.kr', 'script'],
    ['#PBS -l walltime=02:00:00', 'walltimeSeconds'],
    ['#PBS -l select=1:ncpus=4:ngpus=8', 'gpus'],
    ['#PBS -l select=2:ncpus=4', 'cores'],
    ['#PBS -l select=1:ncpus=4:mem=64gb,walltime=1:00:00', 'memoryBytes'],
    ['#PBS -q workq', 'partition'],
    ['#PBS -N other', 'name'],
    ['#PBS -J 0-9', 'array'],
    ['#PBS -j oe', 'script'],
  ])('%s → %s', (line, field) => {
    expect(fieldsOf(line)).toEqual([field]);
  });

  it('a line may contradict in several things, each told once', () => {
    expect(fieldsOf('#SBATCH -N 2 -n 8 --gres=gpu:8 --mail-type=END')).toEqual(['cores', 'gpus', 'script']);
  });

  it.each([
    '#SBATCH --time=60',
    '#SBATCH --time=01:00:00',
    '#SBATCH --gres=gpu:a100:2 -c4',
    '#SBATCH --nodes=1 --ntasks=1 --cpus-per-task=4',
    '#SBATCH --mem=8192',
    '#SBATCH --mem 8G',
    '#SBATCH --partition=gpu --array=0-3',
    '#SBATCH -J train',
    '#PBS -l select=1:ncpus=4:ngpus=2:mem=8gb',
    '#PBS -l walltime=1:00:00 -q gpu',
    '#PBS -N train',
    '# SBATCH --time=2:00:00',
    '##SBATCH --time=2:00:00',
    '#SBATCHING is a word',
    '#SBATCH',
  ])('%s says the same, or nothing', (line) => {
    expect(fieldsOf(line)).toEqual([]);
  });

  it('says which lines, cut to what a page shows, and reads none below the first command', () => {
    const script = ['#!/bin/sh', '', `#SBATCH --comment=${'x'.repeat(300)}`, 'echo', '#SBATCH -t 5'].join(
      '\r\n',
    );
    const [line, ...others] = overriddenLines(script, draft);
    expect(line).toMatchObject({ line: 3, fields: ['script'] });
    expect(line?.text).toHaveLength(200);
    expect(others).toEqual([]);
  });

  it('stands in the shown script as a comment', () => {
    expect(silenceDirectives('#!/bin/sh\n#SBATCH -t 5\n#PBS -q x\necho "#SBATCH -t"\n')).toBe(
      '#!/bin/sh\n##SBATCH -t 5\n##PBS -q x\necho "#SBATCH -t"\n',
    );
  });
});

it.each<[string, number | undefined]>([
  ['90', 5400],
  ['1:30', 90],
  ['1:30:00', 5400],
  ['1-12', 129_600],
  ['1-00:30', 88_200],
  ['2-01:00:05', 176_405],
  ['soon', undefined],
  ['-5', undefined],
])('a length of time %s', (text, seconds) => {
  expect(secondsOf(text)).toBe(seconds);
});

it.each<[string, number | undefined]>([
  ['4096', 4096 * 1024 ** 2],
  ['4G', 4 * 1024 ** 3],
  ['512kb', 512 * 1024],
  ['1T', 1024 ** 4],
  ['lots', undefined],
])('a size %s', (text, bytes) => {
  expect(sizeOf(text)).toBe(bytes);
});
