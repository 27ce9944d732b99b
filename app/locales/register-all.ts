import { messages as en } from './en/index';
import { messages as ko } from './ko/index';
import { registerMessages } from './registry';

let isDone = false;

/** Makes both languages known: what the server does, and tests. Calling twice is harmless. */
export function registerAll(): void {
  if (isDone) return;
  registerMessages('ko', ko);
  registerMessages('en', en);
  isDone = true;
}
