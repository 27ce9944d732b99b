import type { Response } from 'express';

/** Calls back once, right before the headers leave, when whoever answers has set theirs. */
export function onHeaders(response: Response, callback: () => void): void {
  const writeHead = response.writeHead.bind(response) as (...args: unknown[]) => Response;
  let isDone = false;
  response.writeHead = ((...args: unknown[]) => {
    if (!isDone) {
      isDone = true;
      callback();
    }
    return writeHead(...args);
  }) as typeof response.writeHead;
}
