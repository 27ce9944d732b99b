import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { AppError } from '../../contract/app-error';
import type { OutputNews } from '../../contract/output-news';
import { OutputTail } from './output-tail';

const timing = { quickMs: 1_000, slowMs: 5_000 };

/** A file in memory, and how often it was read; every line is whole. */
function openTail() {
  const file = { text: undefined as string | undefined, reads: 0, hasEnded: false, isAway: false };
  let rested = 0;
  const tail = new OutputTail(
    {
      hasEnded: async () => file.hasEnded,
      read: async (fromByte) => {
        file.reads++;
        if (file.isAway) throw new AppError('cluster-down');
        if (file.text === undefined) return undefined;
        const from = fromByte ?? 0;
        const size = file.text.length;
        return {
          fromByte: from,
          text: file.text.slice(from),
          unfinished: '',
          nextByte: size,
          sizeBytes: size,
        };
      },
    },
    timing,
    () => rested++,
  );
  const watch = (fromByte?: number) => {
    const said: OutputNews[] = [];
    const stop = tail.watch(fromByte, (news) => said.push(news));
    const text = () => said.map((news) => (news.kind === 'lines' ? news.text : `<${news.kind}>`)).join('');
    return { stop, text };
  };
  return { file, watch, rested: () => rested };
}

const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms);

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('following an output', () => {
  test('what comes is told once, and nothing while nothing changes', async () => {
    const { file, watch } = openTail();
    const page = watch();
    await pass(0);
    expect(page.text()).toBe('<nothing>');
    file.text = 'a\n';
    await pass(2_000);
    file.text += 'b\n';
    await pass(30_000);
    expect(page.text()).toBe('<nothing>a\nb\n');
  });

  test('many watch, the file is read once a turn; a newcomer gets what is there at once', async () => {
    const { file, watch } = openTail();
    file.text = 'a\n';
    const pages = Array.from({ length: 20 }, () => watch());
    await pass(0);
    expect(file.reads).toBe(1);
    const late = watch(0);
    await pass(0);
    expect(late.text()).toBe('a\n');
    const before = file.reads;
    await pass(5_000);
    expect(file.reads - before).toBeLessThanOrEqual(3);
    expect(pages.map((page) => page.text())).toEqual(Array(20).fill('a\n'));
  });

  test('what is quiet is looked at less often, and never when nobody looks', async () => {
    const { file, watch, rested } = openTail();
    const page = watch();
    await pass(60_000);
    expect(file.reads).toBeLessThanOrEqual(16);
    page.stop();
    const before = file.reads;
    await pass(60_000);
    expect([file.reads, rested()]).toEqual([before, 1]);
  });

  test('a cluster that is away is told once, and it goes on when it is back', async () => {
    const { file, watch } = openTail();
    file.text = 'a\n';
    const page = watch();
    await pass(0);
    file.isAway = true;
    await pass(20_000);
    file.isAway = false;
    file.text += 'b\n';
    await pass(5_000);
    expect(page.text()).toBe('a\n<away>b\n');
  });

  test('it ends after a last look, with what was written at the very end', async () => {
    const { file, watch, rested } = openTail();
    file.text = 'a\n';
    const page = watch();
    await pass(0);
    file.hasEnded = true;
    file.text += 'last\n';
    await pass(10_000);
    expect(page.text()).toBe('a\nlast\n<end>');
    expect(rested()).toBe(1);
  });

  test('an end without any output is an end', async () => {
    const { file, watch } = openTail();
    file.hasEnded = true;
    const page = watch();
    await pass(10_000);
    expect(page.text()).toBe('<nothing><end>');
  });
});
