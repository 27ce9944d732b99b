import { request } from 'node:http';
import WebSocket from 'ws';
import type { TerminalClientMessage, TerminalServerMessage } from '../../contract/terminal-protocol';
import { until } from '../../demo/centre/testing/until';

export interface TestTerminalOptions {
  port: number;
  path?: string;
  headers?: Record<string, string>;
  /** Says what it has drawn, as a browser does [true]. */
  draws?: boolean;
  /** Answers pings [true]. */
  pongs?: boolean;
}

/** A terminal's socket as a browser or a script holds it. */
export class TestTerminal {
  readonly messages: TerminalServerMessage[] = [];
  text = '';
  received = 0;
  closed: number | undefined;
  private readonly decoder = new TextDecoder();

  private constructor(
    readonly socket: WebSocket,
    draws: boolean,
  ) {
    socket.on('error', () => undefined);
    socket.on('close', (code) => (this.closed = code));
    socket.on('message', (data: Buffer, isBinary) => {
      if (!isBinary) return this.messages.push(JSON.parse(data.toString()) as TerminalServerMessage);
      this.received += data.length;
      this.text = (this.text + this.decoder.decode(data, { stream: true })).slice(-100_000);
      if (draws) this.say({ type: 'drawn', bytes: data.length });
      return undefined;
    });
  }

  static open(options: TestTerminalOptions): TestTerminal {
    const { port, path = '/ws/terminal?cluster=hangang', headers = {}, draws = true, pongs = true } = options;
    const socket = new WebSocket(`ws://localhost:${port}${path}`, {
      headers,
      autoPong: pongs,
      lookup: (_host, _options, done) => done(null, [{ address: '127.0.0.1', family: 4 }]),
    });
    return new TestTerminal(socket, draws);
  }

  say(message: TerminalClientMessage): void {
    if (this.socket.readyState === WebSocket.OPEN) this.socket.send(JSON.stringify(message));
  }

  /** Ends the shell, as closing its tab does. */
  end(): void {
    this.say({ type: 'end' });
  }

  /** As when the network goes away. */
  cut(): void {
    this.socket.terminate();
  }

  type(text: string | Buffer): void {
    this.socket.send(Buffer.from(text));
  }

  ready(): Promise<Extract<TerminalServerMessage, { type: 'ready' }>> {
    return until('the terminal is ready', () => this.first('ready'));
  }

  /** Waits for words in the output; what came before them is forgotten. */
  async sees(words: string): Promise<void> {
    await until(`output has ${JSON.stringify(words)}, got ${JSON.stringify(this.text.slice(-300))}`, () =>
      this.text.includes(words),
    );
    this.text = this.text.slice(this.text.indexOf(words) + words.length);
  }

  first<Type extends TerminalServerMessage['type']>(
    type: Type,
  ): Extract<TerminalServerMessage, { type: Type }> | undefined {
    return this.messages.find(
      (message): message is Extract<TerminalServerMessage, { type: Type }> => message.type === type,
    );
  }

  closes(): Promise<number> {
    return until('the socket closes', () => this.closed);
  }
}

/** What HTTP says to a request to upgrade: 101 when it was let in (and is dropped again). */
export function askUpgrade(
  port: number,
  path: string,
  headers: Record<string, string>,
): Promise<{ status: number; code: string | undefined }> {
  return new Promise((resolve, reject) => {
    const sent = request({
      host: '127.0.0.1',
      port,
      path,
      agent: false,
      headers: {
        host: `localhost:${port}`,
        connection: 'Upgrade',
        upgrade: 'websocket',
        'sec-websocket-version': '13',
        'sec-websocket-key': 'AAAAAAAAAAAAAAAAAAAAAA==',
        ...headers,
      },
    });
    sent.on('upgrade', (_response, socket) => {
      socket.destroy();
      resolve({ status: 101, code: undefined });
    });
    sent.on('response', (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (part: string) => (text += part));
      response.on('end', () => resolve({ status: response.statusCode ?? 0, code: codeIn(text) }));
    });
    sent.on('error', reject);
    sent.end();
  });
}

function codeIn(text: string): string | undefined {
  try {
    return (JSON.parse(text) as { code?: string }).code;
  } catch {
    return undefined;
  }
}
