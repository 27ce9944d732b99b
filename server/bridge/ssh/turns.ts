import { step, type Deadline, type Losable } from './deadline';

/** Takes turns for something of which there is a fixed number, in the order of asking. */
export class Turns {
  #free: number;
  readonly #waiting: (() => void)[] = [];

  constructor(count: number) {
    this.#free = count;
  }

  /** Resolves with the way to give the turn back (once). @throws AppError[deadline-passed], or the connection's loss. */
  take(connection: Losable, deadline: Deadline): Promise<() => void> {
    return step<() => void>(connection, deadline, (resolve) => {
      const begin = () => {
        let isGivenBack = false;
        resolve(() => {
          if (isGivenBack) return;
          isGivenBack = true;
          const next = this.#waiting.shift();
          if (next) next();
          else this.#free += 1;
        });
      };
      if (this.#free > 0) {
        this.#free -= 1;
        begin();
        return;
      }
      this.#waiting.push(begin);
      return () => {
        const at = this.#waiting.indexOf(begin);
        if (at >= 0) this.#waiting.splice(at, 1);
      };
    });
  }
}
