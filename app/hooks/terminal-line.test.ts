import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { TerminalServerMessage } from '#server/contract/terminal-protocol';
import { TerminalLine, type LineState } from './terminal-line';

/** A socket whose other end is the test. */
class Socket {
  readyState = 0;
  binaryType = '';
  sent: (string | Uint8Array)[] = [];
  onmessage: ((message: { data: unknown }) => void) | undefined;
  onclose: ((event: { code: number }) => void) | undefined;
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
let isSignedIn: boolean;
const last = () => sockets.at(-1) as Socket;
const ready = { type: 'ready', id: '1', cluster: 'hangang', login: 'm1', columns: 80, rows: 24 } as const;

beforeEach(() => {
  vi.useFakeTimers();
  [sockets, states, isSignedIn] = [[], [], true];
  line = new TerminalLine(
    () => 'ws://x',
    { onState: (state) => states.push(state), onBytes: () => undefined, onNotice: () => undefined },
    {
      open: () => {
        sockets.push(new Socket());
        return last() as unknown as WebSocket;
      },
      isSignedIn: async () => isSignedIn,
      onOnline: (listener) => {
        online = listener;
        return () => undefined;
      },
    },
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
  expect(states.at(-1)).toEqual({ kind: 'open', login: 'm1' });
});

test('a restart of the portal is told as one, and joined again', async () => {
  last().hear(ready);
  last().hear({ type: 'ended', code: 'stopping' });
  last().cut(1012);
  expect(states.at(-1)).toEqual({ kind: 'lost', isStopping: true });
  await vi.advanceTimersByTimeAsync(500);
  expect(sockets).toHaveLength(2);
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
  isSignedIn = false;
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
