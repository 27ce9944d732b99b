import { cleanLine } from '../../clean-text';
import type { RemoteCommand, RemoteResult } from '../../ssh/port';

/** A login shell, so that what a site loads for everybody counts. Its first line is the version. Pure. */
export const buildReadProgram = (program: 'python3' | 'jupyter'): RemoteCommand => ({
  line: `exec /bin/sh -lc '${program} --version 2>&1 | sed "s/^/modu-program /"'`,
  deadlineMs: 30_000,
});

/**
 * undefined: the login does not find it. Jupyter prints a table of its parts: the one that apps use.
 * Never throws. @see jupyter(1), `--version`
 */
export function parseReadProgram(result: RemoteResult): string | undefined {
  const lines = result.stdout
    .toString('utf8')
    .split('\n')
    .filter((line) => line.startsWith('modu-program '))
    .map((line) => cleanLine(line.slice('modu-program '.length), 100));
  if (lines.some((line) => /not found|no such file/i.test(line))) return undefined;
  return (
    lines.find((line) => /^(jupyterlab|notebook)\s*: \d/.test(line)) ?? lines.find((line) => /\d/.test(line))
  );
}
