import { AppError } from '#server/contract/app-error';

/**
 * Answers for a cluster that is known to be dead: after a failure everything is refused at once for a while (doubling, with jitter),
 * then one caller may try, and the others wait for what that one finds.
 */
export class Breaker {
  #failures = 0;
  #retryAt = 0;
  #isProbing = false;
  #error: AppError | undefined;

  constructor(
    private readonly firstMs: number,
    private readonly maxMs: number,
  ) {}

  /**
   * Lets through, or throws the last failure again. Who is let through must call `succeeded`, `abandoned`, or `failed` with the answer:
   * of several tries that were under way together only the first failure counts.
   */
  enter(now = Date.now()): number {
    this.check(now);
    if (this.#error) this.#isProbing = true;
    return this.#failures;
  }

  /** Throws what `enter` would throw, and lets nobody through. */
  check(now = Date.now()): void {
    if (this.#error && (now < this.#retryAt || this.#isProbing)) {
      throw new AppError(this.#error.code, { details: this.#error.details, cause: this.#error });
    }
  }

  succeeded(): void {
    this.#failures = 0;
    this.#isProbing = false;
    this.#error = undefined;
  }

  failed(error: AppError, entered: number, now = Date.now()): void {
    if (entered !== this.#failures) return;
    this.#failures += 1;
    this.#isProbing = false;
    this.#error = error;
    const wait = Math.min(this.maxMs, this.firstMs * 2 ** (this.#failures - 1));
    this.#retryAt = now + wait * (0.8 + Math.random() * 0.4);
  }

  /** The try ended without saying anything about the other side. */
  abandoned(): void {
    this.#isProbing = false;
  }
}
