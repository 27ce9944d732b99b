import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { TerminalServerMessage } from '#server/contract/terminal-protocol';
import { TerminalLine, type LineState } from './terminal-line';

/** A socket whose other end is the test. */
class Socket {
  constructor(readonly url: string) {}
  readyState = 0;
  binaryType = '';
  sent: (string | Uint8Array)[] = [];
  onmessage: ((message: { data: unknown }) => void) | null | undefined;
  onclose: ((event: { code: number }) => void) | null | undefined;
  send(data: string | Uint8Array): void {
    this.sent.push(data);
  }
  close(): void {
    this.cut(1000);
  }
  cut(code: number): void {
    this.readyState = 3;
    this.onclose?.({ code });
  }
  hear(message: TerminalServerMessage): void {
    this.readyState = 1;
    this.onmessage?.({ data: JSON.stringify(message) });
  }
}

let sockets: Socket[];
let states: LineState[];
let line: TerminalLine;
let online: () => void;
let offline: () => void;
let why: 'signed-out' | 'gone' | 'job-over' | 'unknown';
let asked: { living?: string; launch?: string }[];
const last = () => sockets.at(-1) as Socket;
const ready = {
  type: 'ready',
  id: '1',
  cluster: 'hangang',
  login: 'm1',
  columns: 80,
  rows: 24,
  isResumed: false,
  joined: 3,
} as const;

beforeEach(() => {
  vi.useFakeTimers();
  [sockets, states, asked, why] = [[], [], [], 'unknown'];
  line = new TerminalLine(
    (id, joined) => `ws://x?${id ?? 'new'}${joined === undefined ? '' : `.${joined}`}`,
    {
      onState: (state) => states.push(state),
      onBytes: () => undefined,
      onNotice: () => undefined,
      onShown: () => undefined,
    },
    {
      open: (url) => {
        sockets.push(new Socket(url));
        return last() as unknown as WebSocket;
      },
      ask: async (about) => {
        asked.push(about);
        return why;
      },
      onNetwork: (listeners) => {
        [online, offline] = [listeners.isBack, listeners.isGone];
        return () => undefined;
      },
    },
    { launchId: 'L' },
  );
});
afterEach(() => {
  line.close();
  vi.useRealTimers();
});

test('a cut is told and joined again, later each time, and at once when the network is back', async () => {
  last().hear(ready);
  last().cut(1006);
  expect(states.at(-1)).toEqual({ kind: 'lost', isStopping: false });
  await vi.advanceTimersByTimeAsync(499);
  expect(sockets).toHaveLength(1);
  await vi.advanceTimersByTimeAsync(1);
  expect(sockets).toHaveLength(2);
  last().cut(1006);
  await vi.advanceTimersByTimeAsync(999);
  expect(sockets).toHaveLength(2);
  online();
  expect(sockets).toHaveLength(3);
  last().hear(ready);
  expect(states.at(-1)).toEqual({ kind: 'open', id: '1', login: 'm1', isResumed: false });
});

test('after a cut the same shell is asked for; when it is gone, a new one', async () => {
  expect(last().url).toBe('ws://x?new');
  last().hear(ready);
  last().cut(1006);
  await vi.advanceTimersByTimeAsync(500);
  expect(last().url).toBe('ws://x?1.3');
  expect(asked).toEqual([]);
  last().cut(1006);
  await vi.advanceTimersByTimeAsync(1000);
  expect([last().url, asked]).toEqual(['ws://x?1.3', [{ living: '1' }]]);
  why = 'gone';
  last().cut(1006);
  await vi.advanceTimersByTimeAsync(2000);
  expect(last().url).toBe('ws://x?new');
});

test('one that was in a job is not opened anew when the job is over', async () => {
  last().hear(ready);
  last().cut(1006);
  await vi.advanceTimersByTimeAsync(500);
  why = 'gone';
  last().cut(1006);
  await vi.advanceTimersByTimeAsync(1000);
  expect(last().url).toBe('ws://x?new');
  why = 'job-over';
  last().cut(1006);
  await vi.advanceTimersByTimeAsync(2000);
  expect(asked.at(-1)).toEqual({ launch: 'L' });
  expect(states.at(-1)).toEqual({ kind: 'ended', code: 'job-over', exitCode: undefined });
  await vi.advanceTimersByTimeAsync(60_000);
  expect(sockets).toHaveLength(3);
});

test('when the network says that it is gone, nobody waits for the socket to find out', async () => {
  last().hear(ready);
  offline();
  expect(states.at(-1)).toEqual({ kind: 'lost', isStopping: false });
  online();
  expect(sockets).toHaveLength(2);
  last().hear({ ...ready, isResumed: true });
  expect(states.at(-1)).toMatchObject({ kind: 'open', isResumed: true });
});

test('leaving keeps the shell, ending ends it', () => {
  last().hear(ready);
  line.end();
  expect(last().sent).toEqual(['{"type":"end"}']);
});

test('a restart of the portal is told as one, and joined again', async () => {
  last().hear(ready);
  last().hear({ type: 'ended', code: 'stopping' });
  last().cut(1012);
  expect(states.at(-1)).toEqual({ kind: 'lost', isStopping: true });
  await vi.advanceTimersByTimeAsync(500);
  expect(sockets).toHaveLength(2);
  // The shells ended with it.
  expect(last().url).toBe('ws://x?new');
});

test.each<[TerminalServerMessage, LineState]>([
  [
    { type: 'ended', code: 'exit', exitCode: 3 },
    { kind: 'ended', code: 'exit', exitCode: 3 },
  ],
  [
    { type: 'ended', code: 'revoked' },
    { kind: 'ended', code: 'revoked', exitCode: undefined },
  ],
  [
    { type: 'ended', code: 'taken-over' },
    { kind: 'ended', code: 'taken-over', exitCode: undefined },
  ],
  [
    { type: 'refused', code: 'limit-reached', details: { limit: 2 } },
    { kind: 'refused', code: 'limit-reached', details: { limit: 2 } },
  ],
])('what is over stays over: %j', async (message, state) => {
  last().hear(message);
  last().cut(1000);
  online();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(sockets).toHaveLength(1);
  expect(states.at(-1)).toEqual(state);
});

test('who was signed out meanwhile is told so instead of being refused for ever', async () => {
  why = 'signed-out';
  for (let tries = 0; tries < 4; tries++) {
    if (last().readyState !== 3) last().cut(1006);
    await vi.advanceTimersByTimeAsync(10_000);
  }
  expect(states.at(-1)).toEqual({ kind: 'ended', code: 'revoked', exitCode: undefined });
});

test('a long paste goes in parts within the limit, and what is drawn is told in time', () => {
  last().hear(ready);
  line.type(new Uint8Array(150_000));
  expect(last().sent.map((part) => part.length)).toEqual([65_536, 65_536, 18_928]);
  last().sent = [];
  line.drawn(20_000);
  expect(last().sent).toEqual([]);
  line.drawn(20_000);
  expect(last().sent).toEqual(['{"type":"drawn","bytes":40000}']);
});
