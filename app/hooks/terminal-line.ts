import type { ErrorCode } from '#server/contract/error-codes';
import {
  terminalCloseCodes,
  terminalLimits,
  type TerminalClientMessage,
  type TerminalEnd,
  type TerminalServerMessage,
} from '#server/contract/terminal-protocol';
import type { ShowingEnd } from '#server/contract/watch-protocol';
import { paths } from '../paths';

/** `taken-over`: it goes on, in another page. */
export type LineEnd = TerminalEnd | 'taken-over';

/** How a terminal's connection stands. */
export type LineState =
  | { kind: 'connecting' }
  | { kind: 'open'; id: string; login: string; isResumed: boolean }
  /** The connection was lost; it is tried again by itself. */
  | { kind: 'lost'; isStopping: boolean }
  | { kind: 'refused'; code: ErrorCode; details: Record<string, string | number> }
  | { kind: 'ended'; code: LineEnd; exitCode: number | undefined };

/** To whom it is shown, and whether they look; or why it is not shown to them any more, or was not. */
export type LineShown =
  | { kind: 'shown'; to: string; isWatched: boolean }
  | { kind: 'hidden'; to: string; code: ShowingEnd }
  | { kind: 'not-shown' };

export interface LineEvents {
  onShown(shown: LineShown): void;
  onState(state: LineState): void;
  onBytes(bytes: Uint8Array): void;
  onNotice(notice: { code: 'idle-soon' | 'age-soon'; seconds: number }): void;
}

/** What of a browser it needs, so that it can be tried without one. */
export interface LineWorld {
  open(url: string): WebSocket;
  /** Why a socket may not have opened, for this terminal, a new one in a job, or any new one. */
  ask(about: { living?: string; launch?: string }): Promise<'signed-out' | 'gone' | 'job-over' | 'unknown'>;
  /** Calls back when the network is gone, and when it or the person is there again, until the returned function is called. */
  onNetwork(listeners: { isGone(): void; isBack(): void }): () => void;
}

const retryMs = [500, 1_000, 2_000, 5_000, 10_000];

/** One terminal's socket: joins again after a cut, says what has been drawn, gives up when it is told why. */
export class TerminalLine {
  #socket: WebSocket | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #tries = 0;
  #drawn = 0;
  #isOver = false;
  #hasOpened = false;
  /** Which time of its being joined is ours; undefined before the first. */
  #joined: number | undefined;
  private id: string | undefined;
  private readonly launchId: string | undefined;
  readonly #unwatch: () => void;

  constructor(
    /** The address of a new terminal, or of the one that lives, joined again after a cut. */
    private readonly urlOf: (id: string | undefined, joined: number | undefined) => string,
    private readonly events: LineEvents,
    private readonly world: LineWorld = browser,
    { id, launchId }: { id?: string | undefined; launchId?: string | undefined } = {},
  ) {
    this.id = id;
    this.launchId = launchId;
    this.#unwatch = world.onNetwork({ isGone: () => this.#drop(), isBack: () => this.retry() });
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

  /** Shows it to a teacher; `onShown` tells what came of it. */
  show(teacherId: string): void {
    this.#say({ type: 'show', to: teacherId });
  }

  hide(): void {
    this.#say({ type: 'hide' });
  }

  /** Ends the shell, where it can be told. */
  end(): void {
    this.#say({ type: 'end' });
    this.close();
  }

  /** Leaves; the shell is kept for a while. */
  close(): void {
    this.#isOver = true;
    clearTimeout(this.#timer);
    this.#unwatch();
    this.#socket?.close();
  }

  #open(): void {
    this.events.onState({ kind: 'connecting' });
    this.#hasOpened = false;
    const socket = this.world.open(this.urlOf(this.id, this.#joined));
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
        this.#hasOpened = true;
        this.id = message.id;
        this.#joined = message.joined;
        return this.events.onState({
          kind: 'open',
          id: message.id,
          login: message.login,
          isResumed: message.isResumed,
        });
      case 'notice':
        return this.events.onNotice(message);
      case 'shown':
        return this.events.onShown({ kind: 'shown', to: message.to, isWatched: message.isWatched });
      case 'hidden':
        return this.events.onShown({ kind: 'hidden', to: message.to, code: message.code });
      case 'not-shown':
        return this.events.onShown({ kind: 'not-shown' });
      case 'refused':
        return this.#end({ kind: 'refused', code: message.code, details: message.details });
      case 'ended':
        if (message.code !== 'taken-over') this.id = this.#joined = undefined;
        if (message.code === 'stopping') return undefined;
        return this.#end({
          kind: 'ended',
          code: message.code,
          exitCode: 'exitCode' in message ? message.exitCode : undefined,
        });
    }
  }

  #end(state: LineState): void {
    this.#isOver = true;
    this.#unwatch();
    this.events.onState(state);
  }

  /** The network says that it is gone: the socket would find out much later. */
  #drop(): void {
    const socket = this.#socket;
    if (!socket || this.#isOver) return;
    socket.onclose = socket.onmessage = null;
    socket.close();
    this.#closed(1006);
  }

  #closed(code: number): void {
    this.#socket = undefined;
    if (this.#isOver) return;
    const isStopping = code === terminalCloseCodes.stopping;
    this.events.onState({ kind: 'lost', isStopping });
    this.#timer = setTimeout(() => void this.#again(), retryMs[Math.min(this.#tries, retryMs.length - 1)]);
    this.#tries += 1;
  }

  /** A page cannot read the status of a refused upgrade; whether it was the sign-in, or the shell is gone, is asked the ordinary way. */
  async #again(): Promise<void> {
    const why = this.#hasOpened ? 'unknown' : await this.world.ask(this.#about());
    if (this.#isOver || this.#socket) return;
    if (why === 'signed-out') return this.#end({ kind: 'ended', code: 'revoked', exitCode: undefined });
    if (why === 'job-over') return this.#end({ kind: 'ended', code: 'job-over', exitCode: undefined });
    if (why === 'gone') this.id = this.#joined = undefined;
    this.#open();
  }

  #about(): { living?: string; launch?: string } {
    if (this.id !== undefined) return { living: this.id };
    return this.launchId === undefined ? {} : { launch: this.launchId };
  }

  #say(message: TerminalClientMessage): void {
    if (this.#socket?.readyState === 1) this.#socket.send(JSON.stringify(message));
  }
}

const browser: LineWorld = {
  open: (url) => new WebSocket(url),
  ask: async (about) => {
    try {
      const answer = await fetch(paths.terminal(about), { method: 'HEAD', redirect: 'manual' });
      // Signed out, a page answers with the way to sign in.
      if (answer.type === 'opaqueredirect') return 'signed-out';
      if (answer.status === 409) return 'job-over';
      return answer.status === 404 ? 'gone' : 'unknown';
    } catch {
      return 'unknown';
    }
  },
  onNetwork: ({ isGone, isBack }) => {
    const seen = () => document.visibilityState === 'visible' && isBack();
    window.addEventListener('offline', isGone);
    window.addEventListener('online', isBack);
    document.addEventListener('visibilitychange', seen);
    return () => {
      window.removeEventListener('offline', isGone);
      window.removeEventListener('online', isBack);
      document.removeEventListener('visibilitychange', seen);
    };
  },
};
