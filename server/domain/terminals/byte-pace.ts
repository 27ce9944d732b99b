/**
 * How fast bytes may come: a bucket that holds one second's worth. What is over is not dropped; the sender is made to wait, as a pipe
 * makes it wait.
 */
export class BytePace {
  #filled: number;
  #at: number;

  constructor(
    private readonly bytesPerSecond: number,
    private readonly now: () => number = () => performance.now(),
  ) {
    this.#filled = bytesPerSecond;
    this.#at = now();
  }

  /** Takes `bytes`; the milliseconds to wait before the next are read, 0 when there is room. */
  take(bytes: number): number {
    const at = this.now();
    const refill = ((at - this.#at) * this.bytesPerSecond) / 1000;
    this.#filled = Math.min(this.bytesPerSecond, this.#filled + refill) - bytes;
    this.#at = at;
    return this.#filled >= 0 ? 0 : Math.ceil((-this.#filled * 1000) / this.bytesPerSecond);
  }
}
