/** Lets at most `atOnce` through, in order, with at least `gapMs` between two. */
export class Gate {
  #inside = 0;
  #lastAt = Number.NEGATIVE_INFINITY;
  #timer: NodeJS.Timeout | undefined;
  readonly #waiting: (() => void)[] = [];

  constructor(
    private readonly atOnce: number,
    private readonly gapMs: number,
  ) {}

  /** Resolves when it is one's turn; call the answer once when done. */
  enter(): Promise<() => void> {
    return new Promise((resolve) => {
      this.#waiting.push(() => {
        let isLeft = false;
        resolve(() => {
          if (isLeft) return;
          isLeft = true;
          this.#inside -= 1;
          this.#next();
        });
      });
      this.#next();
    });
  }

  #next(): void {
    if (this.#waiting.length === 0 || this.#inside >= this.atOnce || this.#timer) return;
    const wait = this.#lastAt + this.gapMs - performance.now();
    if (wait > 0) {
      this.#timer = setTimeout(() => {
        this.#timer = undefined;
        this.#next();
      }, wait);
      return;
    }
    this.#lastAt = performance.now();
    this.#inside += 1;
    this.#waiting.shift()?.();
    this.#next();
  }
}
