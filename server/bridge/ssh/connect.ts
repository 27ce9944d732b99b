import type { Duplex } from 'node:stream';
import { Client } from 'ssh2';
import { AppError, isAppError } from '#server/contract/app-error';
import type { ConnectTrouble } from '#server/contract/clusters';
import { algorithms } from './algorithms';
import { allowCertificates } from './certificate-sign-in';
import { connectTroubleOf } from './connect-trouble';
import { Connection } from './connection';
import { describeHostKey, isPinnedKey } from './host-keys';
import { IdentityAgent } from './identity-agent';
import type { PoolSettings } from './pool-options';
import type { KeyOf, SshProfile, SshTarget } from './port';

/** The cluster answered and refused this login's key: it says nothing against the cluster. */
export class SignInRefused extends Error {}

/**
 * Connects and signs in, over `through` where the cluster is behind another host. The key is asked for only after the server has proved one of the pinned host keys.
 * @throws AppError[host-key-changed | cluster-down], or SignInRefused.
 */
export function connect(
  target: SshTarget,
  profile: SshProfile,
  settings: PoolSettings,
  through?: Duplex,
): Promise<Connection> {
  return new Promise((resolve, reject) => {
    const client = new Client();
    let failure: Error | undefined;
    const fail = (error: Error) => {
      failure ??= error;
      clearTimeout(timer);
      client.destroy();
      reject(failure);
    };
    // ssh2's own readyTimeout does not cover a name that does not resolve or a socket that closes without a word.
    const timer = setTimeout(
      () => fail(down('no answer to the handshake', 'no-answer')),
      settings.readyTimeoutMs + 500,
    );
    client.on('error', (error) => fail(failure ?? explain(error)));
    client.on('close', () => fail(down('closed during the handshake', 'not-ssh')));
    client.once('ready', () => {
      clearTimeout(timer);
      client.removeAllListeners('close');
      client.removeAllListeners('error');
      // Nagle's wait would cost 40 ms a command; sshd turns its own off for a connection with a shell (measured, 2 cores, 2026-11).
      client.setNoDelay(true);
      resolve(new Connection(client, settings));
    });
    client.connect({
      ...(through ? { sock: through } : { host: target.host, port: target.port }),
      username: target.login,
      algorithms,
      readyTimeout: settings.readyTimeoutMs,
      keepaliveInterval: settings.keepaliveIntervalMs,
      // ssh2 gives up one interval after the count is passed: two unanswered and the third due (client.js, sendKA).
      keepaliveCountMax: 2,
      agentForward: false,
      hostVerifier: (key: Buffer) => {
        if (isPinnedKey(key, target.hostKeys)) return true;
        const { fingerprint } = describeHostKey(key);
        failure ??= new AppError('host-key-changed', { details: { cluster: target.cluster, fingerprint } });
        return false;
      },
      authHandler: signInOnce(target, profile, settings, fail),
    });
  });
}

/** One try with one key. @see ssh2 1.17 README, authHandler */
function signInOnce(
  target: SshTarget,
  profile: SshProfile,
  settings: PoolSettings,
  fail: (error: Error) => void,
) {
  let isTried = false;
  return (_left: unknown, _partial: unknown, next: (method: never) => void) => {
    const answer = next as unknown as (method: object | false) => void;
    if (isTried) return answer(false);
    isTried = true;
    const failWith = (error: unknown) =>
      fail(isAppError(error) ? error : new AppError('internal', { cause: error }));
    settings.keyOf(target, profile).then((found) => {
      try {
        answer({ username: target.login, ...methodOf(found, failWith) });
      } catch (error) {
        fail(error as Error);
      }
    }, failWith);
  };
}

/** How ssh2 is told to sign in. */
function methodOf(found: Awaited<ReturnType<KeyOf>>, fail: (error: unknown) => void): object {
  if ('privateKey' in found) return { type: 'publickey', key: found.privateKey };
  if (found.publicLine.startsWith('ssh-ed25519-cert-')) allowCertificates();
  return { type: 'agent', agent: new IdentityAgent(found, fail) };
}

function explain(error: Error & { level?: string }): Error {
  return error.level === 'client-authentication'
    ? new SignInRefused(error.message)
    : down(error.message, connectTroubleOf(error));
}

const down = (words: string, trouble: ConnectTrouble): AppError =>
  new AppError('cluster-down', { details: { words, trouble } });
