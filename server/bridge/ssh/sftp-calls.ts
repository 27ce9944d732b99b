import { AppError, isAppError } from '#server/contract/app-error';

/** Runs one SFTP call to its callback, within a deadline and the life of its connection. */
export type Call = <Value>(
  begin: (done: (error: unknown, value?: Value) => void) => unknown,
) => Promise<Value>;

/** What OpenSSH's sftp-server gives in one answer, and how many are asked for ahead. */
export const chunkBytes = 32 * 1024;
export const chunksAhead = 16;

/** @see draft-ietf-secsh-filexfer-02, 7 */
const status = { noSuchFile: 2, permissionDenied: 3, failure: 4 } as const;

const codeOf = (error: unknown): unknown => (error as { code?: unknown } | undefined)?.code;

/** undefined for what is not there. @throws whatever else the call fails with */
export async function orUndefined<Value>(call: Promise<Value>): Promise<Value | undefined> {
  try {
    return await call;
  } catch (error) {
    if (codeOf(error) === status.noSuchFile) return undefined;
    throw error;
  }
}

/**
 * A write into an open file that fails without a reason: the disk or the quota is full. SFTP has no word of its own for it, and everything
 * else that hinders a write has one. @throws AppError[disk-full] @see OpenSSH 9.2, sftp-server.c, errno_to_portable
 */
export async function throughWriting<Value>(call: Promise<Value>): Promise<Value> {
  try {
    return await call;
  } catch (error) {
    if (codeOf(error) === status.failure) throw new AppError('disk-full', { cause: error });
    throw error;
  }
}

/** What an SFTP call failed with, as the portal says it. Never throws. */
export function explain(error: unknown): unknown {
  if (isAppError(error)) return error;
  if (codeOf(error) === status.noSuchFile) return new AppError('not-found', { cause: error });
  if (codeOf(error) === status.permissionDenied) return new AppError('no-permission', { cause: error });
  const { message } = error as { message?: string };
  return new AppError('cluster-answer-unclear', {
    details: { words: message ?? 'file operation' },
    cause: error,
  });
}
