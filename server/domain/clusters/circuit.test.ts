import { expect, test } from 'vitest';
import { nextCircuit } from './circuit';

const after = (probes: string, isFinal = false) =>
  [...probes].reduce(
    (before, probe) => nextCircuit(before, { isGood: probe === '+', isFinal }),
    nextCircuit({ circuit: 'closed', failures: 0 }, { isGood: true }),
  ).circuit;

test.each([
  ['', 'closed'],
  ['-', 'closed'],
  ['-+-', 'closed'],
  ['--', 'open'],
  ['---', 'open'],
  ['--+', 'half-open'],
  ['--+-', 'open'],
  ['--++', 'closed'],
  ['--++-', 'closed'],
])('after the probes %j it is %s', (probes, circuit) => expect(after(probes)).toBe(circuit));

test('a strange host key opens it at once', () => expect(after('-', true)).toBe('open'));
