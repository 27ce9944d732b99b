import { randomBytes } from 'node:crypto';
import { connect, type Socket } from 'node:net';
import { AppError } from '../contract/app-error';
import { onMessages, type SignerAnswer, type SignerRequest } from './messages';
import type { Signer } from './port';

/** A signature is made in milliseconds; what takes longer is stuck. */
const answerMs = 5_000;

type Asked = SignerRequest extends infer One
  ? One extends SignerRequest
    ? Omit<One, 'n' | 'nonce' | 'at'>
    : never
  : never;
type Waiting = (answer: SignerAnswer | Error) => void;

/** The signer as web and workers have it: the other end of its socket. Connects at the first use, and again after a loss. */
export function openSignerClient(path: string): Signer & { close(): void } {
  let socket: Socket | undefined;
  let last = 0;
  const waiting = new Map<number, Waiting>();

  const open = (): Socket => {
    const fresh = connect(path);
    fresh.on('error', () => fresh.destroy());
    fresh.on('close', () => {
      if (socket === fresh) socket = undefined;
      for (const settle of [...waiting.values()]) settle(new Error('the connection was lost'));
    });
    onMessages(fresh, (message) => {
      const answer = message as SignerAnswer;
      waiting.get(answer.n)?.(answer);
    });
    return fresh;
  };

  const ask = async (request: Asked): Promise<Record<string, string>> => {
    socket ??= open();
    const n = ++last;
    const line = JSON.stringify({ ...request, n, nonce: randomBytes(16).toString('hex'), at: Date.now() });
    const through = socket;
    const answer = await new Promise<SignerAnswer | Error>((resolve) => {
      const timer = setTimeout(() => settle(new Error('it does not answer in time')), answerMs);
      const settle: Waiting = (value) => {
        clearTimeout(timer);
        waiting.delete(n);
        resolve(value);
      };
      waiting.set(n, settle);
      through.write(`${line}\n`);
    });
    if (answer instanceof Error)
      throw new AppError('cluster-down', { details: { words: `the signer is away: ${answer.message}` } });
    if (answer.ok) return answer.value;
    if (answer.kind === 'refused') throw new AppError('not-allowed', { details: { words: answer.words } });
    throw new AppError('cluster-down', { details: { words: `the signer failed: ${answer.words}` } });
  };

  return {
    identityOf: async (asked) => {
      const { cluster, login, profile } = asked;
      const { identity = '', publicLine = '' } = await ask({ op: 'identity', cluster, login, profile });
      return {
        publicLine,
        sign: async (data) => {
          const { signature = '' } = await ask({ op: 'sign', identity, data: data.toString('base64') });
          return Buffer.from(signature, 'base64');
        },
      };
    },
    makeKey: async () => {
      const { publicLine = '', sealedPrivateKey = '' } = await ask({ op: 'make-key' });
      return { publicLine, sealedPrivateKey };
    },
    portalPublicLine: async () => (await ask({ op: 'portal-line' })).publicLine ?? '',
    close: () => void socket?.destroy(),
  };
}
