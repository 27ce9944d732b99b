import { WireReader } from './ssh-wire';

/** SSH_MSG_USERAUTH_REQUEST */
const userauthRequest = 50;

/**
 * Whether these bytes are what a client signs to come in as this login with this public key, and nothing else: a signer that signs what it is
 * given would sign certificates, files and sign-ins elsewhere too. Never throws. @see RFC 4252, 7
 */
export function isAuthRequest(data: Buffer, login: string, publicBlob: Buffer): boolean {
  const reader = new WireReader(data);
  const sessionId = reader.string();
  // Of the exchange hash: SHA-256 to SHA-512. @see RFC 4253, 7.2
  if (!sessionId || sessionId.length < 32 || sessionId.length > 64) return false;
  if (reader.byte() !== userauthRequest) return false;
  const [user, service, method] = [reader.string(), reader.string(), reader.string()];
  const hasSignature = reader.byte();
  const [, blob] = [reader.string(), reader.string()];
  return (
    user?.toString() === login &&
    service?.toString() === 'ssh-connection' &&
    method?.toString() === 'publickey' &&
    hasSignature === 1 &&
    blob?.equals(publicBlob) === true &&
    reader.isAtEnd
  );
}
