import type { ErrorCode } from '../../contract/error-codes';
import { limits } from '../../contract/limits';

/** What is wrong with a script as it was typed or sent; undefined when it can be staged. Never throws. */
export function scriptProblem(script: string): ErrorCode | undefined {
  if (script.trim() === '') return 'script-empty';
  if (Buffer.byteLength(script) > limits.scriptBytes) return 'script-too-large';
  // A lone surrogate and U+FFFD are what bytes that are no text turn into on their way through JSON and forms.
  if (/[\0\uFFFD]|\p{Cs}/u.test(script)) return 'script-binary';
  return undefined;
}

/** The script as it is staged: Unix line ends, a first line that names the shell, a last line that ends. Never throws. */
export function stagedScript(script: string): string {
  // A byte order mark, as some editors write it, would hide `#!` from the kernel.
  const text = script.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n');
  const withShell = text.startsWith('#!') ? text : `#!/bin/sh\n${text}`;
  return withShell.endsWith('\n') ? withShell : `${withShell}\n`;
}
