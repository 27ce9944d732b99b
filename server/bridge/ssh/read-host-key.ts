import type { Duplex } from 'node:stream';
import { Client } from 'ssh2';
import { AppError } from '#server/contract/app-error';
import type { ConnectTrouble } from '#server/contract/clusters';
import { algorithms } from './algorithms';
import { connectTroubleOf } from './connect-trouble';
import { describeHostKey } from './host-keys';

/** Asks a server for its host key and leaves before signing in. @throws AppError[cluster-down] when there is no ed25519 key to see. */
export function readHostKey(
  address: { host: string; port: number } | { sock: Duplex },
  readyTimeoutMs: number,
): Promise<{ key: string; fingerprint: string }> {
  return new Promise((resolve, reject) => {
    const client = new Client();
    const finish = (settle: () => void) => {
      clearTimeout(timer);
      settle();
      client.destroy();
    };
    const fail = (words: string, trouble: ConnectTrouble) =>
      finish(() => reject(new AppError('cluster-down', { details: { words, trouble } })));
    const timer = setTimeout(() => fail('no answer to the handshake', 'no-answer'), readyTimeoutMs + 500);
    client.on('error', (error) => fail(error.message, connectTroubleOf(error)));
    client.on('close', () => fail('closed during the handshake', 'not-ssh'));
    client.connect({
      ...address,
      username: 'modu',
      algorithms,
      readyTimeout: readyTimeoutMs,
      authHandler: [],
      hostVerifier: (key: Buffer) => {
        finish(() => resolve(describeHostKey(key)));
        return false;
      },
    });
  });
}
