import { setTimeout as pause } from 'node:timers/promises';

/** Asks again until the answer is there (not undefined or false). @throws Error with `what` after the deadline [60 s: a busy machine is no failure]. */
export async function until<T>(
  what: string,
  ask: () => T | undefined | false | Promise<T | undefined | false>,
  deadlineMs = 60_000,
): Promise<T> {
  const end = Date.now() + deadlineMs;
  for (;;) {
    const answer = await ask();
    if (answer !== undefined && answer !== false) return answer;
    if (Date.now() > end) throw new Error(`waited ${deadlineMs} ms in vain: ${what}`);
    await pause(20);
  }
}
