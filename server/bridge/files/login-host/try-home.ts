import { cleanLine } from '../../clean-text';
import type { RemoteCommand, RemoteResult } from '../../ssh/port';

const script = `set -u; umask 077; LC_ALL=C; export LC_ALL
file=\${HOME:-/}/.modu/probe.$$
mkdir -p "\${HOME:-/}/.modu" && echo modu >"$file" && [ "$(cat "$file")" = modu ] || { rm -f "$file"; echo 'modu-home no'; exit 0; }
rm -f "$file"; echo 'modu-home yes'
`;

/** A full quota and a read-only file system show at the first byte that is written. Pure. */
export const buildTryHome = (): RemoteCommand => ({ line: 'exec /bin/sh -s', stdin: script });

/** undefined: it can be written. Otherwise the host's own words. Never throws. */
export function parseTryHome(result: RemoteResult): { words: string | undefined } {
  const isWritable = /^modu-home yes$/m.test(result.stdout.toString('utf8'));
  return { words: isWritable ? undefined : cleanLine(result.stderr) || 'the home cannot be written' };
}
