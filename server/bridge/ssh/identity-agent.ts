import ssh2, { type ParsedKey } from 'ssh2';
import type { SshIdentity } from './port';

/**
 * An agent with one identity, whose private half is elsewhere: it passes on what is to be signed. fail: told why there was no signature.
 * @see ssh2 1.17 README, BaseAgent
 */
export class IdentityAgent extends ssh2.BaseAgent<ParsedKey> {
  constructor(
    private readonly identity: SshIdentity,
    private readonly fail: (error: Error) => void,
  ) {
    super();
  }

  override getIdentities(give: (error: Error | undefined, keys?: ParsedKey[]) => void): void {
    const key = ssh2.utils.parseKey(this.identity.publicLine);
    if (key instanceof Error) return this.fail(key);
    // Of a certificate ssh2 reads the key alone; what is shown to the server is the whole of it.
    const whole = Buffer.from(this.identity.publicLine.split(' ')[1] ?? '', 'base64');
    key.getPublicSSH = () => whole;
    give(undefined, [key]);
  }

  override sign(
    _publicKey: unknown,
    data: Buffer,
    options: unknown,
    callback?: (error?: Error | undefined, signature?: Buffer) => void,
  ): void {
    const give = (typeof options === 'function' ? options : callback) as (
      error: Error | undefined,
      signature?: Buffer,
    ) => void;
    this.identity.sign(data).then(
      (signature) => give(undefined, signature),
      (error: unknown) => this.fail(error as Error),
    );
  }
}
