import type { Log } from '../log';

/** What has been opened and must be closed, the last first. */
export interface Teardown {
  /** limitMs: after this the next one is closed all the same [1000]. */
  add(name: string, close: () => Promise<void>, limitMs?: number): void;
  /** Closes everything once; never throws, failures are logged. */
  run(): Promise<void>;
}

/** An empty list of things to close. */
export function makeTeardown(log: Log): Teardown {
  const steps: { name: string; close: () => Promise<void>; limitMs: number }[] = [];
  let done: Promise<void> | undefined;
  const closeAll = async () => {
    for (let step = steps.pop(); step !== undefined; step = steps.pop()) {
      const { name, close, limitMs } = step;
      let timer: NodeJS.Timeout | undefined;
      const limit = new Promise<'late'>((resolve) => (timer = setTimeout(() => resolve('late'), limitMs)));
      const outcome = await Promise.race([close().catch((error: unknown) => ({ error })), limit]);
      clearTimeout(timer);
      if (outcome !== undefined) log.error({ part: name, outcome }, 'a part did not stop as it should');
    }
  };
  return {
    add: (name, close, limitMs = 1000) => void steps.push({ name, close, limitMs }),
    run: () => (done ??= closeAll()),
  };
}
