import { createHash, generateKeyPairSync, randomBytes, randomUUID, sign, type KeyObject } from 'node:crypto';
import type { Db } from '#db/client';
import { findSigningKey } from '#db/queries/signer/signing-keys';
import { writeSignature, type SignatureKind } from '#db/queries/signer/write-signature';
import { AppError } from '../contract/app-error';
import { makeSshPrivateKey, privateKeyOf, publicLineOf } from '../start/open-ssh-key';
import type { KeySecrets } from '../start/open-secrets';
import { isAuthRequest } from './auth-request';
import { makeCertificate, validityAt } from './certificate';
import { grantOf, type Grant } from './policy';
import { SignerRefusal, type Signer, type SignInAsked } from './port';
import { seal, unseal } from './seal';
import { blobOfLine } from './ssh-wire';

/** From the public half to its one signature: a handshake's time. */
const identityMs = 60_000;

interface Prepared {
  kind: SignatureKind;
  publicLine: string;
  key: KeyObject;
  serial: bigint | undefined;
}

/**
 * The signer itself, with the secrets in its hands: it runs in a process of its own (`server/signer/main.ts`), and in tests. Looks at the
 * policy before the public half is given and again before it signs; writes down each signature and each refusal. Opens nothing.
 */
export function makeSigner({ db, secrets }: { db: Db; secrets: KeySecrets }): Signer {
  const prepare = async (asked: SignInAsked, grant: Grant): Promise<Prepared> => {
    const stored = await findSigningKey(db, grant.clusterId, grant.signIn === 'key' ? 'key' : 'authority');
    if (grant.signIn === 'certificate') {
      if (!stored) throw new SignerRefusal('the cluster has no authority');
      return certify(asked, grant, unseal(secrets.sealingKey, stored.sealedPrivateKey));
    }
    const text = stored ? unseal(secrets.sealingKey, stored.sealedPrivateKey) : secrets.sshPrivateKey;
    return { kind: 'key', publicLine: publicLineOf(text), key: privateKeyOf(text), serial: undefined };
  };
  const refuse = async (asked: SignInAsked, error: unknown): Promise<never> => {
    if (!(error instanceof SignerRefusal)) throw error;
    await writeSignature(db, { ...asked, outcome: 'refused', reason: error.message });
    throw new AppError('not-allowed', { details: { words: `signer: ${error.message}` } });
  };
  return {
    identityOf: async (asked) => {
      try {
        const grant = await grantOf(db, asked);
        const prepared = await prepare(asked, grant);
        let until = Date.now() + identityMs;
        return {
          publicLine: prepared.publicLine,
          sign: async (data) => {
            try {
              if (Date.now() > until) throw new SignerRefusal('used already, or too late');
              until = 0;
              const { personId } = await grantOf(db, asked);
              if (!isAuthRequest(data, asked.login, blobOfLine(prepared.publicLine)))
                throw new SignerRefusal('not a sign-in of this login');
              await writeSignature(db, {
                ...asked,
                ...{ personId, kind: prepared.kind, serial: prepared.serial, outcome: 'signed' },
                key: fingerprintOf(prepared.publicLine),
              });
              return sign(null, data, prepared.key);
            } catch (error) {
              return refuse(asked, error);
            }
          },
        };
      } catch (error) {
        return refuse(asked, error);
      }
    },
    makeKey: async () => {
      const privateKey = makeSshPrivateKey();
      return {
        publicLine: publicLineOf(privateKey),
        sealedPrivateKey: seal(secrets.sealingKey, privateKey),
      };
    },
    portalPublicLine: async () => publicLineOf(secrets.sshPrivateKey),
  };
}

/** A key that lives for one sign-in, and what the authority says of it. */
function certify(asked: SignInAsked, grant: Grant, authority: string): Prepared {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  const serial = randomBytes(8).readBigUInt64BE() >> 1n;
  const publicLine = makeCertificate(
    {
      ...validityAt(new Date()),
      publicKey: Buffer.from(publicKey.export({ format: 'jwk' }).x ?? '', 'base64url'),
      login: asked.login,
      profile: asked.profile,
      keyId: `u=${grant.personId ?? 'service'};p=${asked.profile};r=${randomUUID()}`,
      serial,
    },
    { key: privateKeyOf(authority), blob: blobOfLine(publicLineOf(authority)) },
  );
  return { kind: 'certificate', publicLine, key: privateKey, serial };
}

const fingerprintOf = (line: string): string =>
  `SHA256:${createHash('sha256').update(blobOfLine(line)).digest('base64').replace(/=+$/, '')}`;
