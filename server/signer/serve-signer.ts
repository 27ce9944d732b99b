import { randomUUID } from 'node:crypto';
import { chmod, mkdir, rm } from 'node:fs/promises';
import { createServer, type Socket } from 'node:net';
import { dirname } from 'node:path';
import type { SshIdentity } from '../bridge/ssh/port';
import { isAppError } from '../contract/app-error';
import type { Log } from '../log';
import {
  onMessages,
  requestMaxAgeMs,
  requestSchema,
  type SignerAnswer,
  type SignerRequest,
} from './messages';
import type { Signer } from './port';

/** How long a prepared sign-in is kept for its one signature. */
const identityMs = 60_000;
/** Of one connection: who asks for more and never signs is cut off. */
const maxIdentities = 500;

/**
 * Answers requests on a unix socket that only the portal's own login can open (its folder 0700, itself 0600). A request that was seen before,
 * or is old, is refused; a sign-in is signed for once. Whatever listened there before is replaced.
 */
export async function serveSigner(options: {
  signer: Signer;
  path: string;
  log: Log;
}): Promise<{ close(): Promise<void> }> {
  const { signer, path, log } = options;
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  await chmod(dirname(path), 0o700);
  await rm(path, { force: true });
  const isFresh = makeNonceMemory();
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => socket.destroy());
    const identities = new Map<string, SshIdentity>();
    onMessages(socket, (message) => {
      const request = requestSchema.safeParse(message);
      if (!request.success) return void socket.destroy();
      void answer(request.data, { signer, identities, isFresh })
        .catch((error: unknown): SignerAnswer => toFailure(request.data.n, error, log))
        .then((value) => {
          if (!socket.destroyed) socket.write(`${JSON.stringify(value)}\n`);
        });
    });
  });
  const before = process.umask(0o177);
  try {
    await new Promise<void>((done, fail) => {
      server.once('error', fail);
      server.listen(path, done);
    });
  } finally {
    process.umask(before);
  }
  await chmod(path, 0o600);
  return {
    close: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise((done) => server.close(done));
    },
  };
}

interface Ground {
  signer: Signer;
  identities: Map<string, SshIdentity>;
  isFresh: (request: Pick<SignerRequest, 'nonce' | 'at'>) => boolean;
}

async function answer(request: SignerRequest, ground: Ground): Promise<SignerAnswer> {
  const { n } = request;
  if (!ground.isFresh(request))
    return { n, ok: false, kind: 'refused', words: 'a request that was made before' };
  return { n, ok: true, value: await work(request, ground) };
}

async function work(request: SignerRequest, { signer, identities }: Ground): Promise<Record<string, string>> {
  switch (request.op) {
    case 'identity': {
      const { cluster, login, profile } = request;
      const identity = await signer.identityOf({ cluster, login, profile });
      const id = randomUUID();
      if (identities.size >= maxIdentities) throw new Error('too many sign-ins that were never signed');
      identities.set(id, identity);
      setTimeout(() => identities.delete(id), identityMs).unref();
      return { identity: id, publicLine: identity.publicLine };
    }
    case 'sign': {
      const identity = identities.get(request.identity);
      identities.delete(request.identity);
      if (!identity) throw new Error('no such sign-in, or it was signed for already');
      const signature = await identity.sign(Buffer.from(request.data, 'base64'));
      return { signature: signature.toString('base64') };
    }
    case 'make-key':
      return signer.makeKey();
    case 'portal-line':
      return { publicLine: await signer.portalPublicLine() };
  }
}

function toFailure(n: number, error: unknown, log: Log): SignerAnswer {
  if (isAppError(error) && error.code === 'not-allowed')
    return { n, ok: false, kind: 'refused', words: String(error.details['words'] ?? '') };
  log.error({ err: error }, 'the signer could not answer');
  return { n, ok: false, kind: 'failed', words: error instanceof Error ? error.message : 'unknown' };
}

/** Whether a request is seen for the first time, and young. Remembers as long as it would believe. */
export function makeNonceMemory(nowMs: () => number = Date.now): Ground['isFresh'] {
  const seen = new Map<string, number>();
  return ({ nonce, at }) => {
    const now = nowMs();
    for (const [old, until] of seen) {
      if (until > now) break;
      seen.delete(old);
    }
    if (Math.abs(now - at) > requestMaxAgeMs || seen.has(nonce)) return false;
    seen.set(nonce, now + 2 * requestMaxAgeMs);
    return true;
  };
}
