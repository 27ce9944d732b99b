import { createHash, generateKeyPairSync, randomBytes, sign } from 'node:crypto';
import { isoCBOR } from '@simplewebauthn/server/helpers';
import type { PasskeyOptions } from '../port';

/** What a test may say wrong. */
export interface Said {
  /** Where the page stands [the portal's origin]. */
  origin?: string;
  /** [what was asked] */
  challenge?: string;
  /** [the origin's host] */
  rpId?: string;
  /** Whether the person was verified [true]. */
  isVerified?: boolean;
}

/**
 * A passkey of its own key, which signs as a device does, counting its uses.
 * @see WebAuthn Level 3, §6.1 (authenticator data) and §6.5.4 (attestation object)
 */
export class Authenticator {
  readonly #keys = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  readonly id = randomBytes(16).toString('base64url');
  useCount = 0;

  constructor(private readonly origin: string) {}

  /** Answers `navigator.credentials.create`. */
  make(options: PasskeyOptions, said: Said = {}) {
    const id = Buffer.from(this.id, 'base64url');
    const length = Buffer.from([0, id.length]);
    const attested = Buffer.concat([Buffer.alloc(16), length, id, this.#coseKey()]);
    const authData = Buffer.concat([this.#head(said, 0x40), attested]);
    const object = new Map<string, unknown>([
      ['fmt', 'none'],
      ['attStmt', new Map()],
      ['authData', new Uint8Array(authData)],
    ]);
    return this.#answer({
      clientDataJSON: this.#clientData('webauthn.create', options, said).toString('base64url'),
      attestationObject: Buffer.from(isoCBOR.encode(object as never)).toString('base64url'),
      transports: ['internal'],
    });
  }

  /** Answers `navigator.credentials.get`. */
  use(options: PasskeyOptions, said: Said = {}) {
    this.useCount += 1;
    const authData = this.#head(said, 0);
    const clientData = this.#clientData('webauthn.get', options, said);
    const signed = Buffer.concat([authData, createHash('sha256').update(clientData).digest()]);
    return this.#answer({
      clientDataJSON: clientData.toString('base64url'),
      authenticatorData: authData.toString('base64url'),
      signature: sign('sha256', signed, this.#keys.privateKey).toString('base64url'),
    });
  }

  #answer(response: object) {
    return { id: this.id, rawId: this.id, type: 'public-key', clientExtensionResults: {}, response };
  }

  #clientData(type: string, { challenge }: PasskeyOptions, said: Said): Buffer {
    const origin = said.origin ?? this.origin;
    return Buffer.from(JSON.stringify({ type, challenge: said.challenge ?? challenge, origin }));
  }

  #head({ rpId, isVerified = true }: Said, flags: number): Buffer {
    const count = Buffer.alloc(4);
    count.writeUInt32BE(this.useCount);
    const name = rpId ?? new URL(this.origin).hostname;
    const present = 0x01 | (isVerified ? 0x04 : 0) | flags;
    return Buffer.concat([createHash('sha256').update(name).digest(), Buffer.from([present]), count]);
  }

  /** EC2, ES256, P-256. @see RFC 9053 §7.1.1 */
  #coseKey(): Buffer {
    const { x = '', y = '' } = this.#keys.publicKey.export({ format: 'jwk' });
    const bytes = (text: string) => new Uint8Array(Buffer.from(text, 'base64url'));
    const key = new Map<number, unknown>([
      [1, 2],
      [3, -7],
      [-1, 1],
      [-2, bytes(x)],
      [-3, bytes(y)],
    ]);
    return Buffer.from(isoCBOR.encode(key as never));
  }
}
