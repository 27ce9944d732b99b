import { expect, test } from 'vitest';
import { billableGpus } from './charge-of-runs';

test.each([
  // kind, asked, accounted, charged
  ['batch', 2, 2, 2],
  ['batch', 2, 4, 4],
  ['batch', 2, 0, 2],
  ['batch', 0, 4, 0],
  ['by-hand', 4, 2, 2],
  ['by-hand', 0, 2, 2],
  ['by-hand', 2, 0, 2],
  ['by-hand', 0, 0, 0],
])('a %s launch for %i GPUs, accounted %i, pays for %i', (kind, gpus, accounted, charged) => {
  expect(billableGpus({ kind, gpus }, accounted)).toBe(charged);
});
