import { setTimeout as pause } from 'node:timers/promises';

/** What drawing may take of this process: after each piece of work it rests three times as long. */
const restShare = 3;

/**
 * Where screens are drawn for keeping: one at a time, a quarter of a core at most, whatever all shells print. Who waits for it does not
 * read its shell meanwhile. (256 KiB take 5–17 ms, 2 cores, 2026-11.)
 */
export class DrawingDesk {
  #last: Promise<unknown> = Promise.resolve();

  /** Does the work in its turn. @throws what the work throws */
  turn(work: () => Promise<void>): Promise<void> {
    const done = this.#last.then(work);
    const startedAt = this.#last.then(() => performance.now());
    this.#last = done
      .catch(() => undefined)
      .then(async () =>
        pause((performance.now() - (await startedAt)) * restShare, undefined, { ref: false }),
      );
    return done;
  }
}
