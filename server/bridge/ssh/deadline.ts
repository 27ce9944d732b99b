import { AppError } from '#server/contract/app-error';

/** One span of time for all steps of one operation. */
export class Deadline {
  readonly #endsAt: number;

  constructor(milliseconds: number) {
    this.#endsAt = performance.now() + milliseconds;
  }

  get remainingMs(): number {
    return Math.max(0, this.#endsAt - performance.now());
  }
}

/** Where an operation learns that the connection under it is gone. */
export interface Losable {
  /** Calls back once when the connection is lost, at once if it is; answers with the way to stop listening. */
  onLost(listener: (error: AppError) => void): () => void;
}

/**
 * Runs a step that ends by callback, or never: ssh2 drops callbacks of channels that are not open any more, so nothing of it is awaited
 * without this. `begin` may return what to do when the step is given up.
 * @throws AppError[deadline-passed] when time is up, what `Losable` says when the connection is lost, or what the step fails with.
 */
export function step<Value>(
  connection: Losable,
  deadline: Deadline,
  begin: (resolve: (value: Value) => void, reject: (error: unknown) => void) => (() => void) | void,
): Promise<Value> {
  return new Promise<Value>((resolve, reject) => {
    let isOver = false;
    let giveUp: (() => void) | void;
    let stopListening: () => void = () => undefined;
    const over = (settle: () => void, isGivenUp: boolean) => {
      if (isOver) return;
      isOver = true;
      clearTimeout(timer);
      stopListening();
      settle();
      try {
        if (isGivenUp) giveUp?.();
      } catch {
        // Whoever waits has the answer; ssh2 throws when there is no connection left to give the step up on.
      }
    };
    const timer = setTimeout(
      () => over(() => reject(new AppError('deadline-passed')), true),
      deadline.remainingMs,
    );
    stopListening = connection.onLost((error) => over(() => reject(error), true));
    if (isOver) return stopListening();
    try {
      giveUp = begin(
        (value) => over(() => resolve(value), false),
        (error) => over(() => reject(error as Error), false),
      );
    } catch (error) {
      // ssh2 throws 'Not connected' and 'No response from server' out of its calls.
      over(() => reject(error as Error), false);
    }
  });
}

/** Waits, but no longer than the deadline. @throws as `step`. */
export const pause = (connection: Losable, deadline: Deadline, milliseconds: number): Promise<void> =>
  step<void>(connection, deadline, (resolve) => {
    const timer = setTimeout(resolve, milliseconds);
    return () => clearTimeout(timer);
  });
