import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { AppError } from '../../contract/app-error';

/** AES-256-GCM: 12 bytes nonce, 16 bytes tag, the text, as base64. key: 32 bytes. @see NIST SP 800-38D, 8.2.2 (random nonces) */
export function seal(key: Buffer, text: string): string {
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', key, nonce);
  const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), body]).toString('base64');
}

/** The text that was sealed. what: it, for our log. @throws AppError[internal] when it cannot be, because the key is another. */
export function unseal(key: Buffer, sealed: string, what: string): string {
  const bytes = Buffer.from(sealed, 'base64');
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, 12), { authTagLength: 16 });
    decipher.setAuthTag(bytes.subarray(12, 28));
    return Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]).toString('utf8');
  } catch {
    throw new AppError('internal', {
      cause: new Error(`${what} cannot be unsealed: the secret is another than it was made with`),
    });
  }
}
