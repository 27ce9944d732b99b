import { AppError } from '#server/contract/app-error';
import type { RemoteCommand, RemoteResult } from '../../ssh/port';

/** The login's own name; where several names share a number, the one that was signed in with. Pure. @see id(1), POSIX */
export const buildReadName = (): RemoteCommand => ({
  line: `printf 'modu-name %s\\n' "\${LOGNAME:-$(id -un)}"`,
});

/** @throws AppError[cluster-answer-unclear] when what answers is no shell. */
export function parseReadName(result: RemoteResult): string {
  const name = /^modu-name (\S+)$/m.exec(result.stdout.toString('utf8'))?.[1];
  if (name === undefined)
    throw new AppError('cluster-answer-unclear', { details: { words: result.stderr.slice(0, 300) } });
  return name;
}
