import { expect, test } from 'vitest';
import { terminalLimits } from '../../contract/terminal-protocol';
import { BytePace } from '../../domain/terminals/byte-pace';
import { OutputFlow } from './output-flow';

test('the byte limits fit together: a paused shell always goes on', () => {
  const { drawnEveryBytes, resumeAtBytes, pauseAtBytes } = terminalLimits;
  expect(drawnEveryBytes).toBeLessThan(resumeAtBytes);
  expect(resumeAtBytes).toBeLessThan(pauseAtBytes);
});

function flowOn(queuedBytes = () => 0) {
  const calls: string[] = [];
  const source = { pause: () => calls.push('pause'), resume: () => calls.push('resume') };
  return { calls, flow: new OutputFlow(source, queuedBytes) };
}

test('it pauses at the high mark and goes on at the low one, once each', () => {
  const { calls, flow } = flowOn();
  flow.sent(terminalLimits.pauseAtBytes - 1);
  expect(calls).toEqual([]);
  flow.sent(1);
  flow.sent(1);
  expect(calls).toEqual(['pause']);
  flow.drawn(terminalLimits.pauseAtBytes - terminalLimits.resumeAtBytes);
  expect(calls).toEqual(['pause']);
  flow.drawn(1);
  expect(calls).toEqual(['pause', 'resume']);
});

test('a browser that claims more than was handed to the network is not believed', () => {
  const { calls, flow } = flowOn(() => terminalLimits.pauseAtBytes);
  flow.sent(terminalLimits.pauseAtBytes);
  flow.drawn(Number.MAX_SAFE_INTEGER);
  expect(calls).toEqual(['pause']);
});

test('a second’s worth of input passes; what is more waits as long as it is worth', () => {
  let now = 0;
  const pace = new BytePace(1000, () => now);
  expect(pace.take(1000)).toBe(0);
  expect(pace.take(500)).toBe(500);
  now += 500;
  expect(pace.take(0)).toBe(0);
  now += 60_000;
  expect(pace.take(1000)).toBe(0);
  expect(pace.take(1)).toBe(1);
});
