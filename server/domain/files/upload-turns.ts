/**
 * One request at a time writes into an upload. The newest wins: a browser that comes again after a cut has left the older one behind, which
 * may not have heard of it. One for a process; between processes the offset that each request names keeps bytes in their places.
 */
export class UploadTurns {
  readonly #busy = new Map<string, { abort: AbortController; over: Promise<unknown> }>();

  /** Runs when what ran before has ended; the signal says that somebody newer waits. @throws what the work throws */
  async take<Value>(key: string, work: (signal: AbortSignal) => Promise<Value>): Promise<Value> {
    while (this.#busy.has(key)) await this.end(key);
    const abort = new AbortController();
    const running = work(abort.signal);
    const over = running.then(
      () => undefined,
      () => undefined,
    );
    const mine = { abort, over };
    this.#busy.set(key, mine);
    try {
      return await running;
    } finally {
      if (this.#busy.get(key) === mine) this.#busy.delete(key);
    }
  }

  /** Whether somebody writes now, in this process. Never throws. */
  isBusy(key: string): boolean {
    return this.#busy.has(key);
  }

  /** Asks whoever writes to stop, and waits until it has. Harmless when nobody does. */
  async end(key: string): Promise<void> {
    const busy = this.#busy.get(key);
    if (!busy) return;
    busy.abort.abort();
    await busy.over;
  }
}
