import type { ErrorCode } from '#server/contract/error-codes';
import {
  terminalCloseCodes,
  terminalLimits,
  type TerminalClientMessage,
  type TerminalEnd,
  type TerminalServerMessage,
} from '#server/contract/terminal-protocol';
import { paths } from '../paths';

/** How a terminal's connection stands. */
export type LineState =
  | { kind: 'connecting' }
  | { kind: 'open'; login: string }
  /** The connection was lost; it is tried again by itself. */
  | { kind: 'lost'; isStopping: boolean }
  | { kind: 'refused'; code: ErrorCode; details: Record<string, string | number> }
  | { kind: 'ended'; code: TerminalEnd; exitCode: number | undefined };

export interface LineEvents {
  onState(state: LineState): void;
  onBytes(bytes: Uint8Array): void;
  onNotice(notice: { code: 'idle-soon' | 'age-soon'; seconds: number }): void;
}

/** What of a browser it needs, so that it can be tried without one. */
export interface LineWorld {
  open(url: string): WebSocket;
  /** Whether the person is still signed in; true when it cannot be known. */
  isSignedIn(): Promise<boolean>;
  /** Calls back when the network is there again, until the returned function is called. */
  onOnline(listener: () => void): () => void;
}

const retryMs = [500, 1_000, 2_000, 5_000, 10_000];

/** One terminal's socket: joins again after a cut, says what has been drawn, gives up when it is told why. */
export class TerminalLine {
  #socket: WebSocket | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #tries = 0;
  #drawn = 0;
  #isOver = false;
  readonly #unwatch: () => void;

  constructor(
    private readonly urlOf: () => string,
    private readonly events: LineEvents,
    private readonly world: LineWorld = browser,
  ) {
    this.#unwatch = world.onOnline(() => this.retry());
    this.#open();
  }

  /** Harmless while it is connected. */
  retry(): void {
    if (this.#isOver || this.#socket) return;
    clearTimeout(this.#timer);
    this.#open();
  }

  type(bytes: Uint8Array): void {
    if (this.#socket?.readyState !== 1) return;
    for (let from = 0; from < bytes.length; from += terminalLimits.inputBytesPerMessage)
      this.#socket.send(bytes.slice(from, from + terminalLimits.inputBytesPerMessage));
  }

  /** Call when output has been shown. */
  drawn(bytes: number): void {
    this.#drawn += bytes;
    if (this.#drawn < terminalLimits.drawnEveryBytes) return;
    this.#say({ type: 'drawn', bytes: this.#drawn });
    this.#drawn = 0;
  }

  resize(columns: number, rows: number): void {
    this.#say({ type: 'resize', columns, rows });
  }

  stay(): void {
    this.#say({ type: 'stay' });
  }

  close(): void {
    this.#isOver = true;
    clearTimeout(this.#timer);
    this.#unwatch();
    this.#socket?.close();
  }

  #open(): void {
    this.events.onState({ kind: 'connecting' });
    const socket = this.world.open(this.urlOf());
    this.#socket = socket;
    socket.binaryType = 'arraybuffer';
    socket.onmessage = (message: MessageEvent<ArrayBuffer | string>) => {
      if (typeof message.data === 'string') this.#hear(message.data);
      else this.events.onBytes(new Uint8Array(message.data));
    };
    socket.onclose = (event) => this.#closed(event.code);
  }

  #hear(text: string): void {
    const message = JSON.parse(text) as TerminalServerMessage;
    switch (message.type) {
      case 'ready':
        this.#tries = 0;
        this.#drawn = 0;
        return this.events.onState({ kind: 'open', login: message.login });
      case 'notice':
        return this.events.onNotice(message);
      case 'refused':
        return this.#end({ kind: 'refused', code: message.code, details: message.details });
      case 'ended':
        if (message.code === 'stopping') return undefined;
        return this.#end({ kind: 'ended', code: message.code, exitCode: message.exitCode });
    }
  }

  #end(state: LineState): void {
    this.#isOver = true;
    this.#unwatch();
    this.events.onState(state);
  }

  #closed(code: number): void {
    this.#socket = undefined;
    if (this.#isOver) return;
    const isStopping = code === terminalCloseCodes.stopping;
    this.events.onState({ kind: 'lost', isStopping });
    this.#timer = setTimeout(() => void this.#again(), retryMs[Math.min(this.#tries, retryMs.length - 1)]);
    this.#tries += 1;
  }

  /** A page cannot read the status of a refused upgrade; whether it was the sign-in is asked the ordinary way. */
  async #again(): Promise<void> {
    const isSignedIn = this.#tries < 2 || (await this.world.isSignedIn());
    if (this.#isOver || this.#socket) return;
    if (isSignedIn) this.#open();
    else this.#end({ kind: 'ended', code: 'revoked', exitCode: undefined });
  }

  #say(message: TerminalClientMessage): void {
    if (this.#socket?.readyState === 1) this.#socket.send(JSON.stringify(message));
  }
}

const browser: LineWorld = {
  open: (url) => new WebSocket(url),
  isSignedIn: async () => {
    try {
      // Signed out, a page answers with the way to sign in.
      const answer = await fetch(paths.terminal(), { method: 'HEAD', redirect: 'manual' });
      return answer.type !== 'opaqueredirect';
    } catch {
      return true;
    }
  },
  onOnline: (listener) => {
    window.addEventListener('online', listener);
    return () => window.removeEventListener('online', listener);
  },
};
