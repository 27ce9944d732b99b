import { expect, test } from 'vitest';
import type { SubmitSpec } from '../port';
import { pbsDirectives, qsubWords } from './directives';

const spec: SubmitSpec = {
  launchId: '01JD8XK3V9Q2M4N6P8R0S2T4V6',
  partition: 'gpu',
  accelerator: undefined,
  gpus: 2,
  cores: 8,
  memoryBytes: 16 * 1024 ** 3,
  walltimeSeconds: 90_061,
  array: undefined,
};
const array = (indexes: number[], maxAtOnce?: number) =>
  qsubWords({ ...spec, array: maxAtOnce === undefined ? { indexes } : { indexes, maxAtOnce } });

test('a spec becomes words, each its own', () => {
  expect(qsubWords(spec)).toEqual([
    '-q', 'gpu',
    '-l', 'select=1:ncpus=8:ngpus=2:mem=16777216kb',
    '-l', 'walltime=25:01:01',
    '-r', 'n',
    '-j', 'oe',
    '-o', 'scheduler.log',
  ]); // prettier-ignore
  expect(pbsDirectives({ ...spec, gpus: 0, memoryBytes: undefined })).toEqual([
    '-N modu-01JD8XK3V9Q2M4N6P8R0S2T4V6',
    '-h',
    '-q gpu',
    '-l select=1:ncpus=8',
    '-l walltime=25:01:01',
    '-r n',
    '-j oe',
    '-o scheduler.log',
  ]);
});

test('an array is a range with a step, and may be rerun: PBS wants it so', () => {
  const range = (indexes: number[], maxAtOnce?: number) => {
    const words = array(indexes, maxAtOnce);
    expect(words).not.toContain('-r');
    return words[words.indexOf('-J') + 1];
  };
  expect(range([0, 1, 2, 3])).toBe('0-3');
  expect(range([1, 3, 5], 2)).toBe('1-5:2%2');
  expect(range([9, 7])).toBe('7-9:2');
  expect(range([5])).toBe('5-6:2');
  for (const indexes of [[1, 2, 4], []]) expect(() => array(indexes)).toThrow('array-invalid');
});

test('an id that is none never becomes a word', () => {
  expect(() => pbsDirectives({ ...spec, launchId: '01; rm -rf ~' })).toThrow('invalid-input');
});
