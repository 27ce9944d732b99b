import { watchLimits } from '../../contract/watch-protocol';
import type { Watcher } from '../../showing-services';
import type { ScreenSize } from './draw-screen';

/** The terminal that is looked at. */
export interface WatchedSource {
  readonly isSeen: boolean;
  readonly screenSize: ScreenSize;
  /** Calls back with what draws the screen, before anything more is printed. Not at all when the terminal ends meanwhile. */
  picture(take: (size: ScreenSize, bytes: Uint8Array) => void): Promise<void>;
}

/**
 * What one who looks gets of a screen: all that is printed while they keep up, otherwise nothing until they have drawn what they have, and
 * then the screen as it is. The shell never waits for them, and what waits for them here is bounded.
 */
export class WatchedScreen {
  #undrawn = 0;
  /** What is printed is passed on. */
  #isLive = false;
  #isDrawing = false;
  #isOver = false;
  #freshAt = Number.NEGATIVE_INFINITY;
  #timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly source: WatchedSource,
    private readonly watcher: Watcher,
  ) {}

  /** Draws the screen for them, as soon as they have room for it. Harmless again. */
  renew(): void {
    this.#isLive = false;
    if (this.#isOver || this.#isDrawing || !this.source.isSeen) return;
    if (this.#undrawn > watchLimits.freshAtBytes) return;
    clearTimeout(this.#timer);
    const waitMs = this.#freshAt + watchLimits.freshEveryMs - performance.now();
    if (waitMs > 0) this.#timer = setTimeout(() => this.renew(), waitMs);
    else void this.#draw();
  }

  printed(bytes: Uint8Array): void {
    if (!this.#isLive) return;
    if (this.#undrawn + bytes.length > watchLimits.passOverAtBytes) return this.renew();
    this.#undrawn += bytes.length;
    this.watcher.onData(bytes);
  }

  /** A browser that claims to have drawn what has not left this process is not believed. */
  drawn(bytes: number): void {
    this.#undrawn = Math.max(0, this.#undrawn - bytes, this.watcher.queuedBytes());
    if (!this.#isLive) this.renew();
  }

  resized(size: ScreenSize): void {
    if (this.#isLive) this.watcher.onSize(size);
  }

  /** Its own person's page has gone. */
  away(): void {
    this.#isLive = false;
    this.watcher.onAway();
  }

  stop(): void {
    this.#isOver = true;
    this.#isLive = false;
    clearTimeout(this.#timer);
  }

  async #draw(): Promise<void> {
    this.#isDrawing = true;
    this.#freshAt = performance.now();
    try {
      await this.source.picture((size, bytes) => {
        if (this.#isOver || !this.source.isSeen) return;
        this.#isLive = true;
        this.#undrawn += bytes.length;
        this.watcher.onScreen(size, bytes);
        const now = this.source.screenSize;
        if (now.columns !== size.columns || now.rows !== size.rows) this.watcher.onSize(now);
      });
    } finally {
      this.#isDrawing = false;
    }
    // Its person may have gone and come back meanwhile.
    if (!this.#isLive) this.renew();
  }
}
