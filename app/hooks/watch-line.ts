import { terminalLimits } from '#server/contract/terminal-protocol';
import {
  watchLimits,
  type ShowingEnd,
  type WatchClientMessage,
  type WatchServerMessage,
} from '#server/contract/watch-protocol';

/** How the connection of one who looks stands. */
export type WatchLineState =
  | { kind: 'connecting' }
  | { kind: 'open' }
  /** The student's page is gone for the moment. */
  | { kind: 'away' }
  /** Cut off; it is tried again by itself. */
  | { kind: 'lost' }
  /** It was tried for as long as the showing waits. */
  | { kind: 'gone' }
  | { kind: 'ended'; code: ShowingEnd | 'taken-over' };

export interface WatchLineEvents {
  onState(state: WatchLineState): void;
  /** The bytes that follow draw the whole screen, of this size, on an empty one. */
  onScreen(size: { columns: number; rows: number }): void;
  onSize(size: { columns: number; rows: number }): void;
  onBytes(bytes: Uint8Array): void;
}

const retryMs = 1_000;

/** The socket of one who looks: joins again after a cut, for as long as the showing waits. It can say that it draws, and that it leaves. */
export class WatchLine {
  #socket: WebSocket | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #tries = 0;
  #drawn = 0;
  #isOver = false;

  constructor(
    private readonly url: string,
    private readonly events: WatchLineEvents,
    /** [the browser's] */
    private readonly connect: (url: string) => WebSocket = (where) => new WebSocket(where),
  ) {
    this.#open();
  }

  /** Call when output has been shown. */
  drawn(bytes: number): void {
    this.#drawn += bytes;
    if (this.#drawn < terminalLimits.drawnEveryBytes) return;
    this.#say({ type: 'drawn', bytes: this.#drawn });
    this.#drawn = 0;
  }

  /** Looks no more: the showing is over. */
  leave(): void {
    this.#say({ type: 'leave' });
    this.#end({ kind: 'ended', code: 'left' });
  }

  /** The page goes: the showing waits a moment for another. */
  close(): void {
    this.#isOver = true;
    clearTimeout(this.#timer);
    this.#socket?.close(4000);
  }

  #open(): void {
    const socket = this.connect(this.url);
    this.#socket = socket;
    socket.binaryType = 'arraybuffer';
    socket.onmessage = (message: MessageEvent<ArrayBuffer | string>) => {
      if (typeof message.data === 'string') this.#hear(JSON.parse(message.data) as WatchServerMessage);
      else this.events.onBytes(new Uint8Array(message.data));
    };
    socket.onclose = () => this.#closed();
  }

  #hear(message: WatchServerMessage): void {
    switch (message.type) {
      case 'watching':
        [this.#tries, this.#drawn] = [0, 0];
        return;
      case 'screen':
        this.events.onScreen(message);
        return this.events.onState({ kind: 'open' });
      case 'size':
        return this.events.onSize(message);
      case 'away':
        return this.events.onState({ kind: 'away' });
      case 'refused':
        return this.#end({ kind: 'gone' });
      case 'ended':
        return this.#end({ kind: 'ended', code: message.code });
    }
  }

  #end(state: WatchLineState): void {
    if (this.#isOver) return;
    this.#isOver = true;
    this.events.onState(state);
  }

  #closed(): void {
    this.#socket = undefined;
    if (this.#isOver) return;
    if (this.#tries * retryMs > watchLimits.backSeconds * 1000) return this.#end({ kind: 'gone' });
    this.#tries += 1;
    this.events.onState({ kind: 'lost' });
    this.#timer = setTimeout(() => this.#open(), retryMs);
  }

  #say(message: WatchClientMessage): void {
    if (this.#socket?.readyState === 1) this.#socket.send(JSON.stringify(message));
  }
}
