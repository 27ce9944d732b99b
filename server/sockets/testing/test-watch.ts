import WebSocket from 'ws';
import type { WatchServerMessage } from '../../contract/watch-protocol';
import { until } from '../../demo/centre/testing/until';

/** The socket of a teacher who looks, as a browser holds it. */
export class TestWatch {
  readonly messages: WatchServerMessage[] = [];
  text = '';
  received = 0;
  closed: number | undefined;

  private constructor(
    readonly socket: WebSocket,
    draws: boolean,
  ) {
    socket.on('error', () => undefined);
    socket.on('close', (code) => (this.closed = code));
    socket.on('message', (data: Buffer, isBinary) => {
      if (!isBinary) return this.messages.push(JSON.parse(data.toString()) as WatchServerMessage);
      this.received += data.length;
      this.text = (this.text + data.toString('utf8')).slice(-100_000);
      if (draws) this.say({ type: 'drawn', bytes: data.length });
      return undefined;
    });
  }

  /** draws: says what it has drawn [true]. */
  static open(port: number, terminalId: string, headers: Record<string, string>, draws = true): TestWatch {
    const socket = new WebSocket(`ws://localhost:${port}/ws/watch?terminal=${terminalId}`, {
      headers,
      lookup: (_host, _options, done) => done(null, [{ address: '127.0.0.1', family: 4 }]),
    });
    return new TestWatch(socket, draws);
  }

  say(message: object): void {
    if (this.socket.readyState === WebSocket.OPEN) this.socket.send(JSON.stringify(message));
  }

  count(type: WatchServerMessage['type']): number {
    return this.messages.filter((message) => message.type === type).length;
  }

  /** Until it has got so many screens drawn afresh [1]. */
  async looks(screens = 1): Promise<void> {
    await until('the screen is drawn', () => this.count('screen') >= screens);
  }

  async sees(words: string): Promise<void> {
    await until(`it shows ${JSON.stringify(words)}, got ${JSON.stringify(this.text.slice(-300))}`, () =>
      this.text.includes(words),
    );
  }

  /** Waits for its end; gives the close code and why. */
  async ends(): Promise<[number, string | undefined]> {
    const closed = await until('it closes', () => this.closed);
    const ended = this.messages.find((message) => message.type === 'ended');
    return [closed, ended?.code];
  }
}
