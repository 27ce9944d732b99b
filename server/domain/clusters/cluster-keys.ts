import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import type { Db } from '#db/client';
import { AppError } from '../../contract/app-error';
import { makeSshPrivateKey, publicLineOf } from '../../start/open-ssh-key';

/** The SSH keys of clusters: one each that was attached in the portal, the portal's own for the others. */
export interface ClusterKeys {
  /** Makes a key for a cluster; only `sealedPrivateKey` may be stored. */
  make(): { publicLine: string; sealedPrivateKey: string };
  /** The private key that signs in at a cluster, by its name; for the SSH pool alone. @throws AppError[internal] when it cannot be unsealed */
  keyOf(target: { cluster: string }): Promise<{ privateKey: string }>;
  /** What stands in authorized_keys where a cluster has no key of its own. */
  portalPublicLine: string;
}

export interface KeySecrets {
  sshPrivateKey: string;
  sshPublicLine: string;
  /** 32 bytes that are not in the database. */
  sealingKey: Buffer;
}

/** Reads the key at every sign-in, so that a new one counts at once in every process. Opens nothing. */
export function makeClusterKeys(db: Db, secrets: KeySecrets): ClusterKeys {
  return {
    make: () => {
      const privateKey = makeSshPrivateKey();
      return {
        publicLine: publicLineOf(privateKey),
        sealedPrivateKey: seal(secrets.sealingKey, privateKey),
      };
    },
    keyOf: async ({ cluster }) => {
      const row = await db
        .selectFrom('cluster_keys as k')
        .innerJoin('clusters as c', 'c.id', 'k.cluster_id')
        .select('k.sealed_private_key as sealed')
        .where('c.name', '=', cluster)
        .executeTakeFirst();
      return { privateKey: row ? unseal(secrets.sealingKey, row.sealed) : secrets.sshPrivateKey };
    },
    portalPublicLine: secrets.sshPublicLine,
  };
}

/** AES-256-GCM: 12 bytes nonce, 16 bytes tag, the text. @see NIST SP 800-38D, 8.2.2 (random nonces) */
function seal(key: Buffer, text: string): string {
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', key, nonce);
  const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), body]).toString('base64');
}

function unseal(key: Buffer, sealed: string): string {
  const bytes = Buffer.from(sealed, 'base64');
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, 12), { authTagLength: 16 });
    decipher.setAuthTag(bytes.subarray(12, 28));
    return Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]).toString('utf8');
  } catch {
    throw new AppError('internal', {
      cause: new Error(
        'the key of a cluster cannot be unsealed: secrets/sealing_key is another than it was made with',
      ),
    });
  }
}
