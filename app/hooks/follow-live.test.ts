import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { LiveEvent } from '#server/contract/live-events';
import { followLive, readLiveEvent } from './follow-live';
import { restAfterMs, type LiveState } from './follow-stream';

class Source {
  readyState = 0;
  onopen: (() => void) | null = null;
  onmessage: ((message: { data: string }) => void) | null = null;
  onerror: (() => void) | null = null;
  close() {
    this.readyState = 2;
  }
  say(event: unknown) {
    this.onmessage?.({ data: JSON.stringify(event) });
  }
}

function follow() {
  const sources: Source[] = [];
  const events: LiveEvent[] = [];
  const states: LiveState[] = [];
  let isHidden = false;
  let look = () => undefined as void;
  const stop = followLive(
    '/live',
    { onEvent: (event) => events.push(event), onState: (state) => states.push(state) },
    {
      open: () => sources[sources.push(new Source()) - 1] as unknown as EventSource,
      isHidden: () => isHidden,
      onVisibility: (listener) => {
        look = listener;
        return () => undefined;
      },
    },
  );
  const show = (isShown: boolean) => {
    isHidden = !isShown;
    look();
  };
  return { sources, events, states, stop, show };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('passes on what is understood and nothing else', () => {
  const { sources, events } = follow();
  sources[0]?.say({ kind: 'hours' });
  sources[0]?.say({ kind: 'something new' });
  sources[0]?.onmessage?.({ data: 'not JSON' });
  expect(events).toEqual([{ kind: 'hours' }]);
  expect(readLiveEvent('null')).toBeUndefined();
});

test('a cut line is the browser’s to join again, an answer that is no stream is ours', () => {
  const { sources, states } = follow();
  sources[0]?.onopen?.();
  sources[0]?.onerror?.();
  vi.advanceTimersByTime(60_000);
  expect(sources).toHaveLength(1);
  if (sources[0]) sources[0].readyState = 2;
  sources[0]?.onerror?.();
  vi.advanceTimersByTime(5_000);
  expect(sources).toHaveLength(2);
  sources[1]?.onopen?.();
  expect(states).toEqual(['open', 'lost', 'lost', 'open']);
});

test('a tab that stays hidden lets go of its line and takes it again when it is seen', () => {
  const { sources, show } = follow();
  show(false);
  vi.advanceTimersByTime(restAfterMs - 1);
  expect(sources[0]?.readyState).toBe(0);
  show(true);
  vi.advanceTimersByTime(restAfterMs);
  expect(sources[0]?.readyState).toBe(0);
  show(false);
  vi.advanceTimersByTime(restAfterMs);
  expect(sources[0]?.readyState).toBe(2);
  show(true);
  expect(sources).toHaveLength(2);
});

test('nothing goes on after it was stopped', () => {
  const { sources, stop } = follow();
  stop();
  vi.advanceTimersByTime(120_000);
  expect(sources).toHaveLength(1);
  expect(sources[0]?.readyState).toBe(2);
});
