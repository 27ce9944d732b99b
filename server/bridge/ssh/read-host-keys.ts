import { lookup } from 'node:dns/promises';
import { AppError } from '#server/contract/app-error';
import { connectTroubleOf } from './connect-trouble';
import { readHostKey } from './read-host-key';

/** Of one name: login nodes behind it are few. */
const mostAddresses = 8;

/**
 * The host keys behind a name, each once: a name may stand for several login nodes with a key each. Nothing is signed in to.
 * @throws AppError[cluster-down] with details.trouble when none of its addresses shows a key.
 */
export async function readHostKeys(
  { host, port }: { host: string; port: number },
  readyTimeoutMs: number,
): Promise<{ key: string; fingerprint: string }[]> {
  const addresses = await lookup(host, { all: true }).catch((error: NodeJS.ErrnoException) => {
    const trouble = connectTroubleOf({ code: error.code ?? 'ENOTFOUND', message: error.message });
    throw new AppError('cluster-down', { details: { words: error.message, trouble } });
  });
  const shown = await Promise.allSettled(
    addresses
      .slice(0, mostAddresses)
      .map(({ address }) => readHostKey({ host: address, port }, readyTimeoutMs)),
  );
  const keys = new Map<string, { key: string; fingerprint: string }>();
  for (const one of shown) if (one.status === 'fulfilled') keys.set(one.value.fingerprint, one.value);
  const failure = shown.find((one) => one.status === 'rejected');
  if (keys.size === 0) throw failure?.reason;
  return [...keys.values()];
}
