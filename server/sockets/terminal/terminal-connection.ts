import type { RawData, WebSocket } from 'ws';
import { isAppError } from '../../contract/app-error';
import type { ErrorCode } from '../../contract/error-codes';
import {
  terminalCloseCodes as closeCodes,
  terminalLimits,
  type TerminalEnd,
  type TerminalServerMessage,
} from '../../contract/terminal-protocol';
import { BytePace } from '../../domain/terminals/byte-pace';
import type { ShowingState } from '../../showing-services';
import type { TerminalAttachment, TerminalEnded, TerminalHandle } from '../../terminal-services';
import type { Guard } from '../guarded';
import { OutputFlow } from './output-flow';
import { readClientMessage } from './read-client-message';
import type { TerminalUpkeep } from './terminal-upkeep';

const closeCodeOf: Record<TerminalEnd, number> = {
  exit: closeCodes.ended,
  left: closeCodes.ended,
  'left-alone': closeCodes.ended,
  idle: closeCodes.ended,
  age: closeCodes.ended,
  revoked: closeCodes.notSignedIn,
  'cluster-down': closeCodes.clusterDown,
  'job-over': closeCodes.ended,
  stopping: closeCodes.stopping,
};

/** Codes that say something of the person or their limits; all others mean that the cluster cannot be had now. */
const refusalCloseCodes: Partial<Record<ErrorCode, number>> = {
  'not-allowed': closeCodes.notAllowed,
  'not-found': closeCodes.notAllowed,
  'wrong-state': closeCodes.notAllowed,
  'no-shell-in-jobs': closeCodes.notAllowed,
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

/** Says that somebody else of the same person has it, and closes. */
export function tellTaken(socket: WebSocket): void {
  say(socket, { type: 'ended', code: 'taken-over' });
  socket.close(closeCodes.takenOver);
  socket.resume();
}

export interface JoinOptions {
  size: { columns: number; rows: number };
  isResumed: boolean;
  /** Shows it to a teacher, or to nobody any more. */
  show: (to: string | undefined) => Promise<void>;
  upkeep: TerminalUpkeep;
  guard: Guard;
}

/**
 * Joins one socket and one terminal until the terminal ends, another socket takes it, or this one goes away; then the shell goes on. It
 * is ended with the socket only by who says so: by `end`, or by closing as one closes what is done (1000).
 */
export async function joinTerminal(
  socket: WebSocket,
  terminal: TerminalHandle,
  { size, isResumed, show, upkeep, guard }: JoinOptions,
): Promise<void> {
  const pace = new BytePace(terminalLimits.inputBytesPerSecond);
  let attachment: TerminalAttachment | undefined = undefined as TerminalAttachment | undefined;
  const flow = new OutputFlow(
    { pause: () => attachment?.pause(), resume: () => attachment?.resume() },
    () => socket.bufferedAmount,
  );
  say(socket, {
    type: 'ready',
    id: terminal.id,
    ...terminal.facts,
    ...size,
    isResumed,
    joined: terminal.joined + 1,
  });

  const viewer = {
    onData: guard((bytes: Uint8Array) => {
      if (bytes.length === 0 || socket.readyState !== socket.OPEN) return;
      socket.send(bytes);
      flow.sent(bytes.length);
    }),
    onShown: (state: ShowingState) => tellShown(socket, state),
    onTaken: () => tellTaken(socket),
    onEnd: ({ code, exitCode }: TerminalEnded) => {
      say(socket, { type: 'ended', code, ...(exitCode !== null && { exitCode }) });
      socket.close(closeCodeOf[code]);
    },
  };
  const leave = () => {
    if (attachment?.leave()) upkeep.left();
  };
  const end = () => {
    if (attachment?.isCurrent()) terminal.end('left');
  };
  socket.on('close', (code) => {
    // Before the attachment is there, the end of this function looks at the socket.
    if (code === closeCodes.ended) end();
    else leave();
  });
  attachment = await terminal.attach(viewer, size);
  flow.attached();
  if (socket.readyState !== socket.OPEN) return leave();

  const onInput = (bytes: Buffer) => {
    upkeep.used();
    attachment.write(bytes);
    const waitMs = pace.take(bytes.length);
    if (waitMs === 0) return;
    socket.pause();
    setTimeout(() => socket.resume(), waitMs);
  };
  const refuseShowing = (error: unknown) => {
    if (!isAppError(error)) throw error;
    say(socket, { type: 'not-shown', code: error.code });
  };
  const onWords = (text: string): void | Promise<void> => {
    const message = readClientMessage(text);
    if (!message) return socket.close(closeCodes.badMessage, 'not a message of this protocol');
    if (message.type === 'resize') return attachment.resize(message.columns, message.rows);
    if (message.type === 'stay') return upkeep.used();
    if (message.type === 'end') return end();
    if (message.type === 'hide') return show(undefined);
    if (message.type === 'show') return show(message.to).catch(refuseShowing);
    return flow.drawn(message.bytes);
  };
  socket.on(
    'message',
    guard((data: RawData, isBinary: boolean) => {
      // `binaryType` is "nodebuffer": one Buffer a message.
      const bytes = data as Buffer;
      return isBinary ? onInput(bytes) : onWords(bytes.toString('utf8'));
    }),
  );
}

function tellShown(socket: WebSocket, state: ShowingState): void {
  if ('ended' in state) say(socket, { type: 'hidden', to: state.to, code: state.ended });
  else say(socket, { type: 'shown', ...state });
}

/** Says it, if anybody listens. */
export function say(socket: WebSocket, message: TerminalServerMessage): void {
  if (socket.readyState === socket.OPEN) socket.send(JSON.stringify(message));
}
