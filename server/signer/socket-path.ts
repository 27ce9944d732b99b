import { join } from 'node:path';
import { SettingError } from '../env';

/** A unix socket's name has room for 107 bytes. @see unix(7) */
const maxBytes = 104;

/** Where the signer listens unless MODU_SIGNER_SOCKET says otherwise; its folder is its own. @throws SettingError when the path is too long for a socket */
export function signerSocketIn(dataFolder: string): string {
  const path = join(dataFolder, 'signer', 'sock');
  if (Buffer.byteLength(path) > maxBytes)
    throw new SettingError(
      `MODU_DATA is ${dataFolder}, too long a path for a socket in it: set MODU_SIGNER_SOCKET to a shorter one, in a folder of its own.`,
    );
  return path;
}
