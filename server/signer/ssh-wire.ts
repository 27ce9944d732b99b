/** A string of SSH's wire: its length, its bytes. @see RFC 4251, 5 */
export function wireString(value: string | Buffer): Buffer {
  const bytes = Buffer.from(value);
  return Buffer.concat([wireUint32(bytes.length), bytes]);
}

/** @see RFC 4251, 5 */
export function wireUint32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
}

/** @see RFC 4251, 5 */
export function wireUint64(value: bigint): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64BE(value);
  return bytes;
}

/** Reads strings and bytes one after another; undefined past the end. Never throws. */
export class WireReader {
  #at = 0;
  constructor(private readonly bytes: Buffer) {}

  string(): Buffer | undefined {
    if (this.#at + 4 > this.bytes.length) return undefined;
    const end = this.#at + 4 + this.bytes.readUInt32BE(this.#at);
    if (end > this.bytes.length) return undefined;
    const value = this.bytes.subarray(this.#at + 4, end);
    this.#at = end;
    return value;
  }

  byte(): number | undefined {
    return this.bytes[this.#at++];
  }

  get isAtEnd(): boolean {
    return this.#at === this.bytes.length;
  }
}

/** The blob of a public line: `ssh-ed25519 AAAA… comment`. Never throws. */
export const blobOfLine = (line: string): Buffer => Buffer.from(line.split(' ')[1] ?? '', 'base64');
