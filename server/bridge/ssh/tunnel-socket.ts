import { Duplex } from 'node:stream';
import type { ClientChannel } from 'ssh2';

/**
 * A forwarded channel as a socket that Node's HTTP client can keep and reuse. The channel alone will not do: it stays half open when the
 * far side has closed (a pooled one would be used again, and the request would hang for ever), its `destroy` leaves it undestroyed, and a
 * write on a closed one never calls back. Here the far side's end is the end, and every pending write ends with it.
 */
export class TunnelSocket extends Duplex {
  constructor(private readonly channel: ClientChannel) {
    super({ allowHalfOpen: false, highWaterMark: 256 * 1024, decodeStrings: true });
    channel.on('data', (bytes: Buffer) => {
      if (!this.push(bytes)) channel.pause();
    });
    // What came before the end is still read, at the reader's pace; then nothing that is written would arrive.
    channel.once('end', () => this.push(null));
    this.once('end', () => this.destroy());
    channel.on('error', (error: Error) => this.destroy(error));
  }

  override _read(): void {
    this.channel.resume();
  }

  override _write(chunk: Buffer, _encoding: string, done: (error?: Error | null) => void): void {
    if (this.channel.writable) this.channel.write(chunk, done);
    else done(new Error('the tunnel is closed'));
  }

  override _final(done: () => void): void {
    this.channel.end();
    done();
  }

  override _destroy(error: Error | null, done: (error?: Error | null) => void): void {
    // Nobody reads any more: the channel's own close would wait for that.
    this.channel.resume();
    this.channel.destroy();
    done(error);
  }

  /* What `http.Agent` expects of a socket. The connection under all channels has its own timers. */
  setNoDelay = (): this => this;
  setKeepAlive = (): this => this;
  setTimeout = (_ms: number, listener?: () => void): this => {
    void listener;
    return this;
  };
  ref = (): this => this;
  unref = (): this => this;
}
