import { AppError } from '#server/contract/app-error';
import type { RemoteCommand, RemoteResult } from '../../ssh/port';

/** The host's clock in whole seconds. Pure. @see date(1), %s: POSIX 2024, and before that GNU and BSD */
export const buildReadClock = (): RemoteCommand => ({ line: `printf 'modu-clock %s\\n' "$(date +%s)"` });

/** Whatever a login's own start-up files print stands around the answer. @throws AppError[cluster-answer-unclear] */
export function parseReadClock(result: RemoteResult): number {
  const seconds = Number(/^modu-clock (\d{9,11})$/m.exec(result.stdout.toString('utf8'))?.[1]);
  if (!Number.isFinite(seconds))
    throw new AppError('cluster-answer-unclear', { details: { words: 'date: no seconds' } });
  return seconds;
}
