import { expect, it } from 'vitest';
import { formatGpuSeconds } from './gpu-seconds';

it('shows every digit, with its unit', () => {
  expect(formatGpuSeconds(1_250_000, 'ko')).toBe('1,250\u00a0GPU-\u2060초');
  expect(formatGpuSeconds(1000n, 'en')).toBe('1\u00a0GPU-\u2060second');
  expect(formatGpuSeconds('1500', 'en')).toBe('1.5\u00a0GPU-\u2060seconds');
  expect(formatGpuSeconds(0, 'ko')).toBe('0\u00a0GPU-\u2060초');
});
