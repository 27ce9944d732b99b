import { AppError } from '#server/contract/app-error';
import type { RemoteCommand, RemoteResult } from '../../ssh/port';
import type { LockKind } from '../port';

/** As launcher.sh locks: an open file under flock, else a folder. The second taker must be refused while the first holds it. */
const script = `set -u; umask 077
d=\${HOME:-/}/.modu; mkdir -p "$d" 2>/dev/null
file=$d/probe-lock.$$
if command -v flock >/dev/null 2>&1 && exec 9>"$file" && flock -n 9 2>/dev/null; then
  if (exec 8>"$file"; flock -n 8) 2>/dev/null; then kind=none; else kind=flock; fi
  rm -f "$file"; [ $kind = flock ] && { echo 'modu-lock flock'; exit 0; }
fi
rm -f "$file" 2>/dev/null
if mkdir "$file.d" 2>/dev/null && ! mkdir "$file.d" 2>/dev/null; then echo 'modu-lock folder'; else echo 'modu-lock none'; fi
rmdir "$file.d" 2>/dev/null
exit 0
`;

/** Pure. @see flock(1), util-linux 2.38; mkdir(2): atomic, EEXIST */
export const buildTryLock = (): RemoteCommand => ({ line: 'exec /bin/sh -s', stdin: script });

/** undefined: neither keeps a second process out. @throws AppError[cluster-answer-unclear] */
export function parseTryLock(result: RemoteResult): LockKind | undefined {
  const said = /^modu-lock (flock|folder|none)$/m.exec(result.stdout.toString('utf8'))?.[1];
  if (said === undefined)
    throw new AppError('cluster-answer-unclear', { details: { words: result.stderr.slice(0, 300) } });
  return said === 'none' ? undefined : (said as LockKind);
}
