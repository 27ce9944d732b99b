import type { RawData, WebSocket } from 'ws';
import { isAppError } from '../../contract/app-error';
import type { ErrorCode } from '../../contract/error-codes';
import {
  terminalCloseCodes as closeCodes,
  terminalLimits,
  type TerminalEnd,
  type TerminalServerMessage,
} from '../../contract/terminal-protocol';
import type { TerminalHandle } from '../../services';
import type { Guard } from '../guarded';
import { InputPace } from './input-pace';
import { OutputFlow } from './output-flow';
import { readClientMessage } from './read-client-message';
import { TerminalClock, type TerminalTiming } from './terminal-clock';

const closeCodeOf: Record<TerminalEnd, number> = {
  exit: closeCodes.ended,
  left: closeCodes.ended,
  idle: closeCodes.ended,
  age: closeCodes.ended,
  revoked: closeCodes.notSignedIn,
  'cluster-down': closeCodes.clusterDown,
  stopping: closeCodes.stopping,
};

/** Codes that say something of the person or their limits; all others mean that the cluster cannot be had now. */
const refusalCloseCodes: Partial<Record<ErrorCode, number>> = {
  'not-allowed': closeCodes.notAllowed,
  'not-found': closeCodes.notAllowed,
  'limit-reached': closeCodes.limitReached,
  internal: closeCodes.fault,
};

/** Says that nothing was opened and why, and closes. Never throws. */
export function refuseTerminal(socket: WebSocket, error: unknown): void {
  const code: ErrorCode = isAppError(error) ? error.code : 'internal';
  const details = isAppError(error) ? knownDetails(error.details) : {};
  say(socket, { type: 'refused', code, details });
  socket.close(refusalCloseCodes[code] ?? closeCodes.clusterDown);
  // The other side's answer to the close must be read.
  socket.resume();
}

/** What a bridge notes for the operator is not for the person. */
const knownDetails = ({ limit }: Record<string, string | number>): Record<string, string | number> =>
  limit === undefined ? {} : { limit };

export interface JoinOptions {
  size: { columns: number; rows: number };
  timing: TerminalTiming;
  guard: Guard;
}

/** Joins one socket and one terminal until either ends; then the other is ended too. */
export function joinTerminal(
  socket: WebSocket,
  terminal: TerminalHandle,
  { size, timing, guard }: JoinOptions,
): void {
  const pace = new InputPace(terminalLimits.inputBytesPerSecond);
  const flow = new OutputFlow(terminal, () => socket.bufferedAmount);
  const clock = new TerminalClock(timing, {
    onSoon: (code, seconds) => say(socket, { type: 'notice', code, seconds }),
    onOver: (code) => terminal.end(code),
  });
  say(socket, { type: 'ready', id: terminal.id, ...terminal.facts, ...size });

  terminal.onData(
    guard((bytes: Buffer) => {
      if (socket.readyState !== socket.OPEN) return;
      socket.send(bytes);
      flow.sent(bytes.length);
    }),
  );
  terminal.onEnd(({ code, exitCode }) => {
    clock.stop();
    say(socket, { type: 'ended', code, ...(exitCode !== null && { exitCode }) });
    socket.close(closeCodeOf[code]);
  });
  socket.on('close', () => {
    clock.stop();
    terminal.end('left');
  });

  const onInput = (bytes: Buffer) => {
    clock.used();
    terminal.write(bytes);
    const waitMs = pace.take(bytes.length);
    if (waitMs === 0) return;
    socket.pause();
    setTimeout(() => socket.resume(), waitMs);
  };
  const onWords = (text: string) => {
    const message = readClientMessage(text);
    if (!message) return socket.close(closeCodes.badMessage, 'not a message of this protocol');
    if (message.type === 'resize') return terminal.resize(message.columns, message.rows);
    if (message.type === 'stay') return clock.used();
    return flow.drawn(message.bytes);
  };
  socket.on(
    'message',
    guard((data: RawData, isBinary: boolean) => {
      // `binaryType` is "nodebuffer": one Buffer a message.
      const bytes = data as Buffer;
      if (isBinary) onInput(bytes);
      else onWords(bytes.toString('utf8'));
    }),
  );
}

function say(socket: WebSocket, message: TerminalServerMessage): void {
  if (socket.readyState === socket.OPEN) socket.send(JSON.stringify(message));
}
