import { expect, test } from 'vitest';
import { inBatches } from './in-batches';

/** Work that waits until it is let go; what it was given each time. */
function gated(fails: (items: number[]) => boolean = () => false) {
  const batches: number[][] = [];
  const gates: (() => void)[] = [];
  const ask = inBatches(async (items: number[]) => {
    batches.push(items);
    await new Promise<void>((open) => gates.push(open));
    if (fails(items)) throw new Error(`no ${items.join()}`);
    return items.map((item) => item * 10);
  }, 3);
  const openAll = async () => {
    for (let turn = 0; turn < 50; turn++) {
      gates.shift()?.();
      await new Promise((done) => setImmediate(done));
    }
  };
  return { batches, ask, openAll };
}

test('the first goes at once and alone; what comes meanwhile goes together, three at a time, each with its own answer', async () => {
  const { batches, ask, openAll } = gated();
  const answers = [1, 2, 3, 4, 5].map(ask);
  expect(batches).toEqual([[1]]);
  await openAll();
  expect(await Promise.all(answers)).toEqual([10, 20, 30, 40, 50]);
  expect(batches).toEqual([[1], [2, 3, 4], [5]]);
  const late = ask(6);
  await openAll();
  expect(await late).toBe(60);
});

test('what fails together is done one by one: only the one at fault fails', async () => {
  const { batches, ask, openAll } = gated((items) => items.includes(3));
  const answers = Promise.allSettled([1, 2, 3, 4].map(ask));
  await openAll();
  expect((await answers).map((one) => (one.status === 'fulfilled' ? one.value : 'failed'))).toEqual([
    10,
    20,
    'failed',
    40,
  ]);
  expect(batches).toEqual([[1], [2, 3, 4], [2], [3], [4]]);
});
